"""A record was changed or deleted, and put back as it was.

## What it checks
The history in git, for every file that was ever under `records/`: whether it has the bytes
with which it was first committed, though it had not at some time between.

## Why it matters
Nothing is lost (1021.7), but somebody meddled with what must never change. History keeps
showing it, and so does this note.

## Remedy
Find out who did it and why, and keep whoever can do it again from writing to `records/`.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.model import Severity, Violation
from clearance.rules.rule import Department

CODE = "RC103"
NAME = "restored-record"
CLAUSE = "1021.7"
SEVERITY = Severity.NOTE
INTEGRITY = False


def check(department: Department, /) -> Iterator[tuple[str, Violation]]:
    for path, happened in department.history.restored_records:
        yield path, Violation(f"{happened}, and was put back as it was")
