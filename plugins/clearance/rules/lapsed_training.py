"""An author's training is missing or has lapsed.

## What it checks
Each author in the roster is trained in every topic of `guidelines/training.yml`, and no
topic has lapsed, at the time of the newest approval of the present bytes, or now when there
is none.

## Why it matters
Authorized members should receive training on legal issues, privacy, civil rights,
dissemination and retention of what is posted (1021.8).

## Remedy
Complete the topics named and have the dates entered in `guidelines/training.yml`; until
then another authorized member can post.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.model import Severity, Violation
from clearance.rules import places
from clearance.rules.rule import Case, Facts

CODE = "TR101"
NAME = "lapsed-training"
CLAUSE = "1021.8"
SEVERITY = Severity.BLOCK


def check(case: Case, facts: Facts, /) -> Iterator[Violation]:
    for index, author in enumerate(case.page.authors):
        if facts.guidelines.member(author) is None:
            continue  # unauthorized-author tells
        if gaps := facts.guidelines.training_gaps(author, case.moment):
            message = f"the author {author!r} needs training in {', '.join(gaps)}"
            yield Violation(message, places.of_item(case.page, "authors", index))
