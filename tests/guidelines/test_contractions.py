from __future__ import annotations

import re

import pytest

from clearance.guidelines.contractions import in_full
from clearance.guidelines.phrases import anchors, pattern


@pytest.mark.parametrize(
    ("word", "full"),
    [
        pytest.param("couldn't", ("could not",), id="not"),
        pytest.param("can't", ("cannot", "can not"), id="can't"),
        pytest.param("won't", ("will not",), id="won't"),
        pytest.param("i'm", ("i am",), id="am"),
        pytest.param("they've", ("they have",), id="have"),
        pytest.param("he'd", ("he would", "he had"), id="would or had"),
        pytest.param("she's", ("she is", "she has"), id="is or has"),
        pytest.param("chief's", (), id="a possessive"),
        pytest.param("could", (), id="no short form"),
        pytest.param("'ll", (), id="an ending alone"),
        pytest.param("n't", (), id="not alone"),
    ],
)
def test_what_a_short_form_stands_for(word: str, full: tuple[str, ...]) -> None:
    assert in_full(word) == full


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("They couldn't be bothered.", True, id="short"),
        pytest.param("They could not be bothered.", True, id="in full"),
        pytest.param("They could be bothered.", False, id="the contrary"),
        pytest.param("They could, not being bothered, stay.", False, id="other words"),
    ],
)
def test_a_phrase_with_a_short_form_finds_both(text: str, *, found: bool) -> None:
    assert bool(re.search(pattern("couldn't be bothered", {}), text, re.IGNORECASE)) is found


def test_a_phrase_is_found_by_the_words_of_both() -> None:
    assert frozenset({"couldn't", "could"}) in anchors("couldn't budge", {})
