"""Folding and its views hold what they promise for any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.growth import grows_linearly

from clearance.content.folded import Folded
from clearance.content.folding import digits, fold, letters

_TRICKY = (
    "0123456789 five seven oh double dash o O l I аеорсВН αοΡ １２ ５ \u200b\u00ad\u2060\u202e 'ʼ’ -–—./_* "
    "ﬁ ½ ① ❺ e\u0301 s\u0336 5\ufe0f\u20e3 🅰 ß İ ı Ⅻ \n\t"
    "\u00a0\u2028 сор Это @$!|+€ \ud800 \u1100\u1161 \u0345ͅ"
)
texts = st.one_of(
    st.text(),
    st.text(alphabet=_TRICKY),
    st.lists(st.sampled_from([*_TRICKY.split(" "), " ", "\u0301"])).map("".join),
)


def _sound(view: Folded, written: str) -> None:
    assert len(view.offsets) == len(view.text) + 1
    assert [*view.offsets] == sorted(view.offsets)
    assert view.offsets[-1] == len(written)
    assert all(0 <= offset <= len(written) for offset in view.offsets)


@given(texts)
def test_offsets_are_valid(written: str) -> None:
    _sound(fold(written), written)
    _sound(digits(fold(written)), written)
    _sound(letters(fold(written)), written)


@given(texts)
def test_folding_twice_is_folding_once(written: str) -> None:
    once = fold(written).text
    assert fold(once).text == once


@given(texts)
def test_any_span_leads_to_a_part_of_the_original(written: str) -> None:
    folded = fold(written)
    for start in range(len(folded.text)):
        begin, end = folded.span(start, start + 1)
        assert 0 <= begin <= end <= len(written)


@given(st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x7E)))
def test_plain_text_stays(written: str) -> None:
    if "  " not in written:
        assert fold(written) == Folded(written, range(len(written) + 1))


@pytest.mark.parametrize(
    "unit",
    [
        "five ",
        "1 ",
        "a.",
        "0-",
        "O1",
        "\u200b",
        "\u0301",
        "о",
        "double ",
        "a ",
        "!",
        "1l",
        ". ",
        "@",
        "~",
        "a0",
    ],
)
def test_time_grows_with_length(unit: str) -> None:
    def read(length: int) -> None:
        folded = fold(unit * (length // len(unit)))
        digits(folded)
        letters(folded)

    assert grows_linearly(read, 50_000)
