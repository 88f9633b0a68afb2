"""For an author at a terminal: file by file, what is wrong and how to mend it, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from types import MappingProxyType

from rich.text import Text

from clearance.model import Finding, Outcome, Severity
from clearance.report.exit_code import CLEARED, exit_code
from clearance.report.rule_text import RuleText
from clearance.report.terminal import paint, plain, wrapped
from clearance.report.words import SEVERITY_WORDS, closing, in_order, reference

PIPE_WIDTH = 80
STYLES = MappingProxyType(
    {Severity.BLOCK: "bold red", Severity.HOLD: "bold yellow", Severity.NOTE: "bold cyan"}
)


def render(outcome: Outcome, *, rules: Mapping[str, RuleText]) -> str:
    return render_text(outcome, rules=rules, width=PIPE_WIDTH, colour=False)


def render_text(outcome: Outcome, *, rules: Mapping[str, RuleText], width: int, colour: bool) -> str:
    """Show the findings grouped by file, then the verdict in a sentence, then where to read more.

    `width` is in columns; a place (`path:line:col`) is never broken, so that it can be clicked.
    """
    lines = [
        *_files(outcome, width),
        *wrapped(closing(outcome, name_pages=True), width=width, indent=0, style=_mood(outcome)),
        *_read_more(outcome, rules, width),
    ]
    return paint(lines, colour=colour)


def _files(outcome: Outcome, width: int) -> Iterator[Text]:
    states = {judged.path: f" ({judged.state})" for judged in outcome.pages}
    explained: set[tuple[str, str]] = set()
    for path, findings in groupby(in_order(outcome.all_findings), key=lambda finding: finding.path):
        yield Text.assemble((plain(path), "bold"), states.get(path, ""))
        for finding in findings:
            yield from _finding(finding, width)
            yield from _remedy(finding, explained, width)
        yield Text()


def _finding(finding: Finding, width: int) -> Iterable[Text]:
    place = plain(f"{finding.path}:{finding.line}:{finding.column}")
    severity = (SEVERITY_WORDS[finding.severity], STYLES[finding.severity])
    yield Text.assemble("  ", place, "  ", severity)
    yield from wrapped(f"{finding.message} [{reference(finding)}]", width=width, indent=4)


def _remedy(finding: Finding, explained: set[tuple[str, str]], width: int) -> list[Text]:
    """Give the remedy the first time that its code is met."""
    key = finding.code, finding.remedy
    if key in explained or not finding.remedy:
        return []
    explained.add(key)
    return wrapped(" ".join(f"Remedy: {finding.remedy}".split()), width=width, indent=6, style="italic")


def _read_more(outcome: Outcome, rules: Mapping[str, RuleText], width: int) -> list[Text]:
    codes = sorted({finding.code for finding in outcome.all_findings} & rules.keys())
    if not codes:
        return []
    others = f" (or {', '.join(codes[1:])})" if codes[1:] else ""
    return wrapped(f"To read more: clearance explain {codes[0]}{others}", width=width, indent=0)


def _mood(outcome: Outcome) -> str:
    return "bold green" if exit_code(outcome) == CLEARED else "bold"
