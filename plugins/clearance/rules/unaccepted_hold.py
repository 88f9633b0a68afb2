"""The approval leaves an open question of the page unanswered.

## What it checks
The approval of these bytes accepts, by code, every finding of severity `hold`. Told only
when no other approval counts.

## Why it matters
Content that does not strictly conform to the guidelines should be approved by a supervisor
prior to posting (1021.3). Accepting the code by name shows that the supervisor saw the
question.

## Remedy
A supervisor looks at each open question and, when the page may go out as it is, approves it
again and accepts the codes: `clearance approve PATH --accept CODE`. Otherwise mend the page.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.model import Severity, Violation
from clearance.rules.rule import Case, Facts
from clearance.rules.standing import faulty, unaccepted

CODE = "AP105"
NAME = "unaccepted-hold"
CLAUSE = "1021.3"
SEVERITY = Severity.BLOCK


def check(case: Case, facts: Facts, /) -> Iterator[Violation]:
    for approval in faulty(case, facts):
        if codes := unaccepted(case, approval):
            day = facts.guidelines.day(approval.issued)
            message = f"{approval.member!r} approved this page on {day} without accepting "
            yield Violation(message + ", ".join(codes))
