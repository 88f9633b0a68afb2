"""An erasure was ordered, and has not been carried out.

## What it checks
Each signed order of a custodian that content goes out of the history (`clearance records erase`), whether the
chief has confirmed it, and whether it was carried out.

## Why it matters
A court or a statute ordered it, most often by a day. Until every step is done the bytes are in every clone
and on the forge, and can be asked for (1021.7; 50 ILCS 205/7).

## Remedy
The chief looks at it and confirms it (`clearance records erase confirm RECORD`), and then one of the two
carries it out (`clearance records erase carry-out RECORD`). Nothing is held back meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.model import Severity, Violation
from clearance.rules.rule import Department

CODE = "RT103"
NAME = "unfinished-erasure"
CLAUSE = "1021.7"
SEVERITY = Severity.NOTE
INTEGRITY = False


def check(department: Department, /) -> Iterator[tuple[str, Violation]]:
    guidelines = department.facts.guidelines
    for one in department.erasures:
        if one.done is None:
            waits = "to be carried out" if one.confirmed_by else "for the chief to confirm it"
            day = guidelines.day(one.ordered)
            yield one.record, Violation(f"the erasure that {one.member} ordered on {day} waits {waits}")
