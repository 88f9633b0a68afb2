"""For a supervisor, as a job summary: what waits, what is wrong, and what must be accepted and how.

Pages that are live, expired or withdrawn are counted and not listed, and long lists are cut, since
GitHub refuses a summary beyond 1 MiB.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from clearance.model import Finding, JudgedPage, Outcome, Severity, State
from clearance.report.rule_text import RuleText
from clearance.report.visible import one_line, visible
from clearance.report.words import (
    SEVERITY_WORDS,
    closing,
    in_order,
    pages_in_order,
    reference,
    waits_for,
)

LIMIT = 300
_SETTLED = frozenset({State.LIVE, State.EXPIRED, State.WITHDRAWN})
_SPECIAL = str.maketrans({char: f"&#{ord(char)};" for char in "\\`*_[]<>&|~#$"})


def render(outcome: Outcome, *, rules: Mapping[str, RuleText]) -> str:
    blocks = [
        "# Clearance",
        prose(closing(outcome, name_pages=False)),
        *_waiting(outcome),
        *_findings(outcome),
        *_acceptance(outcome, rules),
    ]
    return "\n\n".join(blocks) + "\n"


# --- escaping --------------------------------------------------------------------------------


def prose(text: str) -> str:
    """Show the text as it is: no Markdown, HTML, link, mention or table cell in it acts.

    Character references are text to every Markdown parser, also where it splits tables first.
    GitHub looks for mentions, addresses and bare links again afterwards: an empty comment parts these.
    """
    safe = visible(text).translate(_SPECIAL)
    safe = safe.replace("://", ":<!-- -->//")
    safe = re.sub(r"(?<=www)\.", "<!-- -->.", safe, flags=re.IGNORECASE)
    return safe.replace("@", "@<!-- -->")


def _code(text: str) -> str:
    return f"<code>{prose(text)}</code>"


# --- sections --------------------------------------------------------------------------------


def _waiting(outcome: Outcome) -> Iterator[str]:
    pages = [page for page in pages_in_order(outcome) if page.state not in _SETTLED]
    if pages:
        yield "## Pages that are not out"
        rows = [f"| {page.state} | {_code(page.path)} | {prose(waits_for(page))} |" for page in pages[:LIMIT]]
        yield "\n".join(["| State | Page | What it waits for |", "| --- | --- | --- |", *rows])
        yield from _rest(pages)


def _findings(outcome: Outcome) -> Iterator[str]:
    findings = in_order(outcome.all_findings)
    if findings:
        yield "## Findings"
    explained: set[tuple[str, str]] = set()
    for path, group in groupby(findings[:LIMIT], key=lambda finding: finding.path):
        yield f"### {_code(path)}"
        yield "\n".join(_finding(finding, explained) for finding in group)
    yield from _rest(findings)


def _finding(finding: Finding, explained: set[tuple[str, str]]) -> str:
    key = finding.code, finding.remedy
    remedy = "" if key in explained else f" {prose(one_line(finding.remedy))}"
    explained.add(key)
    severity = SEVERITY_WORDS[finding.severity].capitalize()
    said = f"**{severity}**, line {finding.line}: {prose(finding.message)} ({prose(reference(finding))})."
    return f"- {said}{remedy}".rstrip()


def _acceptance(outcome: Outcome, rules: Mapping[str, RuleText]) -> Iterator[str]:
    held = [(page, codes) for page in pages_in_order(outcome) if (codes := _held(page))]
    if not held:
        return
    yield "## What a supervisor must accept"
    yield "Read the page first. Acceptance counts for its present bytes only: a later change asks again."
    for page, codes in held[:LIMIT]:
        yield f"**{_code(page.path)}**"
        yield "\n".join(f"- {_code(code)}: {prose(_meaning(code, page, rules))}" for code in codes)
        yield f"```sh\n{_command(page.path, codes)}\n```"
    yield from _rest(held)


def _held(page: JudgedPage) -> list[str]:
    return sorted({f.code for f in page.findings if f.severity is Severity.HOLD})


def _meaning(code: str, page: JudgedPage, rules: Mapping[str, RuleText]) -> str:
    if code in rules:
        return rules[code].summary
    return next(finding.message for finding in page.findings if finding.code == code)


def _command(path: str, codes: Iterable[str]) -> str:
    """To be pasted into a shell, so that a path can't bring a command of its own."""
    accepts = " ".join(f"--accept {shlex.quote(visible(code))}" for code in codes)
    return f"clearance approve {shlex.quote(visible(path))} --as MEMBER --key FILE {accepts}"


def _rest(items: Sequence[object]) -> Iterator[str]:
    if len(items) > LIMIT:
        yield f"And {len(items) - LIMIT:,} more, which `clearance check` lists."
