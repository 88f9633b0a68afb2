from __future__ import annotations

import pytest

from clearance.cards.text import drawable, fitted, has_glyph, shortened, wrapped


def length(text: str) -> float:
    """Ten pixels each."""
    return 10 * len(text)


@pytest.mark.parametrize("character", "áéíóúüñÁÉÍÓÚÜÑ¿¡«»ąćęłńóśźżğşæøßŁЖΩ’“”—–…·€$#@&%½°ềữ")
def test_what_people_write_here_has_a_glyph(character: str) -> None:
    assert has_glyph(character)


@pytest.mark.parametrize("character", "漢אع🚨")
def test_other_scripts_have_none(character: str) -> None:
    assert not has_glyph(character)


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        pytest.param("Estafas por teléfono", "Estafas por teléfono", id="Spanish"),
        pytest.param("telefo\u0301no", "telefóno", id="an accent on its own"),
        pytest.param("🚨 Flood 🌊 warning 🚨", "Flood warning", id="emoji"),
        pytest.param("👩🏽\u200d🚒 Firefighters", "Firefighters", id="an emoji made of many"),
        pytest.param("A\u202eB\u200bC\x00D\u00ad", "ABCD", id="what is not seen"),
        pytest.param("  two\n\tlines  ", "two lines", id="white space"),
        pytest.param("Aviso: 洪水", "", id="letters of another script: half a title says something else"),
        pytest.param("x\u0304 is a mean", "", id="a mark that no letter takes in"),
        pytest.param("5 ⊀ 6", "", id="a sign that means something"),
        pytest.param("", "", id="nothing"),
        pytest.param("🚨", "", id="nothing but emoji"),
    ],
)
def test_what_of_a_text_is_drawn(text: str, drawn: str) -> None:
    assert drawable(text) == drawn


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("one two three", ["one two", "three"], id="at spaces"),
        pytest.param("1234567890", ["1234567890"], id="just as wide"),
        pytest.param("a 12345678901 b", ["a", "1234567890", "1 b"], id="a word that is too long"),
    ],
)
def test_lines(text: str, lines: list[str]) -> None:
    assert wrapped(text, 100, length) == lines


@pytest.mark.parametrize(
    ("line", "short"),
    [
        pytest.param("one", "one…", id="there is room"),
        pytest.param("one two th", "one two…", id="after a whole word"),
        pytest.param("one, two three", "one…", id="and without the comma"),
        pytest.param("12345678901", "123456789…", id="within the only word"),
    ],
)
def test_an_ellipsis(line: str, short: str) -> None:
    assert shortened(line, 100 if line != "one, two three" else 80, length) == short


def test_a_short_text_is_large_and_its_lines_are_of_one_length() -> None:
    setting = fitted("Mill Street closed until noon", ((84, 3), (60, 4)), 1056)
    assert (setting.size, setting.lines) == (84, ("Mill Street closed", "until noon"))


def test_a_long_one_is_small_and_ends_in_an_ellipsis_after_a_word() -> None:
    setting = fitted("the quick brown fox " * 30, ((84, 3), (60, 4)), 1056)
    assert (setting.size, len(setting.lines)) == (60, 4)
    assert setting.lines[-1].endswith(("the…", "quick…", "brown…", "fox…"))
