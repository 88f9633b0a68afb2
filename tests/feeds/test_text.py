from __future__ import annotations

import re

import pytest
from hypothesis import given
from tests.feeds.hostile import texts
from tests.growth import grows_linearly

from clearance.feeds.text import block, line, markup

_XML_CHARACTERS = re.compile("[\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*")
"""XML 1.0, production 2"""


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        pytest.param("Mill Street", "Mill Street", id="plain text stays"),
        pytest.param("Día de puertas abiertas 🚓", "Día de puertas abiertas 🚓", id="any language stays"),
        pytest.param(" a\n\tb\r\nc\u2028d ", "a b c d", id="line ends are spaces"),
        pytest.param("s\x00hit", "s\ufffdhit", id="a forbidden character joins no words"),
        pytest.param("a\x85b\x9bc", "a b\ufffdc", id="so does a control of the second set"),
        pytest.param("a\ud800b\ufffec\U0001ffff", "a\ufffdb\ufffdc\ufffd", id="halves and no-characters"),
        pytest.param("a\u202eb\u2066c", "abc", id="what turns the direction goes"),
        pytest.param("א\u200f!", "א\u200f!", id="a mark of one place stays"),
        pytest.param("]]> <b> &amp;", "]]> <b> &amp;", id="markup is text: each format escapes it"),
        pytest.param("\ufeffa\ufeffb", "ab", id="a byte order mark goes"),
    ],
)
def test_one_line(written: str, shown: str) -> None:
    assert line(written) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        pytest.param("one\n\ntwo", "one\n\ntwo", id="lines stay"),
        pytest.param(
            "\r\none \r two\x0bthree\n", "one\n two\nthree", id="line ends are one kind, ends are trimmed"
        ),
        pytest.param("a\x01\u202ab", "a\ufffdb", id="cleaned as one line is"),
    ],
)
def test_lines(written: str, shown: str) -> None:
    assert block(written) == shown


def test_markup_keeps_all_that_xml_can_carry() -> None:
    assert markup("<p>a\r\n \u202eb</p>\r\x0c") == "<p>a\n \u202eb</p>\n\ufffd"


@given(texts)
def test_any_text_is_fit_for_xml_and_cleaned_once(written: str) -> None:
    for clean in (line, block, markup):
        shown = clean(written)
        assert _XML_CHARACTERS.fullmatch(shown)
        assert clean(shown) == shown


@given(texts)
def test_one_line_is_one(written: str) -> None:
    assert len(line(written).splitlines()) <= 1


def test_time_grows_with_length() -> None:
    def read(length: int) -> None:
        assert line("a" + " \t" * length + "b") == "a b"
        assert block("a" + " \t" * length + "b") == "a" + " \t" * length + "b"

    assert grows_linearly(read, 50_000)
