"""The page, or one of its files, has bytes that were erased by lawful order.

## What it checks
No file of the page has the digest of a version that a court or a statute ordered out of the history, and
whose erasure two persons have signed.

## Why it matters
Somebody kept a copy and has brought it back, most often from an old clone. It must not be published again,
whoever approved it once (1021.7); and the clone should be looked for, since it holds all that was erased.

## Remedy
Take the file out of this change, and delete the copy that it came from. If the order was lifted, a new text
is written and approved.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.model import Severity, Violation
from clearance.rules import places
from clearance.rules.rule import Case, Facts

CODE = "RT102"
NAME = "returned-content"
CLAUSE = "1021.7"
SEVERITY = Severity.BLOCK


def check(case: Case, facts: Facts, /) -> Iterator[Violation]:
    for path, digest in sorted(case.subjects.items()):
        if digest in facts.erased:
            message = f"`{path}` has the bytes that were erased by lawful order; take it out again"
            yield Violation(message, places.of_file(case.surface, path))
