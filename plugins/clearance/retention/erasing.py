"""Erasing content from the history by lawful order: what an order covers, and the statements about it.

Three signed records make an erasure: the custodian's order, the chief's confirmation, and what was done. The
software can't know whether a court ordered it: two persons sign that it did. What is erased is a version by
its bytes, wherever the history has them; what `content/` holds today is never among it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from clearance.erasure.detail import (
    AUTHORITY_EXPECTED,
    MOST_VERSIONS,
    ConfirmDetail,
    Detail,
    DoneDetail,
    OrderDetail,
    Version,
    is_authority,
)
from clearance.erasure.folding import Erasure, follow
from clearance.erasure.tombstone import KIND
from clearance.errors import CannotJudge
from clearance.evidence import Evidence
from clearance.gate import Judgement
from clearance.history.blobs import read_blobs
from clearance.history.disk import committed_files
from clearance.history.git import Repository
from clearance.history.occurrences import blobs_ever_at, occurrences
from clearance.history.repository import open_repository
from clearance.model import Record, sha256
from clearance.records.statement import Statement, unsigned
from clearance.retention.soundness import require_no_doubt

_SHORTEST_ID = 6


@dataclass(frozen=True, slots=True)
class Covered:
    """A version that would go: its size in bytes, and the commit that brought it first."""

    version: Version
    size: int
    commit: str
    approved: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What an order would cover, and what it would leave.

    `kept` are named paths whose present bytes stay; `beside` files that were approved with what goes and are
    not named; `records` those that name what goes, `remarks` those of them that say something in free words.
    """

    covered: tuple[Covered, ...]
    kept: tuple[str, ...]
    beside: tuple[str, ...]
    records: tuple[Record, ...]

    @property
    def versions(self) -> tuple[Version, ...]:
        return tuple(one.version for one in self.covered)

    @property
    def remarks(self) -> tuple[Record, ...]:
        return tuple(record for record in self.records if record.predicate.get("reason"))

    @property
    def commits(self) -> tuple[str, ...]:
        """Those that brought a version; what their messages say stays."""
        return tuple(dict.fromkeys(one.commit for one in self.covered))


class OnHold(Exception):
    """Some of it must be kept. `reasons` are sentences, each with a path."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__("is on hold")
        self.reasons = reasons


def plan(judgement: Judgement, paths: Iterable[str], digests: Sequence[str] = ()) -> Plan:
    """What an order about these paths covers: each version that ever was there, but for today's.

    With `digests`, of those the versions whose SHA-256 begins so. Raises CannotJudge where there is nothing
    to erase, and where today's content has the same bytes.
    """
    require_no_doubt(judgement)
    evidence = judgement.evidence
    repository = open_repository(evidence.root)
    today = {path: entry.blob for path, entry in committed_files(repository, ()).items()}
    wanted = tuple(dict.fromkeys(paths))
    blobs = _blobs(repository, wanted, today)
    found = dict(read_blobs(repository, blobs))
    named = {sha256(data): blob for blob, data in found.items()}
    chosen = _chosen(named, digests)
    where = occurrences(repository, [*chosen.values()])
    covered = tuple(
        _covered(Version(digest, blob, where[blob].paths), len(found[blob]), where[blob].commit, evidence)
        for digest, blob in sorted(chosen.items())
    )
    _require_gone({blob: digest for digest, blob in chosen.items()}, today)
    return Plan(
        covered=covered,
        kept=tuple(path for path in wanted if path in today),
        beside=tuple(sorted(_beside(covered, wanted))),
        records=tuple(_naming(evidence.ledger.records, {*chosen})),
    )


def _blobs(repository: Repository, wanted: Sequence[str], today: Mapping[str, str]) -> list[str]:
    """All that ever was at these paths, but for what is there now."""
    blobs: list[str] = []
    for path in wanted:
        if not path.startswith("content/"):
            raise CannotJudge("only what is in content/ can be erased", path=path)
        ever = [blob for blob in blobs_ever_at(repository, path) if blob != today.get(path)]
        if not ever and path in today:
            raise CannotJudge(
                "has no version but today's; take it out of content/, or correct it, and commit that first",
                path=path,
            )
        if not ever:
            raise CannotJudge("no commit ever had a file at this path", path=path)
        blobs += ever
    if len(blobs) > MOST_VERSIONS:
        raise CannotJudge(f"these are {len(blobs)} versions; one order covers {MOST_VERSIONS} at most")
    return blobs


def _chosen(named: Mapping[str, str], digests: Sequence[str]) -> dict[str, str]:
    for begins in digests:
        if not any(digest.startswith(begins) for digest in named):
            raise CannotJudge(f"none of these paths ever had a version sha256:{begins[:80]}")
    chosen = tuple(digests) or ("",)
    return {digest: blob for digest, blob in named.items() if digest.startswith(chosen)}


def _covered(version: Version, size: int, commit: str, evidence: Evidence) -> Covered:
    for path in version.paths:
        if not path.startswith("content/"):
            raise CannotJudge(f"has the same bytes as {version.paths[0]}, and is not in content/", path=path)
    approvals = (record for record in evidence.ledger.records if record.kind == "approval")
    approved = tuple(record for record in approvals if version.digest in record.subjects.values())
    return Covered(version, size, commit, approved)


def _require_gone(going: Mapping[str, str], today: Mapping[str, str]) -> None:
    for path, blob in sorted(today.items()):
        if blob in going:
            raise CannotJudge(
                f"has the bytes sha256:{going[blob][:12]}… today; take it out, or correct it, first",
                path=path,
            )


def _beside(covered: Iterable[Covered], wanted: Sequence[str]) -> set[str]:
    approvals = (record for one in covered for record in one.approved)
    return {path for record in approvals for path in record.subjects} - {*wanted}


def _naming(records: Iterable[Record], digests: set[str]) -> Iterator[Record]:
    return (record for record in records if digests & {*record.subjects.values()})


def order(  # noqa: PLR0913 - what the record says
    judgement: Judgement,
    planned: Plan,
    paths: Iterable[str],
    *,
    member: str,
    authority: str,
    reason: str,
    at: datetime,
) -> Statement:
    """The custodian's statement, to be signed. Raises CannotJudge, and OnHold."""
    if not is_authority(authority):
        raise CannotJudge(f"--authority names no order; expected {AUTHORITY_EXPECTED}")
    waiting = (one for one in judgement.evidence.erasures.values() if not one.done)
    for one in waiting:
        if {version.digest for version in planned.versions} & one.digests:
            raise CannotJudge("orders some of it already, and is not carried out", path=one.record)
    require_no_hold(judgement.evidence, planned.versions)
    wanted = {*paths}
    subjects = {
        path: version.digest for version in planned.versions for path in version.paths if path in wanted
    }
    detail = OrderDetail(authority, planned.versions)
    return _statement(judgement.evidence, detail, subjects, member=member, reason=reason, at=at)


