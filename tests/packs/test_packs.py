"""The department's packs on posts that they were not written against, and on what they must let pass."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.guidelines.sample import ROOT

from clearance.content.folding import fold
from clearance.guidelines.loading import load_guidelines
from clearance.guidelines.packs import PackRule
from clearance.guidelines.scanning import Scanner
from clearance.model import Severity

PACKS = load_guidelines(ROOT).packs
SCANNER = Scanner(PACKS)
RULES = [rule for pack in PACKS for rule in pack.rules]
POSTS = [json.loads(line) for line in Path(__file__).with_name("fresh.jsonl").read_text("utf-8").splitlines()]


def judged(post: dict[str, str]) -> Iterator[PackRule]:
    passages = [post["title"], *post["body"].split("\n\n")]
    for hit in SCANNER.scan([fold(text).text for text in passages]):
        if hit.rule.severity is not Severity.NOTE:
            yield hit.rule


def found(post: dict[str, str]) -> bool:
    return any(rule.clause == post["clause"] for rule in judged(post))


def share(difficulty: str) -> float:
    posts = [p for p in POSTS if p["label"] == "violation" and p["difficulty"] == difficulty]
    return sum(map(found, posts)) / len(posts)


@pytest.mark.parametrize(
    ("difficulty", "least"),
    [
        pytest.param("plain", 0.97, id="said plainly"),
        pytest.param("evasive", 0.95, id="in disguise"),
        pytest.param(
            "subtle", 0.45, id="hinted at: a writer who only alludes is for the supervisor to notice"
        ),
    ],
)
def test_violations_are_found_with_their_clause(difficulty: str, least: float) -> None:
    assert share(difficulty) >= least


def test_clean_posts_pass() -> None:
    flagged = {p["id"]: [r.code for r in judged(p)] for p in POSTS if p["label"] == "clean"}
    assert sum(map(bool, flagged.values())) <= 0.04 * len(flagged), flagged


def test_there_are_enough_of_them() -> None:
    assert Counter(post["label"] for post in POSTS) == {"violation": 114, "clean": 70}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.code}-{rule.name}")
def test_each_rule_has_examples_enough(rule: PackRule) -> None:
    if rule.code.startswith("PB"):
        assert min(len(rule.examples.flag), len(rule.examples.passing)) >= 3


def test_only_words_that_are_never_published_block() -> None:
    blocking = {rule.name for rule in RULES if rule.severity is Severity.BLOCK}
    assert blocking == {"slur", "profanity", "explicit-word"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("It is never okay to call a neighbor a retard.", id="a slur that is rejected"),
        pytest.param(
            "Gay, Muslim, Jewish and disabled neighbors are welcome.", id="neutral mentions of people"
        ),
        pytest.param(
            "Dick Hancock of Cockrell Avenue and Mrs. Van Dyke spoke.", id="names that look like words"
        ),
        pytest.param("The beagle chased a raccoon to Coon Creek.", id="an animal and a creek"),
        pytest.param("Never write XXX-XX-XXXX on a form that a stranger sends.", id="a masked number"),
        pytest.param("The assault, the rape kit and the sex offender register.", id="words of police work"),
    ],
)
def test_nothing_harmless_is_blocked(text: str) -> None:
    assert [hit.rule.code for hit in SCANNER.scan([text]) if hit.rule.severity is Severity.BLOCK] == []
