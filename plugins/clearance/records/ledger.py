"""The ledger: every record of a department, judged one by one, with a reason for each refused one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from clearance.errors import CannotJudge
from clearance.model import Ledger, Record, Refusal, Signer
from clearance.records import sshsig, statement
from clearance.records.folder import Entry, read_folder
from clearance.records.refusal import Refused
from clearance.records.sshsig import RECORD_NAMESPACE
from clearance.records.statement import Statement

CLOCK_SKEW = timedelta(minutes=5)
"""How far a record may lie in the future, since no two clocks agree."""


@dataclass(frozen=True, slots=True)
class _Court:
    department: str
    signers: Mapping[str, Signer]
    now: datetime


def read_ledger(
    root: Path, *, department: str, signers: Mapping[str, Signer], now: datetime, folder: str = "records"
) -> Ledger:
    """Judge every file below `root/folder`. `signers` are by fingerprint; `now` has an offset.

    Records come oldest first. Adoptions are left out: `adoption.follow` judges them by their
    chain. Never raises for anything that lies in the folder.
    """
    court = _Court(department, signers, now)
    records: dict[str, Record] = {}
    refusals: list[Refusal] = []
    for verdict in _verdicts(root, folder, court):
        if isinstance(verdict, Refusal):
            refusals.append(verdict)
        elif verdict.id in records:
            refusals.append(_copy_of(records[verdict.id], verdict))
        else:
            records[verdict.id] = verdict
    return Ledger(tuple(sorted(records.values(), key=lambda r: (r.issued, r.id))), tuple(refusals))


def _copy_of(first: Record, second: Record) -> Refusal:
    return Refusal(second.path, f"is a copy of {first.path}; it counts once", second.subjects)


def _verdicts(root: Path, folder: str, court: _Court) -> Iterator[Record | Refusal]:
    for entry in read_folder(root, folder):
        verdict = entry if isinstance(entry, Refusal) else _judge(entry, court)
        if verdict:
            yield verdict


def _judge(entry: Entry, court: _Court) -> Record | Refusal | None:
    """Judge one record; None says that it is an adoption, which is judged elsewhere."""
    try:
        said = statement.decode(entry.statement, entry.path)
    except CannotJudge as error:
        return Refusal(entry.path, unreadable(error))
    if said.kind == "adoption":
        return None
    checked = check_signature(entry)
    if isinstance(checked, Refused):
        return Refusal(entry.path, checked.reason, said.subjects)
    signer = court.signers.get(checked.fingerprint)
    if signer is None:
        reason = f"was signed by {checked.fingerprint}, a key that the roster does not know"
        return Refusal(entry.path, reason, said.subjects)
    problem = standing_problem(said, court.department, court.now) or _signer_problem(said, signer)
    return Refusal(entry.path, problem, said.subjects) if problem else _record(entry, said, signer)


def unreadable(error: CannotJudge) -> str:
    """Word why bytes are no statement, for a refusal that names the path by itself."""
    where = f" (line {error.line}, column {error.column})" if error.column else ""
    return f"is no valid record: {error.message}{where}"


def check_signature(entry: Entry) -> sshsig.Checked | Refused:
    """Ask by which key a record is signed, whoever's that is."""
    if entry.signature is None:
        return Refused(f"has no signature: {entry.path}.sig is missing")
    return sshsig.verify(entry.signature, entry.statement, namespace=RECORD_NAMESPACE)


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


def _record(entry: Entry, said: Statement, signer: Signer) -> Record:
    return Record(
        id=statement.record_id(entry.statement),
        path=entry.path,
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
