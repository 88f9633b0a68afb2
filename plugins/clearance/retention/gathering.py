"""From records, and the pages as they were then, to entries that can be found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from zoneinfo import ZoneInfo

from clearance.content.page import read_page
from clearance.evidence import Evidence
from clearance.history.git import Repository
from clearance.history.repository import open_repository
from clearance.model import Page
from clearance.retention.entries import Entry, Version, folded
from clearance.retention.publications import KIND as PUBLICATION

AT_ONCE = 500
"""objects that are read at a time"""


def entries(evidence: Evidence) -> tuple[Entry, ...]:
    """Every record that counts, adoptions among them, newest first. Raises CannotJudge."""
    pages = _pages(open_repository(evidence.root), evidence.guidelines.zone)
    found = [*_adoptions(evidence), *_records(evidence, pages)]
    return tuple(sorted(found, key=lambda entry: (entry.at, entry.id), reverse=True))


def _adoptions(evidence: Evidence) -> Iterator[Entry]:
    for one in evidence.chain.adoptions:
        yield Entry(one.id, one.path, "adoption", one.issued.isoformat(), one.member, one.member)


def _records(evidence: Evidence, pages: Mapping[str, Version]) -> Iterator[Entry]:
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


def _versions(subjects: Mapping[str, str], pages: Mapping[str, Version]) -> Iterator[Version]:
    for path, digest in subjects.items():
        if digest in pages:
            yield replace(pages[digest], path=path)
        elif path.endswith(".md"):
            yield Version(path, digest)


def _pages(repository: Repository, zone: ZoneInfo) -> dict[str, Version]:
    """Every page that any commit holds, by the digest of its bytes."""
    listing = repository.git("rev-list", "--objects", "--full-history", "HEAD", "--", "content")
    named = (line.decode("utf-8", "replace").split(" ", 1) for line in listing.splitlines() if b" " in line)
    paths = {name[0]: name[1] for name in named if name[1].endswith(".md")}
    found: dict[str, Version] = {}
    ids = iter(paths)
    while chunk := list(islice(ids, AT_ONCE)):
        for name, data in repository.objects(chunk).items():
            page = read_page(paths[name], data, zone)
            if isinstance(page, Page):
                found[page.digest] = _version(page)
    return found


def _version(page: Page) -> Version:
    text = folded(f"{page.title} {page.description} {' '.join(page.tags)} {page.body}")
    return Version(
        page.path, page.digest, page.title, page.authors, page.categories, page.incident or "", text
    )
