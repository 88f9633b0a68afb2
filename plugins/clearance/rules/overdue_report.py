"""A reported page is neither down nor the report resolved, and its time is over.

## What it checks
Of each report by a member (`clearance report`), whether a supervisor has taken the page down since, or
resolved the report, before it was due: `report_hours` in `guidelines/monitoring.yml` after it was signed;
for a protected official's written request, `protected_official_business_days` after it was received. A page
that was approved again as it was reported is up again.

## Why it matters
A supervisor ensures the removal of what was reported, and investigates the cause (1021.5). Government
agencies must remove a judge's or another protected official's personal information within 5 business
days of a written request (705 ILCS 90/2-1(a), 5 ILCS 347/15(a)).

## Remedy
Take the page down (`clearance withdraw`), then tell the cause (`clearance resolve`). When the page is right,
or was corrected, it is enough to resolve the report. Nothing is held back meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.model import Severity, Violation
from clearance.rules.rule import Department

CODE = "TD101"
NAME = "overdue-report"
CLAUSE = "1021.5"
SEVERITY = Severity.NOTE
INTEGRITY = False


def check(department: Department, /) -> Iterator[tuple[str, Violation]]:
    now = department.facts.now
    zone = department.facts.guidelines.zone
    for report in department.reports:
        if report.is_overdue(now):
            due = f"{report.due.astimezone(zone):%Y-%m-%d %H:%M}"
            message = (
                f"{report.page} was reported, and was to be down by {due}; "
                "expected its withdrawal or the report's resolution by a supervisor"
            )
            yield report.record, Violation(message)
