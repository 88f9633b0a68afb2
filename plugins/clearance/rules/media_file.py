"""What a rule about media looks at: one file of a page, as it was read.

A verdict on a file depends on its bytes, its name and the guidelines alone, so that it can be kept
by digest; `place` is only where the page declares the file, or else shows it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from clearance.media.formats import Format
from clearance.media.values import Examined, Mark, Media, Origin, Trait
from clearance.model import Place, Severity, Violation
from clearance.rules.rule import Facts


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A file under `content/` that a page shows, links to or declares."""

    path: str
    examined: Examined
    place: Place

    def marks(self, *traits: Trait) -> tuple[Mark, ...]:
        """Those of its marks that are of one of these traits; none of a file that was not read."""
        if not isinstance(self.examined, Media):
            return ()
        return tuple(mark for mark in self.examined.marks if mark.trait in traits)

    def violation(self, problem: str) -> Violation:
        return Violation(f"`{self.path}` {problem}", self.place)


class MediaRule(Protocol):
    CODE: str
    NAME: str
    CLAUSE: str
    SEVERITY: Severity

    def check(self, file: MediaFile, facts: Facts, /) -> Iterator[Violation]: ...


def listed(marks: tuple[Mark, ...], most: int = 4) -> str:
    """Where the marks are, in words: each once, and of many only the first."""
    places = [*dict.fromkeys(mark.where for mark in marks if mark.where)]
    more = len(places) - most
    return ", ".join(places[:most]) + (f" and {more} more" if more > 0 else "")


def silent_pages(file: MediaFile) -> tuple[tuple[int, ...], int]:
    """Which pages of a PDF hold no text, and how many it has; none of any other file."""
    if not isinstance(file.examined, Media) or file.examined.format != Format.PDF.value:
        return (), 0
    told = {each.where for each in file.examined.inscriptions if each.origin is Origin.TEXT}
    pages = range(1, file.examined.frames + 1)
    return tuple(number for number in pages if f"page {number}" not in told), len(pages)
