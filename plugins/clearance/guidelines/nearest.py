"""The nearest good word for a bad one."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`; did you mean 'x'?`, or nothing when no known word is near. Case doesn't matter."""
    by_folded = {name.casefold(): name for name in sorted(known)}
    near = get_close_matches(word[:100].casefold(), by_folded, n=1, cutoff=0.6)
    return f"; did you mean {by_folded[near[0]]!r}?" if near else ""
