"""Every page with its state and what it waits for, as a list for people or for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from clearance.model import WAITING, Finding, JudgedPage, Outcome, Severity
from clearance.report.as_json import VERSION, dump, finding_entries, page_entry
from clearance.report.as_text import PIPE_WIDTH
from clearance.report.terminal import paint, plain, wrapped
from clearance.report.words import closing, in_order, pages_in_order, waits_for
from clearance.rules import silent_incident

STATE_COLUMN = 11
REASON_ROOM = 30


def render_status(outcome: Outcome, *, width: int = PIPE_WIDTH, colour: bool = False) -> str:
    """One line a page, in three columns where `width` has room for them, else the reason below."""
    lines = [
        *_silent(outcome, width),
        *_pages(pages_in_order(outcome), width),
        *_department(in_order(outcome.findings), width),
        *wrapped(closing(outcome, name_pages=False), width=width, indent=0, style="bold"),
    ]
    return paint(lines, colour=colour)


def render_status_json(outcome: Outcome) -> str:
    """List the pages as `check --format json` does, each with `waits_for`, and the department's findings."""
    pages = [{**page_entry(page), "waits_for": waits_for(page)} for page in pages_in_order(outcome)]
    findings = finding_entries(outcome.findings)
    at = outcome.at.isoformat()
    return dump({"version": VERSION, "at": at, "pages": pages, "department": findings})


def is_silent(outcome: Outcome) -> bool:
    """Whether an open incident has had no update for too long."""
    return any(finding.code == silent_incident.CODE for finding in outcome.findings)


def _silent(outcome: Outcome, width: int) -> Iterator[Text]:
    """Before anything else: people wait for news of this."""
    for finding in in_order(outcome.findings):
        if finding.code == silent_incident.CODE:
            yield from wrapped(f"SILENT: {finding.message}", width=width, indent=0, style="bold red")
    if is_silent(outcome):
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
