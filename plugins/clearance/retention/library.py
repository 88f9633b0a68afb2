"""Each page's approved versions, present and former, and which of them the public may be given again.

The law on public records has exemptions (5 ILCS 140/7): what was withdrawn, what waits for its day, and
what no supervisor approved is not handed out by itself. What a version is, and when it was public, is told
as in `publish/past.py`; here also of pages that are no longer in `content/`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from clearance.content.page import read_page
from clearance.gate import Judgement
from clearance.guidelines.models import Guidelines
from clearance.history.blobs import find_blobs, read_blobs
from clearance.history.git import Repository
from clearance.history.repository import open_repository
from clearance.model import Page, Record
from clearance.retention.standing import Bench, Standing


@dataclass(frozen=True, slots=True)
class Version:
    """The bytes of a page and its files that one approval is about. `page` is None where git has them not."""

    approval: Record
    page: Page | None
    standing: Standing

    @property
    def files(self) -> Mapping[str, str]:
        return self.approval.subjects


@dataclass(frozen=True, slots=True)
class Story:
    """A page with its approved versions, oldest first. `state` is today's; None of one that is gone."""

    path: str
    versions: tuple[Version, ...]
    state: str | None

    @property
    def newest(self) -> Page | None:
        readable = (version.page for version in reversed(self.versions) if version.page)
        return next(readable, None)

    @property
    def day(self) -> datetime:
        """The post's own date, or when it was first approved."""
        newest = self.newest
        return newest.created if newest and newest.created else self.versions[0].approval.issued


@dataclass(frozen=True, slots=True)
class Library:
    """All stories by path; and where git holds the bytes of each approved file, by digest."""

    repository: Repository
    stories: Mapping[str, Story]
    blobs: Mapping[str, str]

    def read(self, digests: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """The bytes of each digest that git holds."""
        names = {self.blobs[digest]: digest for digest in digests if digest in self.blobs}
        for name, data in read_blobs(self.repository, [*names]):
            yield names[name], data


def read_library(judgement: Judgement, wanted: frozenset[str] | None = None) -> Library:
    """The stories of the pages with these paths, or of all. Raises CannotJudge."""
    guidelines = judgement.evidence.guidelines
    approvals = _approvals(judgement.evidence.ledger.records, wanted)
    files = {
        path: digest for records in approvals.values() for r in records for path, digest in r.subjects.items()
    }
    digests = {digest for records in approvals.values() for r in records for digest in r.subjects.values()}
    repository = open_repository(judgement.evidence.root)
    blobs = find_blobs(repository, judgement.evidence.history.stood, sorted(files), digests)
    bench = Bench.of(judgement, blobs)
    pages = _pages(repository, approvals, blobs, guidelines)
    stories = {path: _story(path, records, pages, bench) for path, records in sorted(approvals.items())}
    return Library(repository, stories, blobs)


def _approvals(records: Iterable[Record], wanted: frozenset[str] | None) -> dict[str, list[Record]]:
    """By page, oldest first."""
    found: dict[str, list[Record]] = {}
    for record in records:
        if record.kind == "approval":
            for path in record.subjects:
                if path.endswith(".md") and (wanted is None or path in wanted):
                    found.setdefault(path, []).append(record)
    return found


def _pages(
    repository: Repository,
    approvals: Mapping[str, list[Record]],
    blobs: Mapping[str, str],
    guidelines: Guidelines,
) -> dict[tuple[str, str], Page]:
    """Every approved version that can be read, by path and digest."""
    wanted = {(path, record.subjects[path]) for path, records in approvals.items() for record in records}
    paths: dict[str, list[tuple[str, str]]] = {}
    for path, digest in sorted(wanted):
        if digest in blobs:
            paths.setdefault(blobs[digest], []).append((path, digest))
    pages: dict[tuple[str, str], Page] = {}
    for name, data in read_blobs(repository, [*paths]):
        for path, digest in paths[name]:
            page = read_page(path, data, guidelines.zone)
            if isinstance(page, Page):
                pages[path, digest] = page
    return pages


def _story(path: str, approvals: list[Record], pages: Mapping[tuple[str, str], Page], bench: Bench) -> Story:
    versions = []
    for record, after in pairwise([*approvals, None]):
        assert record is not None  # noqa: S101 - only the last one is
        page = pages.get((path, record.subjects[path]))
        versions.append(Version(record, page, bench.standing(path, record, page, after)))
    judged = bench.judged.get(path)
    return Story(path, tuple(versions), str(judged.state) if judged else None)
