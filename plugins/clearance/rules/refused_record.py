"""A file among the records does not count.

## What it checks
Every file under `records/` is a statement of a known kind with a signature that verifies, by
a key that was valid then, of somebody who may sign such a statement. A file that a supervisor
has looked into and settled with `clearance resolve` is not told again.

## Why it matters
Records of what was authorized must be retained, and be what they say (1021.7). One that
does not count lets nothing out; it may be damaged, misplaced or forged.

## Remedy
Find out how the file came there. When it was damaged, restore it from git; when it was
issued wrongly, or its key was revoked, issue a right one. Do not delete it: a supervisor
records what became of it with `clearance resolve FILE --reason …`.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.model import Severity, Violation
from clearance.rules.rule import Department

CODE = "RC101"
NAME = "refused-record"
CLAUSE = "1021.7"
SEVERITY = Severity.BLOCK
INTEGRITY = False


def check(department: Department, /) -> Iterator[tuple[str, Violation]]:
    for refusal in department.ledger.refusals:
        yield refusal.path, Violation(f"this record does not count: {refusal.reason}")
