"""A supervisor's word on files among the records that don't count: looked into, and settled.

Such a file can't be deleted, since records are only ever added; and it would be told for ever.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from clearance.errors import CannotJudge
from clearance.evidence import refused_digest
from clearance.gate import Judgement
from clearance.records.statement import Statement


def prepare(
    judgement: Judgement, paths: Iterable[str], *, member: str, reason: str, at: datetime
) -> Statement:
    """The statement to be signed. Raises CannotJudge for a path that nobody needs to settle."""
    guidelines = judgement.evidence.guidelines
    if not guidelines.may_approve(member, at):
        raise CannotJudge(f"{member} is no supervisor, and can't settle this")
    refused = {refusal.path for refusal in judgement.evidence.ledger.refusals}
    return Statement(
        kind="resolution",
        department=guidelines.department.id,
        issued=at.astimezone(guidelines.zone).replace(microsecond=0),
        member=member,
        subjects={path: _digest(judgement.evidence.root, path, refused) for path in paths},
        reason=reason,
    )


def _digest(root: Path, path: str, refused: set[str]) -> str:
    if path not in refused:
        raise CannotJudge("this is no file among the records that doesn't count", path=path)
    digest = refused_digest(root, path)
    if digest is None:
        raise CannotJudge("this is no plain file; take it away instead", path=path)
    return digest
