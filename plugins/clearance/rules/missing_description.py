"""The page has no description.

## What it checks
`description` of every post and page holds some text.

## Why it matters
The lists, the feed, search results and shared links show the description in the page's
place. Without one they show whatever comes first, which nobody chose for release (1021.4).

## Remedy
Say in one or two sentences under `description` what the page tells the public.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.model import Severity, Violation
from clearance.rules.rule import Case, Facts

CODE = "AC103"
NAME = "missing-description"
CLAUSE = "1021.4"
SEVERITY = Severity.BLOCK


def check(case: Case, _facts: Facts, /) -> Iterator[Violation]:
    if not case.page.description.strip():
        message = "the page has no description; expected one or two sentences under `description`"
        yield Violation(message, case.page.place("description"))
