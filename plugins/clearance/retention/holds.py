"""Placing a hold on records, and releasing it: the statement that a custodian or supervisor signs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from clearance.disposition.detail import NUMBER_EXPECTED, Action, HoldDetail, Scope, is_number
from clearance.disposition.folding import HOLD, follow
from clearance.errors import CannotJudge
from clearance.gate import Judgement
from clearance.records.statement import Statement, unsigned
from clearance.retention.soundness import require_sound


def prepare(  # noqa: PLR0913 - what the record says
    judgement: Judgement, detail: HoldDetail, paths: Iterable[str], *, member: str, reason: str, at: datetime
) -> Statement:
    """The statement to be signed. Raises CannotJudge when it would not count.

    A hold is placed even where much is wrong, because it only keeps; it is released only where records
    can be relied on.
    """
    if not is_number(detail.number):
        raise CannotJudge(f"--matter is {detail.number!r}; expected {NUMBER_EXPECTED}")
    wanted = tuple(paths)
    if detail.action is Action.RELEASE:
        require_sound(judgement)
    if detail.action is Action.PLACE and bool(wanted) == (detail.scope is Scope.ALL):
        raise CannotJudge("name files, or --all, and not both")
    guidelines = judgement.evidence.guidelines
    statement = Statement(
        kind=HOLD,
        department=guidelines.department.id,
        issued=at.astimezone(guidelines.zone).replace(microsecond=0),
        member=member,
        subjects={path: digest for each in wanted for path, digest in _held(judgement, each).items()},
        reason=reason,
        detail=detail.written(),
    )
    try:
        follow(judgement.evidence.holds.get(detail.number), detail, unsigned(statement), guidelines)
    except ValueError as problem:
        raise CannotJudge(f"nothing was signed: such a record {problem}") from None
    return statement


def _held(judgement: Judgement, path: str) -> dict[str, str]:
    """A page with the files that it shows, or one file, or a signed record."""
    judged = judgement.outcome.page(path)
    if judged is not None:
        return dict(judged.subjects)
    evidence = judgement.evidence
    digest = evidence.tree.digests.get(path) or _former(judgement, path)
    record = next((each for each in evidence.ledger.records if each.path == path), None)
    found = digest or (record.id if record else None)
    if found is None:
        raise CannotJudge("this is no page, no file of a page, and no record that counts", path=path)
    return {path: found}


def _former(judgement: Judgement, path: str) -> str | None:
    """Of a page that is no longer there, the version that was approved last."""
    approvals = judgement.evidence.ledger.about(path, "approval")
    return approvals[-1].subjects[path] if approvals else None
