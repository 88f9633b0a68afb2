from __future__ import annotations

import json

from tests.evaluate.test_scoring import MIXED

from clearance.evaluate.as_json import render_json
from clearance.evaluate.as_text import render_text
from clearance.evaluate.scoring import evaluate

TEXT = """\
9 posts, 0 of a doubtful label, 1 not scored
violations stopped for the right clause: 2 of 5 (40.0%)
clean posts stopped: 1 of 3 (33.3%)
precision: 50.0%

Clause     violations  found  recall  stopped  rightly  precision
1021.5(b)           5      2   40.0%        3        2      66.7%

Kind  violations  found  recall  stopped  rightly  precision  own rule
dob            1      0    0.0%        0        0          -         0
ssn            4      2   50.0%        2        1      50.0%         1

Difficulty  violations  found  recall  stopped  rightly  precision  clean  stopped   rate
evasive              2      1   50.0%        1        1     100.0%      0        0      -
plain                3      1   33.3%        2        1      50.0%      0        0      -
subtle               0      0       -        1        0       0.0%      3        1  33.3%

Severity  violations  found  recall  stopped  rightly  precision
block              5      1   20.0%        1        1     100.0%
hold               5      1   20.0%        3        1      33.3%
note               5      1   20.0%        2        1      50.0%

Missed: 3
  missed  1021.5(b) ssn (plain)
  elsewhere  1021.5(b) dob (plain); stopped for another clause by PB101
  noted  1021.5(b) ssn (evasive)

Stopped, though clean: 1
  alarmed  subtle: PB101 social-security-number (line 4)
"""


def test_text() -> None:
    assert render_text(evaluate(MIXED)) == TEXT


def test_text_of_nothing_found() -> None:
    assert render_text(evaluate([])).endswith("Missed: none\n\nStopped, though clean: none\n")


def test_json_says_the_same() -> None:
    value = json.loads(render_json(evaluate(MIXED)))
    assert value["version"] == 1
    assert value["total"] == {
        "violations": 5,
        "found": 2,
        "recall": 0.4,
        "stopped": 4,
        "stopped_rightly": 2,
        "precision": 0.5,
        "clean": 3,
        "false_alarms": 1,
        "false_alarm_rate": 0.3333,
    }
    assert value["kinds"]["ssn"]["found_by_its_own_rules"] == 1
    assert value["difficulties"]["subtle"]["recall"] is None
    assert [*value["severities"]] == ["block", "hold", "note"]
    assert [miss["id"] for miss in value["misses"]] == ["missed", "elsewhere", "noted"]
    assert value["false_alarms"] == [
        {
            "id": "alarmed",
            "kinds": [],
            "difficulty": "subtle",
            "rules": [{"code": "PB101", "name": "social-security-number", "line": 4}],
        }
    ]
