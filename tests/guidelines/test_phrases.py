from __future__ import annotations

import re

import pytest

from clearance.guidelines.expressions import spans
from clearance.guidelines.phrases import (
    Requirement,
    anchors,
    checked_phrase,
    commonness,
    cycle,
    expanded,
    named_lists,
    pattern,
    requirements,
)
from clearance.guidelines.tokens import CLASSES, EXPLAINED

LISTS = {
    "ranks": ["officer/sergeant", "deputy sheriff", "<high-ranks>"],
    "high-ranks": ["chief*"],
    "loop": ["<again>"],
    "again": ["a <loop>"],
}


def found(phrase: str, text: str) -> str | None:
    found = spans(pattern(phrase, LISTS), text, 0, len(text))
    return text[slice(*found[0])] if found else None


@pytest.mark.parametrize(
    ("phrase", "text", "match"),
    [
        pytest.param("sued", "He SUED them.", "SUED", id="a word in any case"),
        pytest.param("sue", "He sued.", None, id="a word inside a word"),
        pytest.param("confess*", "He confessed.", "confessed", id="any ending"),
        pytest.param("confess*", "Unconfessed.", None, id="an ending, not a beginning"),
        pytest.param("he/she sued", "She sued.", "She sued", id="one or the other"),
        pytest.param("in (the) court", "in court", "in court", id="an optional word, missing"),
        pytest.param("in (the/a) court", "in a court", "in a court", id="an optional word, there"),
        pytest.param("sued ~2 us", "sued us", "sued us", id="a gap of nothing"),
        pytest.param("sued ~2 us", "sued two of us", "sued two of us", id="a full gap"),
        pytest.param("sued ~2 us", "sued all three of us", None, id="a gap too wide"),
        pytest.param(
            "sued ~2 us", "sued well-off, ex-us us", "sued well-off, ex-us us", id="hyphened words count once"
        ),
        pytest.param("man , held", "The man, held", "man, held", id="a comma"),
        pytest.param("man , held", "The man held", None, id="no comma"),
        pytest.param("zip tie", "a zip-tie", "zip-tie", id="a hyphen parts words too"),
        pytest.param("judge sued", "the judge's sued", "judge's sued", id="a possessive"),
        pytest.param(
            "<ranks> sued", "the Deputy Sheriff sued", "Deputy Sheriff sued", id="a phrase of a list"
        ),
        pytest.param("<ranks> sued", "the chiefs sued", "chiefs sued", id="a list in a list"),
        pytest.param("<ranks>/mayor sued", "the mayor sued", "mayor sued", id="a list or a word"),
        pytest.param("sued <NAME>", "sued Maria Lopez-Ruiz on", "sued Maria Lopez-Ruiz", id="a name"),
        pytest.param(
            "sued <NAME>", "sued Maria de la Cruz", "sued Maria de la Cruz", id="a name with particles"
        ),
        pytest.param("sued <NAME>", 'sued Al "Ace" P. Lee', None, id="a nickname and an initial"),
        pytest.param("sued <NAME>", "sued Mr. Lopez.", "sued Mr. Lopez", id="a title and a surname"),
        pytest.param("sued <NAME>", "sued the Oak Street Bank", None, id="a place is no name"),
        pytest.param("sued <NAME>", "sued Police Officer Monday", None, id="capitals that are no name"),
        pytest.param("sued <NAME>", "sued maria lopez", None, id="no capitals, no name"),
        pytest.param("<NAME>'s house", "Maria Lopez's house", "Maria Lopez's house", id="a possessive name"),
        pytest.param("<NAME>'s house", "Maria Lopez house", None, id="a name that is not possessive"),
        pytest.param("boy <MINOR>", "the boy, 15, ran", "boy, 15", id="an age between commas"),
        pytest.param("boy <MINOR>", "the boy (15) ran", "boy (15", id="an age in brackets"),
        pytest.param("boy <MINOR>", "the boy, 18, ran", None, id="of age"),
        pytest.param("<MINOR> boy", "a fifteen-year-old boy", "fifteen-year-old boy", id="an age in words"),
        pytest.param("code <DIGITS>", "code 4471", "code 4471", id="digits"),
        pytest.param(
            "code <DIGITS>", "code four-oh, then two, nine", "code four-oh, then two, nine", id="spelled"
        ),
        pytest.param("code <DIGITS>", "code 71-4(b)", "code 71-4", id="digits with a hyphen"),
        pytest.param("code <DIGITS>", "code 71", None, id="too few digits"),
        pytest.param("at <ADDRESS>", "at 221 North Tulip Court", "at 221 North Tulip Court", id="an address"),
        pytest.param("at <STREET>", "at 95th Street", "at 95th Street", id="a street"),
        pytest.param("for <MONEY>", "for $5,500 or", "for $5,500", id="a sum"),
        pytest.param("to <HANDLE>", "to @Odette26", "to @Odette26", id="an account"),
        pytest.param("at <TIME>", "at 6 a.m. sharp", "at 6 a.m.", id="a time"),
        pytest.param("<NUMBER> men", "twenty men", "twenty men", id="a number in words"),
        pytest.param("man <AGE>", "man, age 44", "man, age 44", id="an age"),
        pytest.param("by <CAP>", "by Gus", "by Gus", id="one capitalised word"),
    ],
)
def test_what_a_phrase_finds(phrase: str, text: str, match: str | None) -> None:
    assert found(phrase, text) == match


