"""A rule of the department has the code of another rule.

## What it checks
The code of each rule in `guidelines/rules/` is neither that of a built-in rule nor that of
another rule there.

## Why it matters
A supervisor accepts an open question by its code (1021.3). Were two rules to share one, an
acceptance of the one would silence the other; so nothing is published.

## Remedy
Give the newer rule a code that no rule has had yet, and have the guidelines adopted again.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.model import Severity, Violation
from clearance.rules.codes import BUILT_IN
from clearance.rules.rule import Department

CODE = "GL104"
NAME = "code-collision"
CLAUSE = "1021.3"
SEVERITY = Severity.BLOCK
INTEGRITY = True


def check(department: Department, /) -> Iterator[tuple[str, Violation]]:
    taken = dict(BUILT_IN)
    for pack in department.facts.guidelines.packs:
        for rule in pack.rules:
            if holder := taken.get(rule.code):
                message = f"the code {rule.code} of {rule.name!r} is already that of {holder!r}"
                yield f"guidelines/rules/{pack.pack}.yml", Violation(message)
            taken.setdefault(rule.code, rule.name)