def confirm(judgement: Judgement, erasure: Erasure, *, member: str, at: datetime) -> Statement:
    """The second person's statement, to be signed. Raises CannotJudge, and OnHold."""
    require_no_doubt(judgement)
    require_no_hold(judgement.evidence, erasure.versions)
    return _statement(judgement.evidence, ConfirmDetail(), {erasure.record: erasure.id}, member=member, at=at)


def require_ready(judgement: Judgement, erasure: Erasure, *, member: str, at: datetime) -> None:
    """Raise CannotJudge, and OnHold, unless two persons want it, and today's content has none of it."""
    require_no_doubt(judgement)
    evidence = judgement.evidence
    require_no_hold(evidence, erasure.versions)
    nothing = "0" * len(evidence.history.head)
    carried_out(evidence, erasure, DoneDetail(nothing, nothing), member=member, at=at)
    committed = committed_files(open_repository(evidence.root), ())
    going = {version.blob: version.digest for version in erasure.versions}
    _require_gone(going, {path: entry.blob for path, entry in committed.items()})


def carried_out(
    evidence: Evidence, erasure: Erasure, done: DoneDetail, *, member: str, at: datetime
) -> Statement:
    """The statement that it was done, to be signed. Raises CannotJudge where it would not count."""
    return _statement(evidence, done, {erasure.record: erasure.id}, member=member, at=at)


def require_no_hold(evidence: Evidence, versions: Iterable[Version]) -> None:
    """Raise OnHold where a hold keeps any of it: then a court has to say which order stands."""
    reasons = tuple(
        f"{path}: is on hold {hold.number} ({hold.matter}) since {hold.since:%Y-%m-%d}, by {hold.member}"
        for path in sorted({path for version in versions for path in version.paths})
        for hold in evidence.holds.values()
        if hold.covers(path)
    )
    if reasons:
        raise OnHold(reasons)


def _statement(  # noqa: PLR0913 - what the record says
    evidence: Evidence,
    detail: Detail,
    subjects: Mapping[str, str],
    *,
    member: str,
    at: datetime,
    reason: str = "",
) -> Statement:
    statement = Statement(
        kind=KIND,
        department=evidence.guidelines.department.id,
        issued=at.astimezone(evidence.guidelines.zone).replace(microsecond=0),
        member=member,
        subjects=subjects,
        reason=reason,
        detail=detail.written(),
    )
    try:
        follow(evidence.erasures, unsigned(statement), evidence.guidelines)
    except ValueError as problem:
        raise CannotJudge(f"nothing was signed: such a record {problem}") from None
    return statement


def named(evidence: Evidence, record: str) -> Erasure:
    """An erasure by its order's record: path, file name or the first digits of its id. Raises CannotJudge."""
    digits = record.removeprefix("sha256:")
    found = [
        one
        for one in evidence.erasures.values()
        if record in {one.record, PurePosixPath(one.record).name}
        or (len(digits) >= _SHORTEST_ID and one.id.startswith(digits))
    ]
    if len(found) != 1:
        raise CannotJudge(
            "this is no order of erasure that counts; `clearance records erase list` tells of those that do",
            path=record,
        )
    return found[0]
