"""Two pages carry the same id of a case.

## What it checks
No `clearance.case` stands in two pages under `content/`.

## Why it matters
The source of each page is public. Whoever finds one id in two of them learns that they are of one case, and
so perhaps whom one of them leaves out (1021.5(b)). Ids made one by one for the same case are never alike.

## Remedy
Make an id for each post with `clearance case`, and have the post that took another's approved anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from clearance.model import Page, Severity, Violation
from clearance.rules.rule import Department

CODE = "TD102"
NAME = "shared-case-id"
CLAUSE = "1021.5(b)"
SEVERITY = Severity.NOTE
INTEGRITY = False
KEY = "clearance.case"


def check(department: Department, /) -> Iterator[tuple[str, Violation]]:
    by_id: dict[str, list[Page]] = defaultdict(list)
    for judged in department.pages:
        if isinstance(judged.page, Page) and judged.page.case:
            by_id[judged.page.case].append(judged.page)
    for pages in by_id.values():
        first, *others = sorted(pages, key=lambda page: page.path)
        for page in others:
            message = f"has the id of a case that {first.path} has too; expected one of its own"
            yield page.path, Violation(message, page.place(KEY))
