from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearance.guidelines.matching import check_examples, find
from clearance.guidelines.packs import Pack, PackRule

BASE = {
    "code": "PB901",
    "name": "a-rule",
    "clause": "1021.5(a)",
    "severity": "hold",
    "message": "says so",
    "remedy": "Leave it out.",
    "examples": {"flag": ["x"], "pass": ["y"]},
}


def rule(match: Mapping[str, object], lifts: Mapping[str, object] | None = None) -> PackRule:
    return PackRule.model_validate(BASE | {"match": match, "lifts": lifts or {}})


def found(rule: PackRule, text: str) -> list[str]:
    return [text[start:end] for start, end in find(rule, text)]


SUED = {"near": [{"words": ["sued", "sues"], "of": ["village", "officer"], "within": 3}]}


@pytest.mark.parametrize(
    ("match", "text", "hits"),
    [
        pytest.param({"words": ["con"]}, "A CON man, an ex-con.", ["CON", "con"], id="words in any case"),
        pytest.param({"words": ["con"]}, "The contest, recon, con_1", [], id="a word inside a word"),
        pytest.param({"words": ["doesn't"]}, "It doesn’t.", ["doesn’t"], id="either apostrophe"),
        pytest.param({"words": ["10-4"]}, "10-4, 110-4", ["10-4"], id="a word with signs"),
        pytest.param({"words": ["é"]}, "É", ["É"], id="a letter beyond English"),
        pytest.param(
            {"phrases": ["civil suit"]}, "a civil\n  suit", ["civil\n  suit"], id="a phrase over lines"
        ),
        pytest.param({"phrases": ["civil suit"]}, "a civil suite", [], id="a phrase inside a longer word"),
        pytest.param(
            {"phrases": ["no way", "no way out"]}, "no way out", ["no way out"], id="the longest first"
        ),
        pytest.param({"patterns": [r"\d{3}"]}, "12 345", ["345"], id="a pattern"),
        pytest.param({"patterns": ["abc"]}, "ABC", [], id="a pattern as written"),
        pytest.param({"patterns": [r"\b", "x?"]}, "ax", ["x"], id="empty matches are none"),
        pytest.param(SUED, "He sued the village.", ["sued the village"], id="near, after"),
        pytest.param(SUED, "The officer he sues", ["officer he sues"], id="near, before"),
        pytest.param(SUED, "sued the small old village", [], id="too far by one word"),
        pytest.param(
            SUED, "sued the well-kept village", ["sued the well-kept village"], id="near, hyphenated"
        ),
        pytest.param(SUED, "sued", [], id="one without the other"),
        pytest.param({"words": ["b"], "patterns": ["a"]}, "b a", ["b", "a"], id="in the order of the text"),
    ],
)
def test_what_a_rule_finds(match: Mapping[str, object], text: str, hits: list[str]) -> None:
    assert found(rule(match), text) == hits


def test_a_word_is_not_near_itself() -> None:
    near = {"near": [{"words": ["sue"], "of": ["sue"], "within": 2}]}
    assert found(rule(near), "sue") == []
    assert found(rule(near), "sue, sue") == ["sue, sue"]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        pytest.param("The suit.", ["suit"], id="no wider wording"),
        pytest.param("A wet suit.", [], id="inside the wider wording"),
        pytest.param("A wet suit, a suit.", ["suit"], id="only what lies inside is lifted"),
        pytest.param("suit-case", [], id="inside a wider word"),
    ],
)
def test_wider_wording_lifts(text: str, hits: list[str]) -> None:
    lifts = {"phrases": ["wet suit"], "words": ["suit-case"]}
    assert found(rule({"words": ["suit"]}, lifts), text) == hits


def test_examples_that_hold_and_examples_that_do_not() -> None:
    good = BASE | {"match": {"words": ["x"]}}
    bad = good | {"examples": {"flag": ["x", "z"], "pass": ["y", "x, X"]}}
    fine = Pack.model_validate({"pack": "fine", "title": "P", "rules": [good]})
    wrong = Pack.model_validate({"pack": "wrong", "title": "P", "rules": [bad]})
    assert [*check_examples([fine])] == []
    assert [*check_examples([fine, wrong])] == [
        ("wrong", "PB901 does not flag its example 'z'"),
        ("wrong", "PB901 flags 'x' in 'x, X', which should pass"),
        ("wrong", "PB901 flags 'X' in 'x, X', which should pass"),
    ]


def test_a_blank_line_in_an_example_divides_passages() -> None:
    rule = BASE | {"match": {"phrases": ["a b"]}, "examples": {"flag": ["a b"], "pass": ["a\n\nb"]}}
    assert [*check_examples([Pack.model_validate({"pack": "p", "title": "P", "rules": [rule]})])] == []


WORDS = st.text(st.sampled_from("abé-"), min_size=1, max_size=4).filter(lambda w: any(c.isalpha() for c in w))


@given(WORDS, st.lists(WORDS, max_size=8).map(" ".join))
def test_spans_are_in_order_within_the_text_and_say_the_word(word: str, text: str) -> None:
    spans = list(find(rule({"words": [word]}), text))
    assert spans == sorted(set(spans))
    assert all(text[start:end].replace("’", "'").casefold() == word.casefold() for start, end in spans)


def test_many_words_near_many_others_stay_quick() -> None:
    text = "sued " * 5000 + "village " * 5000
    assert len(found(rule(SUED), text)) == 3
