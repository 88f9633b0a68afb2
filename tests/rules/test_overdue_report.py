from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from tests.rules.builders import NOW, PATH, department

from clearance.rules import overdue_report
from clearance.takedown.report import Cause, Kind, Report

REPORT = Report(
    record="records/report.json",
    id="1" * 64,
    page=PATH,
    digest="2" * 64,
    kind=Kind.PROTECTED_OFFICIAL,
    member="patrol7",
    reported=NOW - timedelta(hours=25),
    due=NOW - timedelta(seconds=1),
)


def ago(minutes: int) -> datetime:
    return NOW - timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("report", "overdue"),
    [
        pytest.param(REPORT, True, id="its time is over"),
        pytest.param(replace(REPORT, due=NOW), False, id="it is due just now"),
        pytest.param(replace(REPORT, removed=ago(5)), False, id="the page is down"),
        pytest.param(replace(REPORT, removed=ago(5), back=True), True, id="the page is up again as it was"),
        pytest.param(
            replace(REPORT, resolved=ago(5), cause=Cause.MISTAKEN_REPORT), False, id="it is resolved"
        ),
    ],
)
def test_overdue(report: Report, overdue: bool) -> None:  # noqa: FBT001 - a case
    assert bool([*overdue_report.check(department(reports=(report,)))]) == overdue


def test_what_it_says_and_that_it_says_nothing_of_what_was_reported() -> None:
    ((path, found),) = overdue_report.check(department(reports=(REPORT,)))
    assert path == "records/report.json"
    due = f"{(NOW - timedelta(seconds=1)).astimezone(department().facts.guidelines.zone):%Y-%m-%d %H:%M}"
    assert found.message == (
        f"{PATH} was reported, and was to be down by {due}; "
        "expected its withdrawal or the report's resolution by a supervisor"
    )
