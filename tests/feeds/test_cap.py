from __future__ import annotations

from datetime import UTC

import pytest
from hypothesis import given
from tests.feeds.builders import DAY, HOUR, NOON, ZONE, info, message, named
from tests.feeds.hostile import LONG, texts
from tests.feeds.oracles import CAP, cap_faults, found

from clearance.feeds.alert import Area, Circle, Geocode, Point, Reference, Status
from clearance.feeds.cap import alert, cancel, update
from clearance.feeds.text import block, line

WHOLE = """\
<?xml version="1.0" encoding="utf-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
  <identifier>2026-0412:1</identifier>
  <sender>police.example</sender>
  <sent>2026-03-03T12:00:00-06:00</sent>
  <status>Actual</status>
  <msgType>Alert</msgType>
  <scope>Public</scope>
  <incidents>2026-0412</incidents>
  <info>
    <language>en-US</language>
    <category>Met</category>
    <category>Safety</category>
    <event>Flood</event>
    <responseType>Avoid</responseType>
    <urgency>Immediate</urgency>
    <severity>Severe</severity>
    <certainty>Observed</certainty>
    <onset>2026-03-03T12:00:00-06:00</onset>
    <expires>2026-03-03T18:00:00-06:00</expires>
    <senderName>Village Police</senderName>
    <headline>Mill Street is under water</headline>
    <description>The creek is over its banks.</description>
    <instruction>Stay away from the creek.</instruction>
    <web>https://police.example/posts/flood/</web>
    <contact>(708) 555-0100</contact>
    <area>
      <areaDesc>Mill Street from Oak to Elm</areaDesc>
      <polygon>41.85,-87.9 41.86,-87.9 41.86,-87.8 41.85,-87.9</polygon>
      <circle>41.85,-87.9 1.5</circle>
      <geocode>
        <valueName>SAME</valueName>
        <value>017031</value>
      </geocode>
    </area>
  </info>
</alert>
"""
CANCELLED = """\
<?xml version="1.0" encoding="utf-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
  <identifier>2026-0412:3</identifier>
  <sender>police.example</sender>
  <sent>2026-03-03T14:00:00-06:00</sent>
  <status>Actual</status>
  <msgType>Cancel</msgType>
  <scope>Public</scope>
  <references>police.example,2026-0412:1,2026-03-03T12:00:00-06:00 \
police.example,2026-0412:2,2026-03-03T13:00:00-06:00</references>
</alert>
"""
FIRST, SECOND, THIRD = named(1), named(2, NOON + HOUR), named(3, NOON + 2 * HOUR)


def said(data: bytes, name: str) -> list[str]:
    """The texts of the elements of this name; the document is valid."""
    assert cap_faults(data) == []
    return found(data, f"//cap:{name}", CAP)


def test_a_whole_alert() -> None:
    made = alert(message())
    assert made.decode() == WHOLE
    assert cap_faults(made) == []


def test_the_least_alert_is_valid() -> None:
    least = info(
        description="",
        instruction="",
        web=None,
        contact="",
        responses=(),
        onset=None,
        areas=(Area("The village"),),
    )
    made = alert(message(infos=(least,), incident=""))
    assert said(made, "area/*") == ["The village"]
    for name in (
        "description",
        "instruction",
        "web",
        "contact",
        "responseType",
        "onset",
        "incidents",
        "note",
    ):
        assert said(made, name) == [], name


def test_an_update_names_all_earlier_messages_in_the_order_sent() -> None:
    made = update(message(3, NOON + 2 * HOUR), [SECOND, FIRST, SECOND])
    assert said(made, "msgType") == ["Update"]
    first, second = said(made, "references")[0].split(" ")
    assert first == "police.example,2026-0412:1,2026-03-03T12:00:00-06:00"
    assert second == "police.example,2026-0412:2,2026-03-03T13:00:00-06:00"
    assert said(made, "headline") == ["Mill Street is under water"]


def test_it_is_the_instant_and_not_the_identifier_that_orders_references() -> None:
    (references,) = said(cancel(THIRD, [named(1, NOON + HOUR), named(2)]), "references")
    assert [one.split(",")[1] for one in references.split(" ")] == ["2026-0412:2", "2026-0412:1"]


def test_a_reference_is_word_for_word_what_the_first_message_said() -> None:
    summer = NOON.replace(month=7)
    first = message(1, summer, infos=(info(expires=summer + DAY),))
    parts = [said(alert(first), name)[0] for name in ("sender", "identifier", "sent")]
    assert said(cancel(named(2, summer + HOUR), [first.name]), "references") == [",".join(parts)]


