"""Each record as a line that can be found: who, when, about which pages, and what those said then."""

from __future__ import annotations

import marshal
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from clearance.cache.sealed import SealedFile
from clearance.content.page import read_page
from clearance.evidence import Evidence
from clearance.history.git import Repository, checked, run
from clearance.history.repository import open_repository
from clearance.history.retention import is_checkout
from clearance.model import Page, sha256
from clearance.retention.publications import KIND as PUBLICATION

AT_ONCE = 500
"""objects that are read at a time"""


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


def entries(evidence: Evidence) -> tuple[Entry, ...]:
    """Every record that counts, adoptions among them, newest first. Raises CannotJudge."""
    pages = _pages(open_repository(evidence.root), evidence.guidelines.zone)
    found = [*_adoptions(evidence), *_records(evidence, pages)]
    return tuple(sorted(found, key=lambda entry: (entry.at, entry.id), reverse=True))


def _adoptions(evidence: Evidence) -> Iterator[Entry]:
    for one in evidence.chain.adoptions:
        yield Entry(one.id, one.path, "adoption", one.issued.isoformat(), one.member, one.member)


def _records(evidence: Evidence, pages: Mapping[str, Page]) -> Iterator[Entry]:
    for record in evidence.ledger.records:
        said = record.predicate
        detail = said.get("detail") if record.kind != PUBLICATION else {}
        told = tuple(_texts(detail))
        yield Entry(
            id=record.id,
            path=record.path,
            kind=record.kind,
            issued=record.issued.isoformat(),
            member=record.member,
            signer=record.signer,
            versions=tuple(_versions(record.subjects, pages)),
            ids=told,
            text=folded(" ".join([str(said.get("reason", "")), *told])),
        )


def _texts(detail: object) -> Iterator[str]:
    if isinstance(detail, Mapping):
        yield from (value for value in detail.values() if isinstance(value, str))


def _versions(subjects: Mapping[str, str], pages: Mapping[str, Page]) -> Iterator[Version]:
    for path, digest in subjects.items():
        page = pages.get(digest)
        if page:
            text = folded(f"{page.title} {page.description} {' '.join(page.tags)} {page.body}")
            incident = page.incident or ""
            yield Version(path, digest, page.title, page.authors, page.categories, incident, text)
        elif path.endswith(".md"):
            yield Version(path, digest)


def _pages(repository: Repository, zone: ZoneInfo) -> dict[str, Page]:
    """Every page that any commit holds, by the digest of its bytes."""
    listing = repository.git("rev-list", "--objects", "--full-history", "HEAD", "--", "content")
    named = (line.decode("utf-8", "replace").split(" ", 1) for line in listing.splitlines() if b" " in line)
    paths = {name[0]: name[1] for name in named if name[1].endswith(".md")}
    found: dict[str, Page] = {}
    ids = iter(paths)
    while chunk := list(islice(ids, AT_ONCE)):
        for name, data in repository.objects(chunk).items():
            page = read_page(paths[name], data, zone)
            if isinstance(page, Page):
                found[sha256(data)] = page
    return found


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
            rows = [astuple(entry) for entry in found.entries]
            self.file.save(marshal.dumps((self._commits(), found.zone.key, rows)))

    def _commits(self) -> tuple[str, ...]:
        places = [self.root, *([self.root / "records"] if is_checkout(self.root, "records") else [])]
        return (self.pin, *(checked(run(place, "rev-parse", "HEAD"), place).text for place in places))


def _entry(row: tuple[Any, ...]) -> Entry:
    record, path, kind, issued, member, signer, versions, ids, text = row
    told = tuple(Version(*each) for each in versions)
    return Entry(record, path, kind, issued, member, signer, told, ids, text)
