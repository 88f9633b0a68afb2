"""A post is not in one of the authorized categories.

## What it checks
Every post has at least one category, and each category of a page is in the closed list of
`guidelines/categories.yml`.

## Why it matters
Only content that is appropriate for public release, supports the department mission and
conforms to department policies may be posted; 1021.4 lists the examples (a) to (h).

## Remedy
Set `categories` to the one in the list that the post belongs to. When there is none, the
chief decides whether such content may be posted, and adds the category to
`guidelines/categories.yml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.model import Severity, Violation
from clearance.nearest import did_you_mean
from clearance.rules import places
from clearance.rules.rule import Case, Facts

CODE = "AC101"
NAME = "unauthorized-category"
CLAUSE = "1021.4"
SEVERITY = Severity.BLOCK


def check(case: Case, facts: Facts, /) -> Iterator[Violation]:
    page = case.page
    known = [category.id for category in facts.guidelines.categories.categories]
    if page.is_post and not page.categories:
        message = f"the post has no category; expected one of {', '.join(known)}"
        yield Violation(message, page.place("categories"))
    for index, category in enumerate(page.categories):
        if category not in known:
            hint = did_you_mean(category, known) or f"; expected one of {', '.join(known)}"
            message = f"the category {category!r} is not in the list{hint}"
            yield Violation(message, places.of_item(page, "categories", index))
