"""What a run of the recorder did, for a terminal and for the job's summary."""

from __future__ import annotations

from collections.abc import Iterator

from clearance.forge.pages import Approvable
from clearance.forge.record import Refusal, Report
from clearance.report.as_markdown import prose
from clearance.report.terminal import plain

NOTHING = "No merged page waits for a record."
REMEDY = (
    "What is merged and not approved stays off the site. A supervisor who had no part in it approves it "
    "with their own key (`clearance approve`), or it is changed by another pull request that a "
    "supervisor reviews before the merge."
)
BEHIND = (
    "The records are on the forge, but records/ here could not be brought up to them: run git pull there."
)
MOST = 200
"""refusals told one by one: GitHub takes a summary of at most 1 MiB"""


def as_text(report: Report, *, dry_run: bool) -> str:
    """Lines for a terminal or a log."""
    lines = [*_approved_lines(report, "would be recorded" if dry_run else "recorded")]
    for refusal in report.refusals[:MOST]:
        lines.append(f"not approved: {plain(_what(refusal))}")
        lines += [f"  - {plain(reason)}" for reason in refusal.reasons]
    lines += _rest(report)
    if report.refusals:
        lines += ["", REMEDY]
    if report.behind:
        lines += ["", BEHIND]
    return "\n".join(lines or [NOTHING])


def as_markdown(report: Report, *, dry_run: bool) -> str:
    """A section of the job's summary. Nothing in a name or a reason acts as markup."""
    done = "would be recorded" if dry_run else "recorded"
    blocks = ["# Approvals", *([] if report.approvals or report.refusals else [NOTHING])]
    if report.approvals:
        blocks.append("\n".join(f"- {prose(line)}" for line in _approved_lines(report, done)))
    if report.refusals:
        blocks += ["## Merged, and not approved", prose(REMEDY)]
    for refusal in report.refusals[:MOST]:
        blocks.append(f"### {prose(_what(refusal))}")
        blocks.append("\n".join(f"- {prose(reason)}" for reason in refusal.reasons))
    blocks += [prose(line) for line in _rest(report)]
    return "\n\n".join(blocks) + "\n"


def _approved_lines(report: Report, done: str) -> Iterator[str]:
    for approval in report.approvals:
        yield f"{done}: {plain(approval.path)}, {_by(approval)}"


def _by(approval: Approvable) -> str:
    said = approval.statement
    accepting = f", accepting {', '.join(said.accepts)}" if said.accepts else ""
    return f"approved by {said.member} in #{approval.pull}{accepting}"


def _what(refusal: Refusal) -> str:
    where = f"#{refusal.pull}" if refusal.pull else f"commit {refusal.commit[:12]}"
    return f"{refusal.path} ({where})" if refusal.path else where


def _rest(report: Report) -> Iterator[str]:
    further = len(report.refusals) - MOST
    if further > 0:
        yield f"and {further:,} more"
