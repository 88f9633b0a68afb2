"""Every page with its state and what it waits for, as a list for people or for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from rich.text import Text

from clearance.guidelines.lapses import Lapse
from clearance.model import WAITING, Finding, JudgedPage, Outcome, Severity
from clearance.report import as_reports, as_training
from clearance.report.as_json import VERSION, dump, finding_entries, page_entry
from clearance.report.as_text import PIPE_WIDTH
from clearance.report.terminal import paint, plain, wrapped
from clearance.report.words import closing, in_order, pages_in_order, waits_for
from clearance.rules import overdue_report, overdue_review, silent_incident, unfinished_erasure
from clearance.takedown.report import Report

STATE_COLUMN = 11
REASON_ROOM = 30
UTC = ZoneInfo("UTC")
_URGENT = frozenset({silent_incident.CODE, overdue_report.CODE})
_TASKS = {overdue_review.CODE: "REVIEW", unfinished_erasure.CODE: "ERASURE"}
"""findings of the department that are told before the pages, and what stands before each"""


def render_status(  # noqa: PLR0913 - what is shown, and how
    outcome: Outcome,
    *,
    reports: Sequence[Report] = (),
    lapses: Sequence[Lapse] = (),
    zone: ZoneInfo = UTC,
    width: int = PIPE_WIDTH,
    colour: bool = False,
) -> str:
    """Open reports, tasks that wait and reminders of training first; then one line a page, in three columns
    where `width` has room for them, else the reason below. `zone` is in which due dates are told.
    """
    lines = [
        *as_reports.lines(reports, outcome.at, zone, width),
        *_silent(outcome, width),
        *_waiting(outcome, width),
        *as_training.lines(lapses, width),
        *_pages(pages_in_order(outcome), width),
        *_department(in_order(outcome.findings), width),
        *wrapped(closing(outcome, name_pages=False), width=width, indent=0, style="bold"),
    ]
    return paint(lines, colour=colour)


def render_status_json(outcome: Outcome, reports: Sequence[Report] = (), lapses: Sequence[Lapse] = ()) -> str:
    """List the pages as `check --format json` does, each with `waits_for`, and the department's findings,
    overdue reviews among them; the open reports; and whose training lapses when.
    """
    pages = [{**page_entry(page), "waits_for": waits_for(page)} for page in pages_in_order(outcome)]
    findings = finding_entries(outcome.findings)
    at = outcome.at.isoformat()
    told = as_reports.entries(reports, outcome.at)
    more = {"reports": told, "training": as_training.entries(lapses)}
    return dump({"version": VERSION, "at": at, "pages": pages, "department": findings, **more})


def is_urgent(outcome: Outcome) -> bool:
    """Whether something waits that nothing is held back for: news of an incident, or a page to take down."""
    return any(finding.code in _URGENT for finding in outcome.findings)


def _silent(outcome: Outcome, width: int) -> Iterator[Text]:
    """Before anything of the pages: people wait for news of this."""
    silent = [finding for finding in in_order(outcome.findings) if finding.code == silent_incident.CODE]
    for finding in silent:
        yield from wrapped(f"SILENT: {finding.message}", width=width, indent=0, style="bold red")
    if silent:
        yield Text()


def _waiting(outcome: Outcome, width: int) -> Iterator[Text]:
    """What somebody has to do, and for which nothing is held back."""
    waiting = [finding for finding in in_order(outcome.findings) if finding.code in _TASKS]
    for finding in waiting:
        task = f"{_TASKS[finding.code]}: {finding.message}"
        yield from wrapped(task, width=width, indent=0, style="bold yellow")
    if waiting:
        yield Text()


def _pages(pages: Sequence[JudgedPage], width: int) -> Iterator[Text]:
    column = STATE_COLUMN + max((len(plain(page.path)) for page in pages), default=0) + 2
    roomy = column + REASON_ROOM <= width
    for page in pages:
        row = Text.assemble((page.state.value.ljust(STATE_COLUMN), _style(page)), plain(page.path))
        reason = wrapped(waits_for(page), width=width, indent=column if roomy else 4)
        if roomy and reason:
            row.pad_right(column - len(row))
            row.append(reason.pop(0).plain.lstrip())
        yield from (row, *reason)
    if pages:
        yield Text()


def _department(findings: Sequence[Finding], width: int) -> Iterator[Text]:
    """Say what is wrong with the department itself, and so may hold back every page."""
    wrong = [finding for finding in findings if finding.severity is not Severity.NOTE]
    for finding in wrong:
        yield from wrapped(f"{finding.path}: {finding.message}", width=width, indent=0, style="red")
    if wrong:
        yield Text()


def _style(judged: JudgedPage) -> str:
    if judged.state in WAITING:
        return "bold yellow"
    return "green" if judged.published else ""
