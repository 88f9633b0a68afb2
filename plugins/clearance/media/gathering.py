"""Collects what a reader finds in one file, each thing once, within the limit for text."""

from __future__ import annotations

from clearance.media.limits import MAX_TEXT, Refused
from clearance.media.values import Inscription, Mark, Media, Origin, Trait


class Gathering:
    """Marks and texts so far. `say` folds white space and drops what holds no letter or digit."""

    def __init__(self) -> None:
        self._marks: dict[Mark, None] = {}
        self._inscriptions: dict[Inscription, None] = {}
        self._characters = 0

    def mark(self, trait: Trait, where: str = "") -> None:
        self._marks[Mark(trait, where)] = None

    def say(self, text: str, origin: Origin, where: str = "") -> None:
        folded = " ".join(text.replace("\0", " ").encode("utf-8", "replace").decode().split())
        if not any(character.isalnum() for character in folded):
            return
        inscription = Inscription(folded, origin, where)
        if inscription not in self._inscriptions:
            self._characters += len(folded)
            if self._characters > MAX_TEXT:
                raise Refused(f"it holds more than {MAX_TEXT:,} characters of text; publish it in parts")
            self._inscriptions[inscription] = None

    def texts(self, origin: Origin) -> frozenset[str]:
        return frozenset(found.text for found in self._inscriptions if found.origin is origin)

    def media(self, format_: str, frames: int = 1) -> Media:
        return Media(format_, frames, tuple(self._inscriptions), tuple(self._marks))
