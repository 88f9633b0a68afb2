"""A member or a key that stood in the roster is gone from it.

## What it checks
Every member id, and every key of a device, that any committed roster had is in today's
roster too.

## Why it matters
The roster tells who was authorized when (1021.3), and old approvals are judged by it.
Entries are closed, never deleted. While one is missing no verdict can be trusted, so nothing
is published.

## Remedy
Put the entry back as the commit that the message names had it, and close it with `until`, or
a key with `revoked`.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.model import Severity, Violation
from clearance.rules.rule import Department

CODE = "GL102"
NAME = "deleted-roster-entry"
CLAUSE = "1021.3"
SEVERITY = Severity.BLOCK
INTEGRITY = True

_ROSTER = "guidelines/roster.yml"


def check(department: Department, /) -> Iterator[tuple[str, Violation]]:
    guidelines = department.facts.guidelines
    for entry, commit in sorted(department.history.former_members.items()):
        if guidelines.member(entry) is None and guidelines.device(entry) is None:
            what = "key" if entry.startswith("SHA256:") else "member"
            message = f"the {what} {entry!r} is gone; commit {commit[:12]} had it last"
            yield _ROSTER, Violation(f"{message}; expected a closed entry")
