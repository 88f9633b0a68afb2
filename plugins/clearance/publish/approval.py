"""A supervisor's approval of exactly the present bytes of some pages, signed with their own key."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from clearance.errors import CannotJudge
from clearance.gate import Judgement
from clearance.guidelines.models import Guidelines
from clearance.model import Finding, JudgedPage, Page, Record, Severity, State
from clearance.records import signing
from clearance.records.statement import Statement
from clearance.rules import uncommitted_bytes
from clearance.rules.registry import APPROVAL_RULES
from clearance.rules.standing import approver_faults

SETTLED_LATER = {rule.CODE for rule in APPROVAL_RULES} | {uncommitted_bytes.CODE}
"""codes of what an approval, or the commit that comes with it, settles"""


class NotApprovable(Exception):
    """The page can't be approved by this person as it stands. `reasons` are sentences."""

    def __init__(self, path: str, reasons: tuple[str, ...]) -> None:
        super().__init__(path)
        self.path = path
        self.reasons = reasons


def holds(judged: JudgedPage) -> tuple[Finding, ...]:
    """What a supervisor must accept by name."""
    found = (*judged.findings, *judged.accepted)
    return tuple(finding for finding in found if finding.severity is Severity.HOLD)


def prepare(
    judgement: Judgement, path: str, *, member: str, accepts: Iterable[str], at: datetime
) -> Statement:
    """The statement to be signed. Raises NotApprovable with every reason at once."""
    judged = judgement.outcome.page(path)
    if judged is None:
        raise CannotJudge("this is no page; approve the page that shows the file", path=path)
    codes = {finding.code for finding in holds(judged)}
    accepted = tuple(sorted(codes.intersection(accepts)))
    statement = Statement(
        kind="approval",
        department=judgement.evidence.guidelines.department.id,
        issued=at.astimezone(judgement.evidence.guidelines.zone).replace(microsecond=0),
        member=member,
        subjects=dict(judged.subjects),
        accepts=accepted,
    )
    reasons = (*_open(judged), *_unaccepted(judged, accepted), *_standing(judgement, judged, statement))
    if reasons:
        raise NotApprovable(path, reasons)
    return statement


def must_be_mended(judged: JudgedPage) -> tuple[Finding, ...]:
    """What nobody can accept, and what no approval settles."""
    return tuple(
        finding
        for finding in judged.findings
        if finding.severity is Severity.BLOCK and finding.code not in SETTLED_LATER
    )


def _open(judged: JudgedPage) -> tuple[str, ...]:
    if judged.state is State.DRAFT:
        return ("it is a draft; its author takes out `draft: true` when it is ready",)
    return tuple(
        f"{finding.path}:{finding.line}: {finding.message} ({finding.code})"
        for finding in must_be_mended(judged)
    )


def _unaccepted(judged: JudgedPage, accepted: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        f"{finding.path}:{finding.line}: {finding.message}; to accept it, add --accept {finding.code}"
        for finding in holds(judged)
        if finding.code not in accepted
    )


def _standing(judgement: Judgement, judged: JudgedPage, statement: Statement) -> tuple[str, ...]:
    """Whether the gate will count this member's approval; the same test as the gate's own."""
    case = judgement.cases.get(judged.path)
    if case is None or not isinstance(judged.page, Page):
        return ()
    record = Record(
        id="",
        path="",
        kind="approval",
        department=statement.department,
        issued=statement.issued,
        member=statement.member,
        signer=statement.member,
        fingerprint="",
        subjects=statement.subjects,
        accepts=statement.accepts,
    )
    return approver_faults(record, case, judgement.facts)


def require_own_key(guidelines: Guidelines, member: str, key: Path, at: datetime) -> None:
    """Raise CannotJudge unless the key is one of this member's, and valid now."""
    if guidelines.member(member) is None:
        raise CannotJudge(f"there is no member {member!r}", path="guidelines/roster.yml")
    fingerprint = signing.key_fingerprint(key)
    signer = guidelines.signers().get(fingerprint)
    if signer is None or signer.member != member:
        owner = f"it is {signer.member}'s" if signer else "the roster doesn't know it"
        raise CannotJudge(f"this key is not {member}'s: {owner} ({fingerprint})", path=str(key))
    ended = signer.until is not None and at >= signer.until
    if signer.revoked or ended or at < signer.since:
        raise CannotJudge(f"this key of {member} is not valid now ({fingerprint})", path=str(key))


def sign(root: Path, statement: Statement, key: Path) -> str:
    """Write the signed record; its path relative to the department."""
    return signing.write_record(root, statement, key)


def sign_all(root: Path, statements: Iterable[Statement], key: Path) -> list[str]:
    """Write the signed records, all of them or none; their paths relative to the department, in order."""
    return signing.write_records(root, statements, key)
