"""For code scanning: SARIF 2.1.0 (OASIS, errata 01), with every rule and not only those that fired."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC
from types import MappingProxyType
from urllib.parse import quote

from clearance.model import Finding, Outcome, Severity
from clearance.report.exit_code import CANNOT_JUDGE, exit_code
from clearance.report.rule_text import RuleText
from clearance.report.visible import visible
from clearance.report.words import in_order

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
BASE = "%SRCROOT%"
LEVELS = MappingProxyType({Severity.BLOCK: "error", Severity.HOLD: "warning", Severity.NOTE: "note"})


def render(outcome: Outcome, *, rules: Mapping[str, RuleText]) -> str:
    findings = in_order(outcome.all_findings)
    known = _known_rules(findings, rules)
    index = {code: number for number, code in enumerate(known)}
    run = {
        "tool": {"driver": {"name": "Clearance", "rules": [_rule(rule) for rule in known.values()]}},
        "invocations": [_invocation(outcome)],
        "originalUriBaseIds": {BASE: {"description": {"text": "The department's folder."}}},
        "columnKind": "unicodeCodePoints",
        "results": list(_results(findings, index)),
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _known_rules(findings: Iterable[Finding], rules: Mapping[str, RuleText]) -> dict[str, RuleText]:
    """All rules by code, and a stand-in for a code that nobody described, so that each result has one."""
    fired = {f.code: RuleText(f.code, f.name, f.clause, f.severity, f.name, f.remedy) for f in findings}
    return dict(sorted({**fired, **rules}.items()))


def _rule(rule: RuleText) -> dict[str, object]:
    return {
        "id": visible(rule.code),
        "name": visible(rule.name),
        "shortDescription": {"text": _message(rule.summary)},
        "help": {"text": "\n".join(_message(line) for line in rule.help.splitlines())},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"clause": visible(rule.clause), "tags": [visible(rule.clause)]},
    }


def _invocation(outcome: Outcome) -> dict[str, object]:
    code = exit_code(outcome)
    ended = outcome.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {"executionSuccessful": code != CANNOT_JUDGE, "exitCode": code, "endTimeUtc": ended}


def _results(findings: Iterable[Finding], index: Mapping[str, int]) -> Iterator[dict[str, object]]:
    seen: Counter[str] = Counter()
    for finding in findings:
        fingerprint = _fingerprint(finding)
        seen[fingerprint] += 1
        yield {
            "ruleId": visible(finding.code),
            "ruleIndex": index[finding.code],
            "level": LEVELS[finding.severity],
            "message": {"text": _message(finding.message)},
            "locations": [{"physicalLocation": _place(finding)}],
            # GitHub reads this name only. It holds no line, so that a finding stays the same one
            # when text above it grows; the number tells equal findings of one file apart.
            "partialFingerprints": {"primaryLocationLineHash": f"{fingerprint}:{seen[fingerprint]}"},
        }


def _fingerprint(finding: Finding) -> str:
    identity = json.dumps([finding.code, finding.path, finding.message])
    return hashlib.sha256(identity.encode("ascii")).hexdigest()


def _place(finding: Finding) -> dict[str, object]:
    # A path that isn't text (lone surrogates) still gets a URI instead of an error.
    uri = quote(finding.path.encode("utf-8", "surrogatepass"))
    return {
        "artifactLocation": {"uri": uri, "uriBaseId": BASE},
        "region": {"startLine": finding.line, "startColumn": finding.column},
    }


def _message(text: str) -> str:
    """Text without placeholders (`{0}`, section 3.11.5) or links (`[text](target)`, 3.11.6)."""
    doubled = visible(text).replace("{", "{{").replace("}", "}}")
    return doubled.replace("](", "] (")
