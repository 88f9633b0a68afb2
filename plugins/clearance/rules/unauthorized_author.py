"""A post names no author, or one who was not authorized to post.

## What it checks
Every post names at least one author, by member id. Each author of a page stands in the
roster, with an open entry and an author or PIO role, at the time of the newest approval of
its present bytes, or now when there is none.

## Why it matters
Only members authorized by the Chief of Police or the authorized designee may use social
media on behalf of the Department, and the website is social media (1021.3, 1021.1.1).

## Remedy
Name the authorized member who wrote the post under `authors`. A member who may not post
asks through the chain of command, and an authorized member posts for them; or the chief
adds the role to `guidelines/roster.yml` and adopts it.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.model import Severity, Violation
from clearance.rules import places
from clearance.rules.people import why_not_author
from clearance.rules.rule import Case, Facts

CODE = "AU101"
NAME = "unauthorized-author"
CLAUSE = "1021.3"
SEVERITY = Severity.BLOCK


def check(case: Case, facts: Facts, /) -> Iterator[Violation]:
    page = case.page
    if page.is_post and not page.authors:
        message = "the post names no author; expected `authors` with the id of an authorized member"
        yield Violation(message, page.place("authors"))
    for index, author in enumerate(page.authors):
        if problem := why_not_author(facts.guidelines, author, case.moment):
            yield Violation(f"the author {author!r} {problem}", places.of_item(page, "authors", index))
