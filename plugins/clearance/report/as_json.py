"""For programs: one JSON object, as section 8 of the design promises. Pure ASCII, keys in a fixed order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict

from clearance.model import Finding, JudgedPage, Outcome, Severity, State
from clearance.report.exit_code import CLEARED, exit_code
from clearance.report.rule_text import RuleText
from clearance.report.words import accepted, in_order, pages_in_order

VERSION = 1


def render(outcome: Outcome, *, rules: Mapping[str, RuleText]) -> str:  # noqa: ARG001 - all formats share one signature
    return dump(
        {
            "version": VERSION,
            "pages": [page_entry(page) for page in pages_in_order(outcome)],
            "findings": finding_entries(outcome.all_findings),
            "summary": _summary(outcome),
        }
    )


def dump(value: object) -> str:
    return json.dumps(value, indent=2) + "\n"


def page_entry(judged: JudgedPage) -> dict[str, str]:
    digest = f"sha256:{judged.page.digest}"
    return {"path": judged.path, "state": judged.state.value, "digest": digest}


def finding_entries(findings: Iterable[Finding]) -> list[dict[str, object]]:
    return [asdict(finding) for finding in in_order(findings)]


def _summary(outcome: Outcome) -> dict[str, object]:
    states = [page.state for page in outcome.pages]
    severities = [finding.severity for finding in outcome.all_findings]
    code = exit_code(outcome)
    return {
        "at": outcome.at.isoformat(),
        "cleared": code == CLEARED,
        "exit_code": code,
        "verifiable": outcome.verifiable,
        "pages_by_state": {state.value: states.count(state) for state in State},
        "findings_by_severity": {level.value: severities.count(level) for level in Severity},
        "accepted": accepted(outcome),
    }
