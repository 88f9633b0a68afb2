"""No supervisor has approved the page.

## What it checks
At least one approval in `records/` names the page. Whether it is of the present text, and
by the right person, other rules say.

## Why it matters
Content that has not been properly authorized is prohibited from posting (1021.5(g)).

## Remedy
Ask a supervisor who had no part in the page to read it and approve it; of an update on an incident, ask the
incident's commander: `clearance approve PATH --as MEMBER --key FILE`.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.model import Severity, Violation
from clearance.rules.rule import Case, Facts

CODE = "AP101"
NAME = "missing-approval"
CLAUSE = "1021.5(g)"
SEVERITY = Severity.BLOCK


def check(case: Case, facts: Facts, /) -> Iterator[Violation]:
    if not case.approvals:
        yield Violation(f"nobody has approved this page; expected {_whose(case, facts)}")


def _whose(case: Case, facts: Facts) -> str:
    incident = facts.incidents.get(case.page.incident or "")
    if incident is None:
        return "a supervisor's approval of these bytes"
    return f"the approval of these bytes by {incident.commander}, who commands incident {incident.id}"
