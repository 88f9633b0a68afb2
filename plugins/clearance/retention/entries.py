"""Each record as a line that can be found: who, when, about which pages, and what those said then."""

from __future__ import annotations

import marshal
import unicodedata
from dataclasses import dataclass, fields
from datetime import datetime
from operator import attrgetter
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from clearance.cache.sealed import SealedFile
from clearance.history.git import checked, run


@dataclass(frozen=True, slots=True)
class Version:
    """A page as it was when the record was made. `text` is all that can be searched, folded."""

    path: str
    digest: str
    title: str = ""
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    incident: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A record that counts. `ids` are the incidents and cases that it names; `text` is folded."""

    id: str
    path: str
    kind: str
    issued: str
    member: str
    signer: str
    versions: tuple[Version, ...] = ()
    ids: tuple[str, ...] = ()
    text: str = ""

    @property
    def at(self) -> datetime:
        return datetime.fromisoformat(self.issued)


def folded(text: str) -> str:
    """As words are compared: without the difference of capitals and of look-alike forms, on one line."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


@dataclass(frozen=True, slots=True)
class Found:
    """All entries of a department, newest first, and its time zone."""

    zone: ZoneInfo
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """What an earlier run found in the same commits, under this user's seal."""

    file: SealedFile | None
    root: Path
    pin: str

    def load(self) -> Found | None:
        kept = self.file.load() if self.file else None
        if kept is None:
            return None
        commits, zone, rows = marshal.loads(kept)  # noqa: S302 - under this user's seal
        return Found(ZoneInfo(zone), tuple(map(_entry, rows))) if commits == self._commits() else None

    def save(self, found: Found) -> None:
        if self.file:
            rows = [_row(entry) for entry in found.entries]
            self.file.save(marshal.dumps((self._commits(), found.zone.key, rows)))

    def _commits(self) -> tuple[str, ...]:
        places = [self.root, *([self.root / "records"] if (self.root / "records/.git").exists() else [])]
        return (self.pin, *(checked(run(place, "rev-parse", "HEAD"), place).text for place in places))


_of_version = attrgetter(*(each.name for each in fields(Version)))
_of_entry = attrgetter(*(each.name for each in fields(Entry)))


def _row(entry: Entry) -> tuple[Any, ...]:
    """As `dataclasses.astuple` gives it, without a copy of every text."""
    record, path, kind, issued, member, signer, versions, ids, text = _of_entry(entry)
    return record, path, kind, issued, member, signer, tuple(map(_of_version, versions)), ids, text


def _entry(row: tuple[Any, ...]) -> Entry:
    record, path, kind, issued, member, signer, versions, ids, text = row
    told = tuple(Version(*each) for each in versions)
    return Entry(record, path, kind, issued, member, signer, told, ids, text)
