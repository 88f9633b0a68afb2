"""A commit to the page carries no signature that verifies.

## What it checks
Every git commit that touched the page or a file that it shows or links to carries an SSH
signature that verifies. Checked only while `equipment` is `signed`.

## Why it matters
Authorized members shall use only department-approved equipment to post, unless their
supervisors specifically authorize them to do otherwise (1021.3). The signature is what shows
which device made the change; without one it may be any.

## Remedy
Switch on signing on the device (`git config commit.gpgsign true`, with the device's SSH
key). History is never rewritten: for what is committed already, either put the text under a new
file name in a signed commit, or a supervisor authorizes it by accepting this code by name.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.guidelines.models import Equipment
from clearance.model import Commit, Severity, Violation
from clearance.rules.rule import Case, Facts

CODE = "AU103"
NAME = "unsigned-commit"
CLAUSE = "1021.3"
SEVERITY = Severity.HOLD


def check(case: Case, facts: Facts, /) -> Iterator[Violation]:
    if facts.guidelines.department.equipment is not Equipment.SIGNED:
        return
    for commit in case.commits:
        if problem := _problem(commit):
            yield Violation(
                f"commit {commit.id[:12]} {problem}; expected the signature of an approved device"
            )


def _problem(commit: Commit) -> str | None:
    if commit.signature is None:
        return "is not signed"
    if commit.signature.problem:
        return f"has a signature that does not count: {commit.signature.problem}"
    return None if commit.signature.fingerprint else "has a signature without a key"
