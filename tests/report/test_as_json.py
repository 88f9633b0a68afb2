from __future__ import annotations

import json
from dataclasses import asdict

from hypothesis import given
from tests.report.sample import (
    ATTACKED,
    DIGEST,
    HOSTILE,
    HOSTILE_PATH,
    MIXED,
    NAMED_TWICE,
    NO_DESCRIPTION,
    NOON,
    NOT_APPROVED,
    ROSTER_NOTE,
    RULES,
    finding,
    page,
)
from tests.report.strategies import OUTCOMES

from clearance.model import Outcome
from clearance.report.as_json import render

GOLDEN = """\
{
  "version": 1,
  "pages": [
    {
      "path": "content/index.md",
      "state": "live",
      "digest": "sha256:abababababababababababababababababababababababababababababababab"
    }
  ],
  "findings": [
    {
      "code": "AC103",
      "name": "missing-description",
      "clause": "1021.4",
      "severity": "block",
      "path": "content/posts/flood.md",
      "line": 1,
      "column": 1,
      "message": "d\\u00e9j\\u00e0 vu",
      "remedy": "Say in one sentence what the page tells."
    }
  ],
  "summary": {
    "at": "2026-11-22T12:00:00-06:00",
    "cleared": false,
    "exit_code": 1,
    "verifiable": true,
    "pages_by_state": {
      "draft": 0,
      "pending": 0,
      "stale": 0,
      "approved": 0,
      "scheduled": 0,
      "live": 1,
      "expired": 0,
      "withdrawn": 0
    },
    "findings_by_severity": {
      "block": 1,
      "hold": 0,
      "note": 0
    },
    "accepted": 0
  }
}
"""


def test_whole() -> None:
    outcome = Outcome(NOON, (page("content/index.md"),), (finding(message="déjà vu"),))
    assert render(outcome, rules=RULES) == GOLDEN


def test_pages_and_findings_are_sorted() -> None:
    report = json.loads(render(MIXED, rules=RULES))
    assert [entry["path"] for entry in report["pages"]] == [
        "content/index.md",
        "content/posts/flood.md",
        "content/posts/later.md",
        "content/posts/own.md",
    ]
    ordered = [NOT_APPROVED, NO_DESCRIPTION, *NAMED_TWICE, ROSTER_NOTE]
    assert report["findings"] == [asdict(found) for found in ordered]


def test_nothing_at_all() -> None:
    report = json.loads(render(Outcome(NOON), rules={}))
    assert (report["pages"], report["findings"], report["summary"]["cleared"]) == ([], [], True)


def test_hostile_text_comes_back_as_it_was_and_prints_as_plain_ascii() -> None:
    report = render(ATTACKED, rules=RULES)
    entry = json.loads(report)["findings"][0]
    assert (entry["message"], entry["path"]) == (HOSTILE, HOSTILE_PATH)
    assert json.loads(report)["pages"] == [
        {"path": HOSTILE_PATH, "state": "stale", "digest": f"sha256:{DIGEST}"}
    ]
    assert report.isascii()
    assert "\x1b" not in report


@given(OUTCOMES)
def test_always_parses(outcome: Outcome) -> None:
    report = json.loads(render(outcome, rules=RULES))
    assert [*report] == ["version", "pages", "findings", "summary"]
    assert len(report["findings"]) == len(outcome.all_findings)
