"""An incident's page was approved by somebody who did not command the incident.

## What it checks
Who approved these bytes commanded the incident that the page names (`clearance.incident`) at
the instant of the approval, and held the role incident-commander, supervisor or chief that
day. No other supervisor's approval stands in for it. Told only when no other approval counts.

## Why it matters
In active incidents the Public Information Officer compiles what is released, subject to the
approval of the Incident Commander (1021.4.1).

## Remedy
Ask the commander of the incident to read the page and approve it. When somebody else commands
by now, record it first: `clearance incident hand-over`.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.model import Severity, Violation
from clearance.rules.people import why_not_commander
from clearance.rules.rule import Case, Facts
from clearance.rules.standing import faulty

CODE = "IN102"
NAME = "approver-not-commander"
CLAUSE = "1021.4.1"
SEVERITY = Severity.BLOCK


def check(case: Case, facts: Facts, /) -> Iterator[Violation]:
    incident = case.page.incident
    if incident is None or incident not in facts.incidents:
        return  # no-open-incident tells
    for approval in faulty(case, facts):
        if problem := why_not_commander(facts, incident, approval.member, approval.issued):
            place = case.page.place("clearance.incident")
            yield Violation(f"{approval.member!r}, who approved this page, {problem}", place)
