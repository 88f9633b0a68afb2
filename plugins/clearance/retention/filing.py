"""Where the files of an export stand in it: under plain names, whatever the department calls them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from clearance.disk.digests import Digests
from clearance.errors import CannotJudge
from clearance.gate import Judgement
from clearance.model import Record, sha256
from clearance.records.adoption import Adoption
from clearance.retention.library import Library
from clearance.retention.selection import Chosen

_UNUSUAL = re.compile(r"[^A-Za-z0-9._-]+", re.ASCII)
_RECORD = re.compile(r"records/2\d{3}/[A-Za-z0-9][A-Za-z0-9._-]{0,200}\.json", re.ASCII)
_LONGEST = 120
_WHOLE = 1 << 24
"""bytes that no record has"""


@dataclass(frozen=True, slots=True)
class File:
    """A path in the export's payload, and the bytes there."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class FiledVersions:
    """Approved files; where each stands, by its digest and its path; digests whose bytes nobody has."""

    files: Iterator[File]
    places: Mapping[tuple[str, str], str]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FiledRecords:
    """Records with their signatures, and where each stands by its path. Adoptions are among `listed`."""

    files: Iterator[File]
    places: Mapping[str, str]
    records: tuple[Record, ...]
    listed: tuple[Record, ...]


def filed_versions(library: Library, chosen: Chosen) -> FiledVersions:
    named = {
        (digest, path): f"approved/{digest}/{_plain(path)}"
        for story in chosen.stories
        for version in story.versions
        for path, digest in version.files.items()
    }
    wanted = {digest for digest, _ in named}
    missing = tuple(sorted(wanted - library.blobs.keys()))
    places = {key: place for key, place in named.items() if key[0] in library.blobs}
    by_digest: dict[str, set[str]] = {}
    for (digest, _), place in places.items():
        by_digest.setdefault(digest, set()).add(place)
    return FiledVersions(_versions(library, by_digest), places, missing)


def _versions(library: Library, places: Mapping[str, set[str]]) -> Iterator[File]:
    for digest, data in library.read(sorted(places)):
        if sha256(data) != digest:
            raise CannotJudge(f"git gave other bytes for the file with the digest {digest}")
        yield from (File(place, data) for place in sorted(places[digest]))


def _plain(path: str) -> str:
    """The file's name, with nothing in it that a shell, a list of digests or another system stumbles over."""
    return _UNUSUAL.sub("_", path.rpartition("/")[2])[-_LONGEST:].lstrip("-.") or "file"


def filed_records(judgement: Judgement, chosen: Chosen, *, everything: bool) -> FiledRecords:
    """The approvals of what goes out, what else bears on it, and the adoptions; or all that count."""
    evidence = judgement.evidence
    if everything:
        records = evidence.ledger.records
    else:
        approvals = {v.approval.path: v.approval for story in chosen.stories for v in story.versions}
        records = tuple({**approvals, **{record.path: record for record in chosen.records}}.values())
    adoptions = tuple(map(_as_record, evidence.chain.adoptions))
    all_ = (*records, *adoptions)
    places = {record.path: _place(record) for record in all_}
    return FiledRecords(
        _records(judgement, all_, places),
        places,
        records,
        tuple(sorted(all_, key=lambda one: (one.issued, one.id))),
    )


def _as_record(adoption: Adoption) -> Record:
    return Record(
        adoption.id, adoption.path, "adoption", "", adoption.issued, adoption.member, adoption.member,
        adoption.fingerprint, adoption.subjects,
    )  # fmt: skip


def _place(record: Record) -> str:
    return record.path if _RECORD.fullmatch(record.path) else f"records/{record.issued.year}/{record.id}.json"


def _records(judgement: Judgement, records: Iterable[Record], places: Mapping[str, str]) -> Iterator[File]:
    for record in records:
        data = _read(judgement, record.path)
        if sha256(data) != record.id:
            raise CannotJudge("was changed while it was being exported; try again", path=record.path)
        yield File(places[record.path], data)
        yield File(f"{places[record.path]}.sig", _read(judgement, f"{record.path}.sig"))


def _read(judgement: Judgement, path: str) -> bytes:
    """A file's bytes, without following a link."""
    try:
        return Digests().read(judgement.evidence.root / path, path, _WHOLE)[1]
    except OSError as error:
        raise CannotJudge(f"can't be read: {error.strerror}", path=path) from None
