"""A supervisor takes pages down: signed, at once, and until somebody approves them anew (1021.5).

The commander of an incident, who alone approves its updates, can take them down as well (1021.4.1).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from clearance.errors import CannotJudge
from clearance.gate import Judgement
from clearance.model import Page, State
from clearance.records.statement import Statement


def prepare(
    judgement: Judgement, paths: Iterable[str], *, member: str, reason: str, at: datetime
) -> tuple[Statement, ...]:
    """A statement for each page, with the digests of all that goes. Raises CannotJudge.

    An approval given before this instant doesn't count any more, whatever the bytes.
    """
    guidelines = judgement.evidence.guidelines
    issued = at.astimezone(guidelines.zone).replace(microsecond=0)
    paths = tuple(paths)
    for path in paths:
        _require_entitled(judgement, path, member, issued)
    return tuple(
        Statement(
            kind="withdrawal",
            department=guidelines.department.id,
            issued=issued,
            member=member,
            subjects=_subjects(judgement, path),
            reason=reason,
        )
        for path in paths
    )


def _require_entitled(judgement: Judgement, path: str, member: str, at: datetime) -> None:
    evidence = judgement.evidence
    if evidence.guidelines.may_approve(member, at):
        return
    judged = judgement.outcome.page(path)
    page = judged.page if judged else None
    incident = evidence.incidents.get(page.incident or "") if isinstance(page, Page) else None
    if incident is None or incident.commander_at(at) != member:
        raise CannotJudge(f"{member} is no supervisor; tell one, who takes it down at once", path=path)


def _subjects(judgement: Judgement, path: str) -> dict[str, str]:
    judged = judgement.outcome.page(path)
    if judged is None:
        raise CannotJudge("this is no page; withdraw the page that shows the file", path=path)
    if judged.state is State.WITHDRAWN:
        raise CannotJudge("this page is withdrawn already", path=path)
    return dict(judged.subjects)
