"""The ledger: every record of a department, judged one by one, with a reason for each refused one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from clearance.model import Cause, Ledger, Record, Refusal, Signer
from clearance.records.reading import Signed
from clearance.records.refusal import Refused
from clearance.records.statement import Statement

CLOCK_SKEW = timedelta(minutes=5)
"""How far a record may lie in the future, since no two clocks agree."""


@dataclass(frozen=True, slots=True)
class _Court:
    department: str
    signers: Mapping[str, Signer]
    now: datetime


def read_ledger(
    records: Iterable[Signed | Refusal], *, department: str, signers: Mapping[str, Signer], now: datetime
) -> Ledger:
    """Judge every record. `signers` are by fingerprint; `now` has an offset.

    Records come oldest first. Adoptions are left out: `adoption.follow` judges them by their chain.
    """
    court = _Court(department, signers, now)
    counting: dict[str, Record] = {}
    refusals: list[Refusal] = []
    for verdict in (one if isinstance(one, Refusal) else _judge(one, court) for one in records):
        if isinstance(verdict, Refusal):
            refusals.append(verdict)
        elif verdict and verdict.id in counting:
            refusals.append(_copy_of(counting[verdict.id], verdict))
        elif verdict:
            counting[verdict.id] = verdict
    return Ledger(tuple(sorted(counting.values(), key=lambda r: (r.issued, r.id))), tuple(refusals))


def _copy_of(first: Record, second: Record) -> Refusal:
    return Refusal(second.path, f"is a copy of {first.path}; it counts once", second.subjects)


def _judge(record: Signed, court: _Court) -> Record | Refusal | None:
    """Judge one record; None says that it is an adoption, which is judged elsewhere."""
    said, key = record.said, record.key
    if said.kind == "adoption":
        return None
    if isinstance(key, Refused):
        return Refusal(record.path, key.reason, said.subjects, key.cause)
    signer = court.signers.get(key)
    if signer is None:
        reason = f"was signed by {key}, a key that the roster does not know"
        return Refusal(record.path, reason, said.subjects, Cause.TAMPERING)
    if problem := standing_problem(said, court.department, court.now):
        return Refusal(record.path, problem, said.subjects)
    if problem := _signer_problem(said, signer):
        return Refusal(record.path, problem, said.subjects, Cause.TAMPERING)
    return _record(record, signer)


def standing_problem(said: Statement, department: str, now: datetime) -> str:
    """Say why a statement has no standing here and now, or nothing."""
    if said.department != department:
        return f"belongs to the department {said.department}; this is {department}"
    if said.issued > now + CLOCK_SKEW:
        return f"is dated {said.issued.isoformat()}, which is still to come"
    return ""


def _signer_problem(said: Statement, signer: Signer) -> str:
    if signer.revoked:
        return f"was signed with a key of {signer.member} that is revoked ({signer.fingerprint})"
    if said.issued < signer.since:
        return f"is dated before {signer.since.isoformat()}, when the key of {signer.member} became valid"
    if signer.until is not None and said.issued >= signer.until:
        return f"is dated after the key of {signer.member} ended, at {signer.until.isoformat()}"
    return "" if said.member == signer.member else _vouching_problem(said, signer)


def _vouching_problem(said: Statement, signer: Signer) -> str:
    if not signer.recorder:
        return f"speaks for {said.member}, but {signer.member} signed it"
    if said.kind != "approval":
        return f"is no approval: the recorder {signer.member} can't sign it for {said.member}"
    return "" if said.source else f"does not say from where {signer.member} knows it (source)"


def _record(record: Signed, signer: Signer) -> Record:
    said = record.said
    return Record(
        id=record.id,
        path=record.path,
        kind=said.kind,
        department=said.department,
        issued=said.issued,
        member=said.member,
        signer=signer.member,
        fingerprint=signer.fingerprint,
        subjects=said.subjects,
        accepts=said.accepts,
        predicate=said.predicate,
    )
