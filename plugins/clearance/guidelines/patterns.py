"""Regular expressions that cannot run away.

A backtracking matcher's work at one position is bounded by the number of ways in which the
pattern can be taken: choices multiply along it, branches add up, a repeat raises to a power.
That number is counted here and bounded, so every repeat needs an upper limit.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass

MAX_WAYS = 10_000
MAX_REPEAT = 1_000

_TOKEN = re.compile(
    r"""
      (?P<foreign>\(\?(?![:=!]|<[=!])|\\[1-9])
    | (?P<repeat>(?:[*+?]|\{(?P<low>\d*),(?P<high>\d*)\}|\{(?P<exact>\d+)\})[?+]?)
    | (?P<open>\((?:\?(?:[:=!]|<[=!]))?)
    | (?P<close>\))
    | (?P<bar>\|)
    | (?P<atom>\\.|\[\^?\]?(?:\\.|[^]\\])*\]|.)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(slots=True)
class _Group:
    """The ways through a group so far: of its finished branches, of this branch, of its last part."""

    finished: int = 0
    branch: int = 1
    last: int = 1

    def then(self, ways: int) -> None:
        self.branch, self.last = self.branch * self.last, ways

    def total(self) -> int:
        return self.finished + self.branch * self.last


def _repeated(ways: int, token: re.Match[str]) -> int:
    low, high = _bounds(token)
    if high > MAX_REPEAT:
        raise ValueError(
            f"{token['repeat']!r} repeats without a useful limit; write one, such as {{1,20}} instead of +"
        )
    total = 0
    for count in range(low, high + 1):
        total += ways**count
        if total > MAX_WAYS:
            break
    return total


def _bounds(token: re.Match[str]) -> tuple[int, int]:
    if token["exact"]:
        return int(token["exact"]), int(token["exact"])
    if token["repeat"].startswith("{"):
        return int(token["low"] or 0), int(token["high"] or MAX_REPEAT + 1)
    return 0, 1 if token["repeat"].startswith("?") else MAX_REPEAT + 1


def _ways(pattern: str) -> int:
    """How many ways there are through a pattern that compiles; never fewer than the true number."""
    groups = [_Group()]
    for token in _TOKEN.finditer(pattern):
        group = groups[-1]
        match token.lastgroup:
            case "foreign":
                raise ValueError(f"{token[0]!r} is not allowed in a pattern; use (?:…) for a group")
            case "repeat" | "low" | "high" | "exact":
                group.last = _repeated(group.last, token)
            case "open":
                groups.append(_Group())
            case "close":
                groups.pop()
                groups[-1].then(group.total())
            case "bar":
                group.finished, group.branch, group.last = group.total(), 1, 1
            case _:
                group.then(1)
        if group.total() > MAX_WAYS:
            raise ValueError("the pattern can be taken in too many ways; use smaller limits in {…}")
    return groups[0].total()


def checked_pattern(pattern: str) -> str:
    """The same pattern. Raises ValueError when it can't be read, or could run for too long."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            re.compile(pattern)
    except (re.error, OverflowError, Warning) as error:
        raise ValueError(f"the pattern can't be read: {error}") from None
    _ways(pattern)
    return pattern
