"""Where a rule's words stand in a text. Pure; the text is expected as the surface normalised it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from clearance.guidelines.packs import Near, Pack, PackRule

Span = tuple[int, int]

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_NOTHING = re.compile(r"(?!)")


def find(rule: PackRule, text: str) -> Iterator[Span]:
    """Start and end of each match, in order, without empty ones and those that wider wording lifts.

    Words and phrases match whole words in any case, phrases over any white space; patterns match
    as written. A match is lifted when it lies wholly inside one of the rule's `lifts`.
    """
    lifted = _spans(_literal(rule.lifts.words + rule.lifts.phrases), text)
    for start, end in sorted(set(_matches(rule, text))):
        if start < end and not any(low <= start and end <= high for low, high in lifted):
            yield start, end


def check_examples(pack: Pack) -> list[str]:
    """A sentence for each example of the pack that doesn't do what it should."""
    return [problem for rule in pack.rules for problem in _failing(rule)]


def _failing(rule: PackRule) -> Iterator[str]:
    for text in rule.examples.flag:
        if next(find(rule, text), None) is None:
            yield f"{rule.code} does not flag its example {text!r}"
    for text in rule.examples.passing:
        for start, end in find(rule, text):
            yield f"{rule.code} flags {text[start:end]!r} in {text!r}, which should pass"


def _matches(rule: PackRule, text: str) -> Iterator[Span]:
    match = rule.match
    yield from _spans(_literal(match.words + match.phrases), text)
    for pattern in match.patterns:
        yield from _spans(re.compile(pattern), text)
    if match.near:
        yield from _near(match.near, text)


def _near(near: Near, text: str) -> Iterator[Span]:
    starts = [word.start() for word in _WORD.finditer(text)]
    others = [(bisect_right(starts, start), (start, end)) for start, end in _spans(_literal(near.of), text)]
    positions = [position for position, _ in others]
    for start, end in _spans(_literal(near.words), text):
        here = bisect_right(starts, start)
        first = bisect_right(positions, here - near.within - 1)
        last = bisect_right(positions, here + near.within)
        for position, other in others[first:last]:
            if position != here:
                yield min(start, other[0]), max(end, other[1])


def _spans(pattern: re.Pattern[str], text: str) -> list[Span]:
    return [match.span() for match in pattern.finditer(text)]


@lru_cache(maxsize=4096)
def _literal(wordings: tuple[str, ...]) -> re.Pattern[str]:
    """Any of these, the longest first, as whole words in any case."""
    if not wordings:
        return _NOTHING
    choices = "|".join(_wording(w) for w in sorted(wordings, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{choices})(?!\w)", re.IGNORECASE)


def _wording(wording: str) -> str:
    return re.escape(wording).replace("\\ ", r"\s+").replace("'", "['’]")
