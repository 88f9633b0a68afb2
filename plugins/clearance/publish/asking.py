"""What a pull request asks of a supervisor: every page that waits, before anybody has approved it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from clearance.gate import Judgement
from clearance.model import Finding, JudgedPage, Outcome, Page, Severity, State
from clearance.publish.approval import SETTLED_LATER
from clearance.publish.brief import Brief, brief
from clearance.report.exit_code import CANNOT_JUDGE, CLEARED, UNCLEARED, exit_code


@dataclass(frozen=True, slots=True)
class Asking:
    """`outcome` leaves out what an approval settles; `briefs` are of the pages that can be read."""

    outcome: Outcome
    briefs: tuple[Brief, ...]

    @property
    def department(self) -> tuple[Finding, ...]:
        """What is wrong beyond any page, notes left out."""
        return tuple(finding for finding in self.outcome.findings if finding.severity is not Severity.NOTE)

    @property
    def exit_code(self) -> int:
        """2 if something couldn't be read or verified, 1 if something must be mended first, else 0."""
        if exit_code(self.outcome) == CANNOT_JUDGE:
            return CANNOT_JUDGE
        return UNCLEARED if self.department or any(brief.mend for brief in self.briefs) else CLEARED


def asking(judgement: Judgement) -> Asking:
    """Raises CannotJudge where the history can't be read for what was approved last."""
    outcome = judgement.outcome
    waiting = sorted(page.path for page in outcome.pages if _asks(page))
    before = tuple(replace(page, findings=tuple(_unsettled(page))) for page in outcome.pages)
    return Asking(replace(outcome, pages=before), tuple(brief(judgement, path) for path in waiting))


def _asks(page: JudgedPage) -> bool:
    return isinstance(page.page, Page) and page.state in {State.PENDING, State.STALE}


def _unsettled(page: JudgedPage) -> Iterator[Finding]:
    return (finding for finding in page.findings if finding.code not in SETTLED_LATER)
