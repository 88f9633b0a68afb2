"""What the tokens of a text mean to the phrases of rule packs: one look for each token."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from typing import TypeVar

from clearance.guidelines.prepared import spread
from clearance.guidelines.rule_plans import Candidate, Group, among

KEPT_TOKENS = 100_000
"""tokens whose meaning is remembered"""

Meaning = TypeVar("Meaning")


class Lexicon:
    """Words of phrases, and the groups of phrases that they set off where they stand."""

    def __init__(self, words: Iterable[str], groups: Iterable[Group]) -> None:
        stands_for = _stands_for(words)
        found = _candidates(groups)
        self._always = tuple(dict.fromkeys(phrase for group in groups for phrase in group.always))

        def surely(token: str) -> tuple[int, ...]:
            candidates = (one for word in stands_for(token) for one in found.get(word, ()))
            return tuple(phrase for phrase, others in candidates if not others)

        def perhaps(token: str) -> tuple[Candidate, ...]:
            candidates = (one for word in stands_for(token) for one in found.get(word, ()))
            return tuple(one for one in candidates if one[1])

        self._words = _Remembered(stands_for)
        self._surely = _Remembered(surely)
        self._perhaps = _Remembered(perhaps)

    def read(self, spread_text: str) -> tuple[set[str], set[int]]:
        """The words of phrases that stand in a text made by `spread`, and the phrases that they set off."""
        tokens = set(spread_text.split())
        words = {*chain.from_iterable(map(self._words.__getitem__, tokens))}
        phrases = {*self._always, *chain.from_iterable(map(self._surely.__getitem__, tokens))}
        phrases.update(among(chain.from_iterable(map(self._perhaps.__getitem__, tokens)), words))
        return words, phrases


class _Remembered(dict[str, tuple[Meaning, ...]]):
    """What each token means, found out when it is first met."""

    def __init__(self, meaning: Callable[[str], tuple[Meaning, ...]]) -> None:
        super().__init__()
        self._meaning = meaning

    def __missing__(self, token: str) -> tuple[Meaning, ...]:
        if len(self) >= KEPT_TOKENS:
            self.clear()
        self[token] = meaning = self._meaning(token)
        return meaning


def _candidates(groups: Iterable[Group]) -> Mapping[str, Iterable[Candidate]]:
    """The phrases of all these groups by the words that they are found by."""
    by_word: dict[str, dict[int, Candidate]] = defaultdict(dict)
    for group in groups:
        for word, candidates in group.by_word.items():
            by_word[word] |= {candidate[0]: candidate for candidate in candidates}
    return {word: found.values() for word, found in by_word.items()}


def _stands_for(words: Iterable[str]) -> Callable[[str], tuple[str, ...]]:
    """A function that tells which of these words a token of a text may be, or be part of."""
    whole: dict[str, list[str]] = defaultdict(list)
    beginnings: dict[str, list[str]] = defaultdict(list)
    for word in words:
        token = max(spread(word.rstrip("*")).split(), key=len)
        (beginnings if word.endswith("*") else whole)[token].append(word)
    lengths = sorted({len(token) for token in beginnings})

    def stands_for(token: str) -> tuple[str, ...]:
        begun = (beginnings[token[:length]] for length in lengths if token[:length] in beginnings)
        return (*whole.get(token, ()), *(word for found in begun for word in found))

    return stands_for
