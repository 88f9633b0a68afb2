"""A pull request for one decision, as Markdown: what will go out, what is open, what to write in the review.

GitHub takes a job's summary of at most 1 MiB, so long differences are cut, and told so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from clearance.model import Finding
from clearance.report.as_brief import Brief
from clearance.report.as_markdown import prose
from clearance.report.visible import visible

MOST_LINES = 400
"""of one page's difference"""
MOST_CHARACTERS = 200_000
"""of the whole: at most four bytes each, below 1 MiB"""
NOTHING = "No page waits for an approval."
CUT = "The rest is cut off: the summary would be too long. `clearance show PATH` shows each page whole."


def render_review(briefs: Sequence[Brief], department: Sequence[Finding]) -> str:
    """Everything that the supervisor decides on. `department` are findings on no page."""
    blocks = ["# For the supervisor", *_department(department)]
    blocks += [block for brief in briefs for block in _page(brief)] if briefs else [NOTHING]
    return _bounded(blocks)


def _bounded(blocks: Sequence[str]) -> str:
    kept, left = [], MOST_CHARACTERS
    for block in blocks:
        left -= len(block) + 2
        if left < 0:
            kept.append(CUT)
            break
        kept.append(block)
    return "\n\n".join(kept) + "\n"


def _department(findings: Sequence[Finding]) -> Iterator[str]:
    if findings:
        yield "## In the department as a whole"
        yield "\n".join(_line(finding, place=f"{finding.path}:{finding.line}") for finding in findings)


def _page(brief: Brief) -> Iterator[str]:
    page = brief.page
    yield f"## {prose(page.title or brief.judged.path)}"
    date = f"{page.created:%Y-%m-%d %H:%M}" if page.created else ""
    about = (
        brief.judged.path,
        str(brief.judged.state),
        ", ".join(page.authors),
        ", ".join(page.categories),
        date,
    )
    yield prose(" · ".join(filter(None, about)))
    if brief.files:
        kinds = ((path, kind.replace("-", " ") or "no kind declared") for path, kind in brief.files)
        yield "\n".join(f"- with {prose(path)}: {prose(kind)}" for path, kind in kinds)
    yield from _changes(brief)
    yield from _open("Must be mended first", brief.mend)
    yield from _open("Asks you", brief.open)
    yield _decision(brief)


def _changes(brief: Brief) -> Iterator[str]:
    if not brief.changes:
        yield "Nothing in the text has changed since it was approved."
        return
    approved = brief.approved
    since = (
        f"What is new since {approved.member} approved it on {approved.issued:%Y-%m-%d}" if approved else ""
    )
    yield f"**{prose(since) or 'All of it is new'}**"
    lines = [visible(line) for line in brief.changes[:MOST_LINES]]
    text = "\n".join(lines)
    fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", text)), 3)
    yield f"{fence}diff\n{text}\n{fence}"
    further = len(brief.changes) - MOST_LINES
    if further > 0:
        yield f"And {further:,} more lines."


def _open(title: str, findings: Sequence[Finding]) -> Iterator[str]:
    if findings:
        yield f"**{title}**"
        yield "\n".join(_line(finding, place=f"line {finding.line}") for finding in findings)


def _line(finding: Finding, *, place: str) -> str:
    said = f"{place}: {finding.message} ({finding.code}, {finding.clause}). {finding.remedy}"
    return f"- {prose(said.strip())}"


def _decision(brief: Brief) -> str:
    if brief.mend:
        return "It can't be approved as it stands: ask for changes."
    if not brief.codes:
        return "To let it out: review this pull request, and choose **Approve**."
    accept = "\n".join(f"accept {code}" for code in brief.codes)
    return (
        "To let it out: review this pull request, choose **Approve**, and write in the review's text, for "
        f"what you accept:\n\n```text\n{accept}\n```"
    )
