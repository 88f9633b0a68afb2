"""The rules of packs with their phrases as numbers, as scanning needs them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from clearance.guidelines.packs import Around, Near, PackRule
from clearance.guidelines.phrases import (
    Lists,
    Requirement,
    anchors,
    commonness,
    expanded,
    pattern,
    requirements,
)

Candidate = tuple[int, tuple[frozenset[str], ...]]
"""A phrase, and sets of words of each of which one must stand beside the word it was found by."""


@dataclass(frozen=True, slots=True)
class Group:
    """Phrases of which any one will do, by the words that they are found by."""

    words: frozenset[str]
    by_word: Mapping[str, tuple[Candidate, ...]]
    always: tuple[int, ...]

    def possible(self, present: AbstractSet[str]) -> Iterator[int]:
        """The phrases that may stand where these words do; some more than once."""
        yield from self.always
        for word in self.words & present:
            yield from among(self.by_word[word], present)


def among(candidates: Iterable[Candidate], present: AbstractSet[str]) -> Iterator[int]:
    """The phrases of which all the other words stand there too."""
    for phrase, others in candidates:
        for other in others:
            if other.isdisjoint(present):
                break
        else:
            yield phrase


@dataclass(frozen=True, slots=True)
class NearPlan:
    """`words` is the side that is found first; `of` is then looked for in its sentences."""

    words: Group
    of: Group
    within: int


@dataclass(frozen=True, slots=True)
class Places:
    sentence: Group
    paragraph: Group
    page: Group


@dataclass(frozen=True, slots=True)
class Plan:
    """A rule with its phrases as numbers."""

    rule: PackRule
    phrases: Group
    patterns: tuple[re.Pattern[str], ...]
    near: tuple[NearPlan, ...]
    only: Places
    unless: Places
    lifts: Group

    @property
    def triggers(self) -> tuple[Group, ...]:
        """The groups of which one stands in every match, but for those of patterns."""
        return (self.phrases, *(near.words for near in self.near))


class Phrases:
    """Every phrase once, by number, with the words and the rest that it can't do without."""

    def __init__(self, lists: Lists) -> None:
        self.lists = lists
        self.anchors: list[tuple[frozenset[str], ...]] = []
        self.requirements: list[tuple[Requirement, ...]] = []
        self._numbers: dict[str, int] = {}
        self._written: list[str] = []
        self._expressions: dict[int, str] = {}

    def expression(self, number: int) -> str:
        """The regular expression of a phrase, made when it is first asked for."""
        if number not in self._expressions:
            self._expressions[number] = pattern(self._written[number], self.lists)
        return self._expressions[number]

    def group(self, phrases: Iterable[str]) -> Group:
        numbers = [self._number(one) for phrase in phrases for one in expanded(phrase, self.lists)]
        by_word: dict[str, list[Candidate]] = defaultdict(list)
        for number in dict.fromkeys(numbers):
            first, *others = self.anchors[number] or ((),)
            for word in first:
                by_word[word].append((number, tuple(others)))
        always = tuple(number for number in dict.fromkeys(numbers) if not self.anchors[number])
        return Group(frozenset(by_word), {word: tuple(found) for word, found in by_word.items()}, always)

    def _number(self, phrase: str) -> int:
        if phrase not in self._numbers:
            self._numbers[phrase] = len(self._written)
            self._written.append(phrase)
            self.anchors.append(anchors(phrase, self.lists))
            self.requirements.append(requirements(phrase, self.lists))
        return self._numbers[phrase]


def plan_of(rule: PackRule, phrases: Phrases) -> Plan:
    match = rule.match
    return Plan(
        rule,
        phrases.group((*match.words, *match.phrases)),
        tuple(re.compile(expression) for expression in match.patterns),
        tuple(_near_plan(near, phrases) for near in match.near),
        _places(rule.only, phrases),
        _places(rule.unless, phrases),
        phrases.group((*rule.lifts.words, *rule.lifts.phrases)),
    )


def _near_plan(near: Near, phrases: Phrases) -> NearPlan:
    """The side with the rarer words is the one to look for first."""
    sides = sorted((near.words, near.of), key=lambda side: sum(commonness(p, phrases.lists) for p in side))
    return NearPlan(phrases.group(sides[0]), phrases.group(sides[1]), near.within)


def _places(around: Around, phrases: Phrases) -> Places:
    return Places(phrases.group(around.sentence), phrases.group(around.paragraph), phrases.group(around.page))
