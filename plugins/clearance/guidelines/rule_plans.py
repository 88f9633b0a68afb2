"""The rules of packs with their phrases as numbers, as scanning needs them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from clearance.guidelines.packs import Around, Near, PackRule
from clearance.guidelines.phrases import Lists, anchors, commonness, expanded, kinds, pattern

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
            for phrase, others in self.by_word[word]:
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

    def triggers(self) -> Iterator[Group]:
        """The groups of which one stands in every match."""
        yield self.phrases
        for near in self.near:
            yield near.words


@dataclass(slots=True)
class Phrases:
    """Every phrase once, by number: its expression, and the words and kinds that it can't do without."""

    lists: Lists
    numbers: dict[str, int] = field(default_factory=dict)
    expressions: list[str] = field(default_factory=list)
    anchors: list[tuple[frozenset[str], ...]] = field(default_factory=list)
    kinds: list[tuple[str, ...]] = field(default_factory=list)

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
        if phrase not in self.numbers:
            self.numbers[phrase] = len(self.expressions)
            self.expressions.append(pattern(phrase, self.lists))
            self.anchors.append(anchors(phrase, self.lists))
            self.kinds.append(kinds(phrase))
        return self.numbers[phrase]


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
