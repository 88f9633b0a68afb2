"""The appointed reviewer has not completed a review, and its month is over.

## What it checks
For each month of `quarterly` and `annual` in `guidelines/monitoring.yml` that is over since the department
was founded, whether a review of what came before it was completed (`clearance review`) and signed by who
was the appointed reviewer that day. Only the newest one is told: a later review covers what an earlier one
missed.

## Why it matters
The supervisor whom the chief appoints reviews the use of social media at least annually and reports on it,
and reviews it quarterly for posted prohibited content, to remove it upon discovery (1021.6).

## Remedy
The reviewer works through `clearance review quarterly --output FILE`, or reads the report of
`clearance review annual --output DIR`, and signs it with `--complete`. When the reviewer is away, the chief
appoints another one. Nothing is held back meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.model import Severity, Violation
from clearance.reviews.folding import overdue
from clearance.rules.rule import Department

CODE = "MN101"
NAME = "overdue-review"
CLAUSE = "1021.6"
SEVERITY = Severity.NOTE
INTEGRITY = False

_PATH = "guidelines/monitoring.yml"


def check(department: Department, /) -> Iterator[tuple[str, Violation]]:
    if department.founded is None:
        return
    guidelines = department.facts.guidelines
    day = guidelines.day(department.facts.now)
    founded = guidelines.day(department.founded)
    for late in overdue(department.reviews, guidelines, founded=founded, day=day):
        period = late.period
        before = f", and {late.missed} before it" if late.missed else ""
        message = (
            f"the {period.kind} review {period.name} was due by {period.due}{before}; "
            f"expected its record by {guidelines.monitoring.reviewer}"
        )
        yield _PATH, Violation(message)