@pytest.mark.parametrize(
    ("phrase", "complaint"),
    [
        pytest.param("~2 sued", "can't begin or end", id="a gap at the start"),
        pytest.param("sued (us)", "can't begin or end", id="an optional word at the end"),
        pytest.param(", sued", "can't begin or end", id="a comma at the start"),
        pytest.param("a ~21 b", "expected ~1 to ~20", id="a gap too wide"),
        pytest.param("a ~1 b ~1 c ~1 d ~1 e ~1 f", "at most 4 gaps", id="too many gaps"),
        pytest.param("sued <NAMES>", "did you mean 'NAME'", id="an unknown kind"),
        pytest.param("sued <ZZZZ>", "expected one of: NAME", id="a kind like none"),
        pytest.param("sued <a", "'<a' can't be read", id="a bracket"),
        pytest.param("a//b", "can't be read", id="nothing between strokes"),
        pytest.param("a * b", "can't be read", id="a star alone"),
        pytest.param("a % b", "can't be read", id="a sign alone"),
    ],
)
def test_a_phrase_that_cannot_be_read(phrase: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=re.escape(complaint)):
        checked_phrase(phrase)


@pytest.mark.parametrize(
    ("phrase", "sets"),
    [
        pytest.param("he sued", [{"sued"}, {"he"}], id="the rarer word first"),
        pytest.param("<NAME> <MINOR>", [set(anchors("<MINOR>", {})[0])], id="a kind with words"),
        pytest.param("<NAME> <CAP>", [], id="kinds without words"),
        pytest.param("<NAME>/he", [], id="a kind or a word"),
        pytest.param("<ranks>", [{"officer", "sergeant", "sheriff", "chief*"}], id="a list"),
        pytest.param("a (sued) confess*", [{"confess*"}, {"a"}], id="not an optional word"),
    ],
)
def test_the_words_that_a_phrase_is_found_by(phrase: str, sets: list[set[str]]) -> None:
    assert [set(words) for words in anchors(phrase, LISTS)] in (sets, sets[:1])


def test_a_phrase_without_words_of_its_own_counts_as_most_common() -> None:
    assert commonness("<NAME>", {}) > commonness("the", {}) > commonness("burglar", {})


def test_a_list_alone_is_taken_apart() -> None:
    assert [*expanded("<ranks>", LISTS)] == ["officer/sergeant", "deputy sheriff", "chief*"]
    assert [*expanded("<ranks> sued", LISTS)] == ["<ranks> sued"]


def test_the_lists_and_kinds_that_a_phrase_names() -> None:
    assert [*named_lists("<ranks>/he (<loop>) <NAME>")] == ["ranks", "loop"]


@pytest.mark.parametrize(
    ("phrase", "needed"),
    [
        pytest.param("sued he", [], id="words alone"),
        pytest.param("<NAME> sued <NAME>", [Requirement(frozenset(), ("NAME",))], id="a kind, once"),
        pytest.param(
            "<NAME> <MINOR>",
            [Requirement(frozenset(), ("NAME",)), Requirement(frozenset(), ("MINOR",))],
            id="two kinds",
        ),
        pytest.param(
            "<CAP>/<NAME>/he sued", [Requirement(frozenset({"he"}), ("CAP",))], id="a name is one of CAP"
        ),
        pytest.param(
            "<HANDLE>/<ranks> sued",
            [Requirement(frozenset({"officer", "sergeant", "sheriff", "chief*"}), ("HANDLE",))],
            id="a kind or a list",
        ),
        pytest.param("sued (<NAME>) us", [], id="not what is optional"),
    ],
)
def test_what_else_a_phrase_needs(phrase: str, needed: list[Requirement]) -> None:
    assert [*requirements(phrase, LISTS)] == needed


def test_a_list_that_contains_itself() -> None:
    assert {name: cycle(name, LISTS) for name in LISTS} == {
        "ranks": False,
        "high-ranks": False,
        "loop": True,
        "again": True,
    }


def test_every_kind_is_explained() -> None:
    assert CLASSES.keys() == EXPLAINED.keys()


def test_long_gaps_over_long_texts_stay_quick() -> None:
    text = "sued a-b-c-d, " * 20_000
    assert found("sued ~20 x ~20 y ~20 z", text[:1500]) is None
