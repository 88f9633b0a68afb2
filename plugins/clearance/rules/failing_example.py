"""A rule of the department does not do what its own examples say.

## What it checks
Every rule in `guidelines/rules/` flags each of its examples under `flag`, and lets each one
under `pass` go.

## Why it matters
The examples show what the chief meant by the rule (1021.3). A rule that fails them lets
prohibited content through, or stops what may be said.

## Remedy
Correct the rule's words or patterns, or the example, and have the guidelines adopted again.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.guidelines.matching import check_examples
from clearance.model import Severity, Violation
from clearance.rules.rule import Department

CODE = "GL103"
NAME = "failing-example"
CLAUSE = "1021.3"
SEVERITY = Severity.BLOCK
INTEGRITY = False


def check(department: Department, /) -> Iterator[tuple[str, Violation]]:
    for pack, message in check_examples(department.facts.guidelines.packs):
        yield f"guidelines/rules/{pack}.yml", Violation(message)
