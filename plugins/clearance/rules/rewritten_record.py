"""A record was changed or deleted after it was written.

## What it checks
The history in git, for every file that was ever under `records/`: once written, it stays as
it was. One that was changed or deleted, and then put back byte for byte, is told as a note
(restored-record).

## Why it matters
Public records of what was posted and approved must be retained (1021.7). When one was
tampered with, no other can be relied on until it is known why; so nothing is published.

## Remedy
Restore the file as it was first committed, and tell the custodian of records.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.model import Severity, Violation
from clearance.rules.rule import Department

CODE = "RC102"
NAME = "rewritten-record"
CLAUSE = "1021.7"
SEVERITY = Severity.BLOCK
INTEGRITY = True


def check(department: Department, /) -> Iterator[tuple[str, Violation]]:
    for path, happened in department.history.rewritten_records:
        yield path, Violation(f"{happened}; expected the record as it was first written")