def test_a_cancellation_says_nothing_of_what_was_withdrawn() -> None:
    made = cancel(THIRD, [FIRST, SECOND])
    assert made.decode() == CANCELLED
    assert cap_faults(made) == []


@pytest.mark.parametrize(
    "earlier",
    [
        pytest.param([], id="none"),
        pytest.param([SECOND], id="itself"),
        pytest.param([THIRD], id="one sent later"),
        pytest.param([named(9, NOON + HOUR)], id="one sent at the same time"),
        pytest.param([named(2)], id="one of the same identifier"),
    ],
)
def test_what_has_no_earlier_messages_is_refused(earlier: list[Reference]) -> None:
    assert said(cancel(SECOND, [FIRST]), "msgType") == ["Cancel"]
    with pytest.raises(ValueError, match=r"expected (the earlier|other) messages"):
        cancel(SECOND, earlier)
    with pytest.raises(ValueError, match=r"expected (the earlier|other) messages"):
        update(message(2, NOON + HOUR), earlier)


@pytest.mark.parametrize(
    ("status", "note", "written"),
    [(Status.EXERCISE, "Spring\ndrill", ["Spring\ndrill"]), (Status.TEST, "", []), (Status.ACTUAL, "", [])],
)
def test_the_status_stands_in_every_message(status: Status, note: str, written: list[str]) -> None:
    made = [
        alert(message(status=status, note=note)),
        update(message(2, NOON + HOUR, status=status, note=note), [FIRST]),
        cancel(SECOND, [FIRST], status, note),
    ]
    assert [said(one, "status") for one in made] == [[status]] * 3
    assert [said(one, "note") for one in made] == [written] * 3
    assert [said(one, "scope") for one in made] == [["Public"]] * 3


def test_the_cancellation_of_an_exercise_names_it() -> None:
    with pytest.raises(ValueError, match="names the exercise"):
        cancel(SECOND, [FIRST], Status.EXERCISE)


def test_each_language_has_a_text() -> None:
    spanish = info(language="es-US", headline="Calle Mill inundada")
    made = alert(message(infos=(info(), spanish)))
    assert said(made, "language") == ["en-US", "es-US"]
    assert said(made, "headline") == ["Mill Street is under water", "Calle Mill inundada"]


def test_what_is_said_twice_stands_once() -> None:
    twice = info(categories=info().categories * 2, responses=info().responses * 2)
    assert alert(message(infos=(twice,))) == alert(message())


@pytest.mark.parametrize(
    ("point", "written"),
    [
        ((41.8500001, -87.9), "41.85,-87.9 0.000001"),
        ((-0.0000001, 1e-05), "0,0.00001 0.000001"),
        ((90, -180), "90,-180 0.000001"),
        ((12.3456789, 10), "12.345679,10 0.000001"),
    ],
)
def test_figures_have_six_decimals_at_most_and_no_exponent(point: tuple[float, float], written: str) -> None:
    area = Area("x", circles=(Circle(Point(*point), 1e-06),))
    assert said(alert(message(infos=(info(areas=(area,)),))), "circle") == [written]


def test_utc_is_written_as_minus_zero() -> None:
    made = alert(message(1, NOON.astimezone(UTC)))
    assert said(made, "sent") == ["2026-03-03T18:00:00-00:00"]


def test_summer_and_winter_have_their_own_offset() -> None:
    sent = NOON.replace(month=3, day=8, hour=1)
    after = NOON.replace(month=3, day=8, hour=3)
    made = alert(message(1, sent, infos=(info(onset=None, expires=after),)))
    assert (said(made, "sent"), said(made, "expires")) == (
        ["2026-03-08T01:00:00-06:00"],
        ["2026-03-08T03:00:00-05:00"],
    )
    assert after.tzinfo is ZONE


@given(texts)
def test_any_text_stays_text(text: str) -> None:
    area = Area(f"x{text}", geocodes=(Geocode(f"x{text}", f"x{text}"),))
    words = info(
        event=f"x{text}",
        sender_name=f"x{text}",
        headline=f"x{text}",
        description=text,
        instruction=text,
        contact=text,
        areas=(area,),
    )
    made = alert(message(infos=(words,), note=text))
    for name in ("event", "senderName", "headline", "areaDesc", "valueName", "value"):
        assert said(made, name) == [line(f"x{text}")], name
    for name in ("description", "instruction", "note"):
        assert "".join(said(made, name)) == block(text), name
    assert "".join(said(made, "contact")) == line(text)


def test_a_long_headline_is_not_cut() -> None:
    assert said(alert(message(infos=(info(headline=LONG),))), "headline") == [LONG.strip()]
