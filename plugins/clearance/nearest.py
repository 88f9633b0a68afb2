"""The nearest good word for a bad one."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

_MOST_COMPARED = 100


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like this one, if any is near. Case doesn't matter."""
    by_folded = {name.casefold(): name for name in sorted(known)}
    near = get_close_matches(word[:_MOST_COMPARED].casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[near[0]] if near else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`; did you mean 'x'?`, or nothing when no known word is near."""
    near = nearest(word, known)
    return f"; did you mean {near!r}?" if near else ""
