"""For a GitHub workflow log: one workflow command a finding, which GitHub shows beside the line.

GitHub shows the first ten of each type, so what must be mended comes first. The escapes are those
of GitHub's own toolkit (`%`, CR and LF; in properties also `:` and `,`).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from clearance.model import Finding, Outcome, Severity
from clearance.report.rule_text import RuleText
from clearance.report.visible import one_line, visible
from clearance.report.words import closing, in_order, reference

COMMANDS = MappingProxyType({Severity.BLOCK: "error", Severity.HOLD: "warning", Severity.NOTE: "notice"})


def render(outcome: Outcome, *, rules: Mapping[str, RuleText]) -> str:
    """Commands, then the verdict as a plain line. It names no page: a runner obeys `##[…]` in any line."""
    severities = list(COMMANDS)
    findings = sorted(in_order(outcome.all_findings), key=lambda f: severities.index(f.severity))
    commands = [_command(finding, rules) for finding in findings]
    return "\n".join([*commands, closing(outcome, name_pages=False)]) + "\n"


def _command(finding: Finding, rules: Mapping[str, RuleText]) -> str:
    rule = rules.get(finding.code)
    properties = {
        "file": finding.path,
        "line": str(finding.line),
        "col": str(finding.column),
        "title": f"{rule.summary if rule else finding.name} ({reference(finding)})",
    }
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    remedy = f"\n{one_line(finding.remedy)}" if finding.remedy else ""
    return f"::{COMMANDS[finding.severity]} {listed}::{_data(visible(finding.message) + remedy)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(visible(text)).replace(":", "%3A").replace(",", "%2C")
