"""What is found when said plainly is found in disguise as well: each disguise on the same posts."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.guidelines.sample import ROOT

from clearance.evaluate.judging import judge_samples
from clearance.evaluate.sample import Sample
from clearance.guidelines.loading import load_guidelines
from clearance.model import Severity
from clearance.publish.generator import plain_renderer

GUIDELINES = load_guidelines(ROOT)
RENDER = plain_renderer()
POSTS = [
    json.loads(line)
    for name in ("plain.jsonl", "fresh.jsonl")
    for line in Path(__file__).with_name(name).read_text("utf-8").splitlines()
]
PLAIN = [post for post in POSTS if post["label"] == "violation" and post["difficulty"] == "plain"]
CYRILLIC = dict(zip("aeopcxyiABEKMHOPCTX", "аеорсхуіАВЕКМНОРСТХ", strict=True))
LEET = dict(zip("aeiostAEIOST", "431057431057", strict=True))
ACCENTS = dict(zip("aeiouyn", "àéîöüýñ", strict=True))

Disguise = Callable[[str], str]


def words(change: Disguise) -> Disguise:
    return lambda text: re.sub(r"[A-Za-z]{3,}", lambda word: change(word[0]), text)


def letters(table: dict[str, str], share: float = 0.6) -> Disguise:
    """Some letters for others, the same ones in each run."""

    def change(text: str) -> str:
        chance = random.Random(text)  # noqa: S311 - nothing secret
        return "".join(table.get(c, c) if chance.random() < share else c for c in text)

    return change


def middle(inserted: str, after: str = "") -> Disguise:
    return words(lambda word: word[: len(word) // 2] + inserted + word[len(word) // 2 :] + after)


DISGUISES: dict[str, Disguise] = {
    "as written": str,
    "zero-width characters": words("\u200b".join),
    "soft hyphens": middle("\u00ad"),
    "Cyrillic letters": letters(CYRILLIC),
    "digits for letters": words(letters(LEET)),
    "full width": lambda text: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text),
    "mathematical letters": words(
        lambda w: "".join(chr(0x1D41A + ord(c) - 97) if "a" <= c <= "z" else c for c in w)
    ),
    "entities": words(lambda word: "".join(f"&#{ord(c)};" for c in word)),
    "emphasis inside words": middle("**", "**"),
    "tags inside words": middle("<span></span>"),
    "comments inside words": middle("<!-- -->"),
    "dots between letters": words(".".join),
    "dashes between letters": words("-".join),
    "underscores between letters": words("_".join),
    "accents": words(letters(ACCENTS)),
    "marks piled on letters": words(lambda word: "".join(f"{c}\u0336" for c in word)),
    "letters repeated": words(lambda word: re.sub(r"([aeiou])", r"\1\1\1", word, count=1)),
}


def found(disguise: Disguise) -> float:
    samples = [
        Sample(
            id=post["id"],
            title=post["title"],
            body=post["body"].replace(post["span"], disguise(post["span"])),
            clauses=frozenset({post["clause"]}),
        )
        for post in PLAIN
        if post["span"] in post["body"]
    ]
    judged = judge_samples(samples, GUIDELINES, at=datetime.now(UTC), render=RENDER)
    stopped = [
        any(f.clause in one.sample.clauses and f.severity is not Severity.NOTE for f in one.findings)
        for one in judged
    ]
    return sum(stopped) / len(stopped)


@pytest.mark.parametrize("name", DISGUISES)
def test_nine_of_ten_are_found_in_each_disguise(name: str) -> None:
    assert found(DISGUISES[name]) >= (0.97 if name == "as written" else 0.9)
