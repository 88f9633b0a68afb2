"""A text made from another, that knows where each of its characters comes from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Folded:
    """A text; `offsets[n]` is where in the original the n-th character comes from.

    There is one offset more than characters: the length of the original. Offsets never go down.
    """

    text: str
    offsets: tuple[int, ...] | range

    def span(self, start: int, end: int) -> tuple[int, int]:
        """What part of the original `text[start:end]` was."""
        begin = self.offsets[start]
        return begin, max(begin, self.offsets[end])

    def through(self, inner: Folded) -> Folded:
        """A view of `inner.text`, now with offsets into what `inner` was made of."""
        return Folded(self.text, tuple(inner.offsets[offset] for offset in self.offsets))


Edit = tuple[int, int, str]
"""what to put in place of `text[start:end]`"""


def edited(folded: Folded, edits: Iterable[Edit]) -> Folded:
    """The text after these edits, which must be in order and apart from each other.

    What an edit put in stands where the edited part began; the offsets are still those into the
    original.
    """
    texts: list[str] = []
    offsets: list[int] = []
    done = 0
    for start, end, replacement in edits:
        texts += folded.text[done:start], replacement
        offsets += folded.offsets[done:start]
        offsets += [folded.offsets[start]] * len(replacement)
        done = end
    if not texts:
        return folded
    return Folded("".join([*texts, folded.text[done:]]), (*offsets, *folded.offsets[done:]))
