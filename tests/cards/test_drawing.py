from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from clearance.cards import HEIGHT, WIDTH, Card, draw
from clearance.cards.card import Logo

CARD = Card("Village of Test Police Department", "Mill Street closed", "Traffic", "March 3, 2026")
LONG = "Flood warning for everybody who lives near the creek " * 40
RIGHT_TO_LEFT = "تحذير من الفيضانات"


def picture(card: Card) -> Image.Image:
    return Image.open(BytesIO(draw(card)))


def png(size: tuple[int, int] = (80, 120), colour: str = "#c00000") -> bytes:
    made = BytesIO()
    Image.new("RGBA", size, colour).save(made, "PNG")
    return made.getvalue()


@pytest.mark.parametrize(
    "card",
    [
        pytest.param(CARD, id="an ordinary one"),
        pytest.param(Card("Police"), id="nothing but a name"),
        pytest.param(
            Card("D" * 300, LONG, "S" * 300, "March 3, 2026", "No longer in effect"), id="all too long"
        ),
        pytest.param(Card("Police", "x" * 3000), id="a word without end"),
        pytest.param(Card("", "", "", ""), id="nothing at all"),
        pytest.param(Card("Police", RIGHT_TO_LEFT, "🚨", "\u202e\x00\ud800"), id="what can't be drawn"),
        pytest.param(Card("Police", "a\u0301" * 90 + "\u200d🚨" * 90), id="marks and emoji"),
        pytest.param(Card("Police", "<script>alert(1)</script> & {{ config }} %s\n\\"), id="somebody's code"),
        pytest.param(Card("Police", LONG, logo=Logo.of(png())), id="a logo"),
    ],
)
def test_every_card_is_a_small_picture_of_the_one_size(card: Card) -> None:
    data = draw(card)
    found = picture(card)
    assert (found.format, found.size, len(data) < 25_000) == ("PNG", (WIDTH, HEIGHT), True)


def test_the_same_card_is_the_same_bytes() -> None:
    assert draw(CARD) == draw(Card(CARD.department, CARD.title, CARD.subject, CARD.date))


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(Card(CARD.department, "Mill Street open", CARD.subject, CARD.date), id="title"),
        pytest.param(Card("Police", CARD.title, CARD.subject, CARD.date), id="department"),
        pytest.param(Card(CARD.department, CARD.title, "Alerts", CARD.date), id="subject"),
        pytest.param(Card(CARD.department, CARD.title, CARD.subject, "March 4, 2026"), id="date"),
        pytest.param(Card(CARD.department, CARD.title, CARD.subject, CARD.date, "Expired"), id="notice"),
        pytest.param(
            Card(CARD.department, CARD.title, CARD.subject, CARD.date, ground="#101010"), id="ground"
        ),
        pytest.param(
            Card(CARD.department, CARD.title, CARD.subject, CARD.date, accent="#f4d77c"), id="accent"
        ),
        pytest.param(
            Card(CARD.department, CARD.title, CARD.subject, CARD.date, logo=Logo.of(png())), id="logo"
        ),
    ],
)
def test_whatever_changes_the_picture_changes_its_name(other: Card) -> None:
    assert draw(other) != draw(CARD)
    assert other.digest != CARD.digest


def test_the_name_tells_nothing() -> None:
    assert len(CARD.digest) == 32
    assert set(CARD.digest) <= set("0123456789abcdef")


def test_fields_are_not_mixed_up() -> None:
    assert Card("a", "bc").digest != Card("ab", "c").digest


def test_the_colours_are_those_of_the_card() -> None:
    found = picture(Card("Police", "Title", "Traffic", ground="#14304f", accent="#f4d77c")).convert("RGB")
    colours = {colour for _, colour in found.getcolors(99) or []}
    assert {(0x14, 0x30, 0x4F), (0xF4, 0xD7, 0x7C), (255, 255, 255)} <= colours
    assert len(colours) <= 12


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"<svg/>", id="no raster picture"),
        pytest.param(png()[:60], id="half a picture"),
        pytest.param(png((3000, 3000)), id="too many pixels"),
    ],
)
def test_a_logo_that_can_not_be_used_is_left_out(data: bytes) -> None:
    card = Card(CARD.department, CARD.title, CARD.subject, CARD.date, logo=Logo.of(data))
    assert draw(card) == draw(CARD)


def test_what_can_not_be_drawn_gives_way_to_the_department() -> None:
    assert draw(Card("Police", RIGHT_TO_LEFT)) == draw(Card("Police", "Police"))
