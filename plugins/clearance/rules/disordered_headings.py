"""A heading skips a level, or the page has more than one title.

## What it checks
The headings of a page go down one level at a time: `##` is followed by `##` or `###`, not by `####`.
There is one heading of the first level at most (`#`), and none stands before it. A page without one
begins with `##`, because the site shows its title as the first.

## Why it matters
The department informs all of the public (1021.2). Who can't see the page hears its headings as a table
of contents and jumps from one to the next; a level that is missing sounds like a part that is missing.
WCAG 2.1, 1.3.1 asks that the structure which is seen can also be read, and ADA Title II asks for that
(28 CFR 35.200). The text itself stays within reach, so a supervisor may accept the page as it is.

## Remedy
Give the heading as many `#` as its place in the page asks for, one more than the heading it belongs to;
for large type that is no heading use `**bold**`.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.model import Severity, Violation
from clearance.rules.rule import Case, Facts

CODE = "AX101"
NAME = "disordered-headings"
CLAUSE = "1021.2"
SEVERITY = Severity.HOLD

_LEVELS = {f"h{level}": level for level in range(1, 7)}


def check(case: Case, _facts: Facts, /) -> Iterator[Violation]:
    headings = [
        (level, element.place) for element in case.surface.elements if (level := _LEVELS.get(element.tag))
    ]
    levels = [level for level, _ in headings]
    title = levels.index(1) if 1 in levels else -1
    previous = 0 if title > 0 else 1
    for number, (level, place) in enumerate(headings):
        if level == 1 and number > title:
            yield Violation("this is a second title of the page; expected `##` or deeper", place)
        elif level > previous + 1:
            yield Violation(_skipped(level, previous), place)
        previous = level


def _skipped(level: int, previous: int) -> str:
    if not previous:
        return "this heading stands before the page's title; expected the title, with one `#`, first"
    above = "the page's title" if previous == 1 else f"a heading of level {previous}"
    return (
        f"this heading of level {level} follows {above}; "
        f"expected level {previous + 1} at most (`{'#' * (previous + 1)}`)"
    )
