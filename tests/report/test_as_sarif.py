from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from hypothesis import given
from jsonschema import Draft4Validator
from tests.report.sample import (
    ATTACKED,
    CLEAR,
    MIXED,
    NAMED_TWICE,
    NO_DESCRIPTION,
    NOON,
    RULES,
    finding,
    page,
    unreadable,
)
from tests.report.strategies import OUTCOMES

from clearance.model import Outcome
from clearance.report.as_sarif import render
from clearance.report.rule_text import RuleText

SCHEMA = Path(__file__).parent / "data" / "sarif-2.1.0-rtm.5.json"
VALIDATOR = Draft4Validator(json.loads(SCHEMA.read_text()))
FINGERPRINT = "8ae74b14f1ee30074bb60c5b439f16b7d6df462989f6e5053c243b5683ae8001"
"""SHA-256 of `["AC103", "content/posts/\\u00fcber flut.md", "the page has no description"]`."""
RELATIVE_URI = re.compile(r"(?!/)(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})*")


def run_of(outcome: Outcome) -> dict[str, Any]:
    log = json.loads(render(outcome, rules=RULES))
    VALIDATOR.validate(log)
    run: dict[str, Any] = log["runs"][0]
    return run


def listed(text: RuleText, level: str, help_text: str) -> dict[str, object]:
    return {
        "id": text.code,
        "name": text.name,
        "shortDescription": {"text": text.summary},
        "help": {"text": help_text},
        "defaultConfiguration": {"level": level},
        "properties": {"clause": text.clause, "tags": [text.clause]},
    }


def test_whole() -> None:
    wrong = finding(path="content/posts/über flut.md", line=3, column=7)
    log = json.loads(render(Outcome(NOON, (), (wrong,)), rules=RULES))
    VALIDATOR.validate(log)
    assert log == {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "Clearance",
                        "rules": [
                            listed(
                                RULES["AC103"],
                                "error",
                                "## What it checks\n`description` {{holds}} some text.",
                            ),
                            listed(RULES["AP101"], "error", "Ask a supervisor."),
                            listed(RULES["PR201"], "warning", "Leave the name out."),
                        ],
                    }
                },
                "invocations": [
                    {"executionSuccessful": True, "exitCode": 1, "endTimeUtc": "2026-11-22T18:00:00Z"}
                ],
                "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The department's folder."}}},
                "columnKind": "unicodeCodePoints",
                "results": [
                    {
                        "ruleId": "AC103",
                        "ruleIndex": 0,
                        "level": "error",
                        "message": {"text": "the page has no description"},
                        "locations": [
                            {
                                "physicalLocation": {
                                    "artifactLocation": {
                                        "uri": "content/posts/%C3%BCber%20flut.md",
                                        "uriBaseId": "%SRCROOT%",
                                    },
                                    "region": {"startLine": 3, "startColumn": 7},
                                }
                            }
                        ],
                        "partialFingerprints": {"primaryLocationLineHash": f"{FINGERPRINT}:1"},
                    }
                ],
            }
        ],
    }


def test_all_rules_are_listed_when_none_fired() -> None:
    run = run_of(CLEAR)
    assert [each["id"] for each in run["tool"]["driver"]["rules"]] == ["AC103", "AP101", "PR201"]
    assert run["results"] == []


def test_each_result_points_at_its_rule_and_a_rule_without_words_stands_in() -> None:
    run = run_of(MIXED)
    rules = [each["id"] for each in run["tool"]["driver"]["rules"]]
    assert rules == ["AC103", "AP101", "PR201", "RO301"]
    assert [(rules[r["ruleIndex"]], r["ruleId"], r["level"]) for r in run["results"]] == [
        ("AP101", "AP101", "error"),
        ("AC103", "AC103", "error"),
        ("PR201", "PR201", "warning"),
        ("PR201", "PR201", "warning"),
        ("RO301", "RO301", "note"),
    ]


def test_what_could_not_be_judged_is_no_success() -> None:
    invocation = run_of(Outcome(NOON, (unreadable(),)))["invocations"][0]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 2)


def fingerprints(*findings: Any) -> list[str]:
    run = run_of(Outcome(NOON, (page("a", page().state, *findings),)))
    return [result["partialFingerprints"]["primaryLocationLineHash"] for result in run["results"]]


def test_a_finding_keeps_its_fingerprint_when_its_line_moves() -> None:
    assert fingerprints(NO_DESCRIPTION) == fingerprints(finding(line=77, column=5))


def test_another_code_path_or_message_is_another_finding() -> None:
    others = [finding("AP101"), finding(path="b"), finding(message="other"), finding()]
    assert len({fingerprint for other in others for fingerprint in fingerprints(other)}) == 4


def test_equal_findings_of_one_file_are_told_apart() -> None:
    first, second = fingerprints(*NAMED_TWICE)
    assert (first[:64], first[64:], second[64:]) == (second[:64], ":1", ":2")


def test_hostile_text_is_neither_link_nor_placeholder() -> None:
    result = run_of(ATTACKED)["results"][0]
    text = result["message"]["text"]
    assert "[click] (javascript:alert(1))" in text
    assert "{{0}}" in text
    assert "](" not in text
    assert text.isprintable()
    assert_uri(result)


def assert_uri(result: dict[str, Any]) -> None:
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert RELATIVE_URI.fullmatch(uri) or uri.startswith("/")


@given(OUTCOMES)
def test_always_valid(outcome: Outcome) -> None:
    run = run_of(outcome)
    assert len(run["results"]) == len(outcome.all_findings)
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert_uri(result)
