"""An open incident has had no approved update for too long.

## What it checks
Of each open incident, when the newest update that the public can read was approved, or else
when the incident was opened. It is silent when that is longer ago than
`silent_incident_minutes` in `guidelines/monitoring.yml`.

## Why it matters
In active incidents speed, accuracy and frequent updates are paramount (1021.4.1). Who hears
nothing turns to rumors, or believes that the danger is over.

## Remedy
Publish an update, even one that says that nothing has changed and when the next one comes
(`clearance incident update`); or close the incident (`clearance incident close`). Nothing is held
back meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from clearance.incidents.incident import Incident
from clearance.model import Page, Severity, Violation
from clearance.rules.rule import Department

CODE = "IN101"
NAME = "silent-incident"
CLAUSE = "1021.4.1"
SEVERITY = Severity.NOTE
INTEGRITY = False


def check(department: Department, /) -> Iterator[tuple[str, Violation]]:
    now = department.facts.now
    allowed = department.facts.guidelines.monitoring.silent_incident_minutes
    for incident in department.facts.incidents.values():
        since = max((incident.opened, *_approved(department, incident)))
        if incident.is_open(now) and now - since > timedelta(minutes=allowed):
            minutes = int((now - since).total_seconds() // 60)
            message = (
                f"incident {incident.id} ({incident.title}) is open, and silent for {minutes} minutes; "
                f"expected an approved update every {allowed}, or its closure by {incident.commander}"
            )
            yield incident.record, Violation(message)


def _approved(department: Department, incident: Incident) -> Iterator[datetime]:
    for judged in department.pages:
        if isinstance(judged.page, Page) and judged.page.incident == incident.id and judged.published:
            assert judged.approval is not None  # noqa: S101 - nothing is published without one
            yield judged.approval.issued
