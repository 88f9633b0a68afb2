"""Open reports, as `clearance status` shows them first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from clearance.model import Outcome
from clearance.report.as_reports import entries
from clearance.report.as_status import render_status
from clearance.takedown.report import Cause, Kind, Report

NOW = datetime(2026, 3, 6, 18, tzinfo=UTC)
ZONE = ZoneInfo("America/Chicago")


def report(number: int, hours: float, **more: object) -> Report:
    made = Report(
        record=f"records/{number}.json",
        id=f"{number}" * 64,
        page=f"content/posts/{number}.md",
        digest="d" * 64,
        kind=Kind.INACCURATE,
        member="patrol7",
        reported=NOW - timedelta(hours=hours),
        due=NOW + timedelta(hours=24 - hours),
    )
    return replace(made, **more)  # type: ignore[arg-type]


FRESH = report(1, 0.25)
DOWN = report(2, 5, removed=NOW - timedelta(hours=4, minutes=56))
LATE = report(3, 80)
BACK = report(4, 23, removed=NOW - timedelta(hours=22), back=True)
CLOSED = report(5, 99, resolved=NOW, cause=Cause.INACCURATE)
ALL = (FRESH, DOWN, LATE, BACK, CLOSED)

TEXT = """\
OVERDUE: content/posts/3.md (inaccurate), 3 days ago by patrol7; due 2026-03-04 04:00 CST; records/3.json
REPORTED: content/posts/4.md (inaccurate), 23 hours ago by patrol7; it was down, \
and is approved again as it was; due 2026-03-06 13:00 CST; records/4.json
REPORTED: content/posts/1.md (inaccurate), 15 minutes ago by patrol7; due 2026-03-07 11:45 CST; records/1.json
REPORTED: content/posts/2.md (inaccurate), 5 hours ago by patrol7; down after 4 minutes; \
waits for its cause: clearance resolve records/2.json

There are no pages yet: content/ holds no Markdown file. `clearance new` starts one.
"""


def test_they_come_first_the_most_urgent_before_all() -> None:
    assert render_status(Outcome(NOW), reports=ALL, zone=ZONE, width=200) == TEXT


def test_without_reports_nothing_is_said() -> None:
    without = render_status(Outcome(NOW), width=200)
    assert render_status(Outcome(NOW), reports=(CLOSED,), zone=ZONE, width=200) == without


def test_for_programs_with_the_clock_from_report_to_removal() -> None:
    told = entries(ALL, NOW)
    assert [each["record"] for each in told] == [f"records/{number}.json" for number in (3, 4, 1, 2)]
    assert told[3] == {
        "record": "records/2.json",
        "page": "content/posts/2.md",
        "kind": "inaccurate",
        "member": "patrol7",
        "reported": "2026-03-06T13:00:00+00:00",
        "due": "2026-03-07T13:00:00+00:00",
        "removed": "2026-03-06T13:04:00+00:00",
        "seconds_to_removal": 240,
        "down": True,
        "overdue": False,
    }
    assert [each["overdue"] for each in told] == [True, False, False, False]
