"""The page belongs to an incident that nobody opened, or that is closed.

## What it checks
The incident that the page names (`clearance.incident`) was opened by a supervisor's record.
While no approval of the page counts, the incident is also still open: nobody commands a closed
one, so that nobody could approve the page.

## Why it matters
What is said about an active incident is subject to the approval of its commander (1021.4.1).
Without a record there is none.

## Remedy
Correct the number. For an incident that was not opened yet: `clearance incident open`. What is
to be said after the closure goes out as a notice of its own, without `clearance.incident`, or
under a new incident.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.model import Severity, Violation
from clearance.nearest import did_you_mean
from clearance.rules.rule import Case, Facts
from clearance.rules.standing import counting_approval

CODE = "IN103"
NAME = "no-open-incident"
CLAUSE = "1021.4.1"
SEVERITY = Severity.BLOCK


def check(case: Case, facts: Facts, /) -> Iterator[Violation]:
    number = case.page.incident
    if number is None:
        return
    place, incident = case.page.place("clearance.incident"), facts.incidents.get(number)
    if incident is None:
        hint = did_you_mean(number, facts.incidents)
        yield Violation(f"nobody opened an incident {number!r}{hint}", place)
    elif not incident.is_open(facts.now) and counting_approval(case, facts) is None:
        yield Violation(f"incident {number} is closed, so that nobody commands it any more", place)
