"""A link has no words at all.

## What it checks
Every link has a text, a picture with an alternative text, or a title, in which there is a word.

## Why it matters
The department informs all of the public (1021.2). A screen reader announces "link" and falls silent, or
spells out the address; nobody who can't see the page knows where it leads. WCAG 2.1, 2.4.4 and 4.1.2
require a name, and so does ADA Title II (28 CFR 35.200).

## Remedy
Say between the square brackets where the link leads: `[Map of the snow routes](snow-routes.md)`.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.model import Severity, Violation
from clearance.rules.rule import Case, Facts

CODE = "AX102"
NAME = "nameless-link"
CLAUSE = "1021.2"
SEVERITY = Severity.BLOCK


def check(case: Case, _facts: Facts, /) -> Iterator[Violation]:
    for link in case.surface.links:
        if not link.name:
            yield Violation("this link has no words; expected words that say where it leads", link.place)
