"""The page was approved by somebody who had a part in it.

## What it checks
Who approved these bytes is not an author of the page, did not ask for it, and wrote or
committed no change to it or to its files. Told only when no other approval counts. Commits
are left out while `equipment` is `unverified`.

## Why it matters
An approval means that a second person, a supervisor, has read what goes out (1021.3,
1021.5(g)). Nobody's own approval is that.

## Remedy
Ask a supervisor who had no part in the page to read it and approve it.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.model import Severity, Violation
from clearance.rules.rule import Case, Facts
from clearance.rules.standing import faulty, own_part

CODE = "AP103"
NAME = "self-approval"
CLAUSE = "1021.5(g)"
SEVERITY = Severity.BLOCK


def check(case: Case, facts: Facts, /) -> Iterator[Violation]:
    for approval in faulty(case, facts):
        if part := own_part(case, facts, approval.member):
            day = facts.guidelines.day(approval.issued)
            message = f"{approval.member!r} approved this page on {day}, but {part}; expected somebody else"
            yield Violation(message)
