"""A supervisor's word that settles a member's report, or a file among the records that doesn't count.

Neither can be deleted, since records are only ever added; and it would be told for ever.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from clearance.errors import CannotJudge
from clearance.evidence import refused_digest
from clearance.gate import Judgement
from clearance.records.statement import Statement
from clearance.takedown.folding import RESOLUTION
from clearance.takedown.report import Cause, Report


def prepare(  # noqa: PLR0913 - who settles what, and what was found
    judgement: Judgement,
    paths: Iterable[str],
    *,
    member: str,
    reason: str,
    cause: Cause | None = None,
    at: datetime,
) -> Statement:
    """The statement to be signed. Each path is that of a report, of a reported page, or of a refused record.

    Raises CannotJudge for what nobody needs to settle, for reports without a cause and a cause without a
    report, and while a page is still up as it was rightly reported.
    """
    guidelines = judgement.evidence.guidelines
    if not guidelines.may_approve(member, at):
        raise CannotJudge(f"{member} is no supervisor, and can't settle this")
    paths = tuple(paths)
    reports = [report for path in paths for report in _open_reports(judgement, path)]
    told = {report.record for report in reports} | {report.page for report in reports}
    others = {path: _refused(judgement, path) for path in paths if path not in told}
    _require_cause(reports, cause)
    for report in reports if cause is not Cause.MISTAKEN_REPORT else ():
        _require_gone(judgement, report)
    return Statement(
        kind=RESOLUTION,
        department=guidelines.department.id,
        issued=at.astimezone(guidelines.zone).replace(microsecond=0),
        member=member,
        subjects={report.record: report.id for report in reports} | others,
        reason=reason,
        detail={"cause": str(cause)} if cause else {},
    )


def _open_reports(judgement: Judgement, path: str) -> list[Report]:
    """Those that the path names or is the page of. Raises CannotJudge where all of them are resolved."""
    named = [one for one in judgement.evidence.reports if path in {one.record, one.page}]
    still_open = [report for report in named if report.is_open]
    if named and not still_open:
        raise CannotJudge("what was reported of this is resolved already", path=path)
    return still_open


def _require_cause(reports: Sequence[Report], cause: Cause | None) -> None:
    if reports and cause is None:
        raise CannotJudge(f"a report is resolved with a --cause; expected one of {', '.join(Cause)}")
    if cause and not reports:
        raise CannotJudge("--cause belongs to a report; a file that doesn't count is settled without one")


def _require_gone(judgement: Judgement, report: Report) -> None:
    """A supervisor ensures the removal first (1021.5)."""
    judged = judgement.outcome.page(report.page)
    if judged and judged.published and judged.page.digest == report.digest:
        raise CannotJudge(
            "this page is still up as it was reported; withdraw or correct it first, or, if the report was "
            f"mistaken, give --cause {Cause.MISTAKEN_REPORT}",
            path=report.page,
        )


def _refused(judgement: Judgement, path: str) -> str:
    if path not in {refusal.path for refusal in judgement.evidence.ledger.refusals}:
        raise CannotJudge(
            "this is no file among the records that doesn't count, and no open report is about it", path=path
        )
    return _digest(judgement.evidence.root, path)


def _digest(root: Path, path: str) -> str:
    digest = refused_digest(root, path)
    if digest is None:
        raise CannotJudge("this is no plain file; take it away instead", path=path)
    return digest
