"""The page was approved by somebody who may not approve.

## What it checks
Who approved these bytes had an open entry in the roster, with a supervisor or chief role, on
the day of the approval. Told only when no other approval counts. Who approves for an
incident is another matter (IN102).

## Why it matters
Content that has not been properly authorized by the policy or a supervisor is prohibited
from posting (1021.5(g)).

## Remedy
Ask a supervisor to read the page and approve it.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.model import Severity, Violation
from clearance.rules.people import why_not_supervisor
from clearance.rules.rule import Case, Facts
from clearance.rules.standing import faulty

CODE = "AP104"
NAME = "approver-without-role"
CLAUSE = "1021.5(g)"
SEVERITY = Severity.BLOCK


def check(case: Case, facts: Facts, /) -> Iterator[Violation]:
    if case.page.incident is not None:
        return  # approver-not-commander tells
    for approval in faulty(case, facts):
        if problem := why_not_supervisor(facts.guidelines, approval.member, approval.issued):
            yield Violation(f"{approval.member!r}, who approved this page, {problem}")
