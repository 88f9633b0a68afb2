"""Open, hand over and close an incident: the statement that a supervisor or the commander signs (1021.4.1).

The public reads what such a record says. So its words are held against the same rules as a page's, and
nothing is signed that would not count.
"""

from __future__ import annotations

from datetime import datetime

from clearance import engine
from clearance.engine import Text
from clearance.errors import CannotJudge
from clearance.evidence import Evidence
from clearance.gate import Judgement
from clearance.guidelines.models import Guidelines
from clearance.incidents.detail import Detail, read
from clearance.incidents.folding import KIND, follow
from clearance.incidents.incident import Incident
from clearance.model import Finding, Page, Passage, Place, Severity, Surface
from clearance.records.statement import Statement, unsigned

_WORDS = "PB"
"""how the codes of built-in rules on words begin"""


class Unfit(Exception):
    """The words of the record can't be published as they stand. `findings` say why."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__()
        self.findings = findings


def known(evidence: Evidence, number: str) -> Incident:
    """The incident with this number. Raises CannotJudge."""
    incident = evidence.incidents.get(number)
    if incident is None:
        having = ", ".join(evidence.incidents) or "there are none"
        raise CannotJudge(f"there is no incident {number!r} ({having}); its record may not be committed yet")
    return incident


def prepare(judgement: Judgement, detail: Detail, *, member: str, at: datetime) -> Statement:
    """The statement to be signed. Raises CannotJudge when it would not count, Unfit for its words."""
    evidence = judgement.evidence
    guidelines = evidence.guidelines
    _require_committed(evidence)
    issued = at.astimezone(guidelines.zone).replace(microsecond=0)
    statement = Statement(KIND, guidelines.department.id, issued, member, {}, detail=detail.written())
    try:
        follow(
            evidence.incidents.get(detail.incident), read(statement.detail), unsigned(statement), guidelines
        )
    except ValueError as problem:
        raise CannotJudge(f"nothing was signed: such a record {problem}") from None
    if findings := _wrong_words(detail, guidelines):
        raise Unfit(findings)
    return statement


def _require_committed(evidence: Evidence) -> None:
    """What isn't committed is not known of: two openings of one number would both be signed."""
    for path in sorted(evidence.history.uncommitted):
        if path.startswith("records/") and f"-{KIND}-" in path:
            raise CannotJudge("this record of an incident is not committed yet; commit it first", path=path)


def _wrong_words(detail: Detail, guidelines: Guidelines) -> tuple[Finding, ...]:
    """What the rules on words find in it. Even a question stops it: nobody could accept that by name."""
    texts = [text for text in (detail.title, detail.area, detail.outcome) if text]
    page = Page("content/incident.md", b"", "", "", 1, title=detail.title)
    surface = Surface(passages=tuple(Passage(text, "body", Place()) for text in texts))
    (verdict,) = engine.judge_texts([Text(page, surface)], guidelines)
    packs = {*guidelines.pack_codes()}
    return tuple(
        finding
        for finding in (*verdict.findings, *verdict.further)
        if finding.severity is not Severity.NOTE
        and (finding.code in packs or finding.code.startswith(_WORDS))
    )


def last_approval(judgement: Judgement, number: str) -> datetime | None:
    """When the newest update that the public can read was approved."""
    found = (
        judged.approval.issued
        for judged in judgement.outcome.pages
        if judged.published and judged.approval and isinstance(judged.page, Page)
        if judged.page.incident == number
    )
    return max(found, default=None)


def left_waiting(judgement: Judgement, number: str) -> tuple[str, ...]:
    """The incident's pages that nobody could approve any more once it is closed."""
    return tuple(
        judged.path
        for judged in judgement.outcome.uncleared
        if isinstance(judged.page, Page) and judged.page.incident == number
    )
