"""No supervisor has approved the page.

## What it checks
At least one approval in `records/` names the page. Whether it is of the present text, and
by the right person, other rules say.

## Why it matters
Content that has not been properly authorized is prohibited from posting (1021.5(g)).

## Remedy
Ask a supervisor who had no part in the page to read it and approve it:
`clearance approve PATH --as MEMBER --key FILE`.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.model import Severity, Violation
from clearance.rules.rule import Case, Facts

CODE = "AP101"
NAME = "missing-approval"
CLAUSE = "1021.5(g)"
SEVERITY = Severity.BLOCK


def check(case: Case, _facts: Facts, /) -> Iterator[Violation]:
    if not case.approvals:
        yield Violation("nobody has approved this page; expected a supervisor's approval of these bytes")
