"""The page or one of its files is not in git as it stands here.

## What it checks
The bytes on disk of the page, and of each file that it shows or links to, are those of the
newest commit.

## Why it matters
The history in git is how public records of what was posted are retained (1021.7). What was
never committed could be published and leave no record.

## Remedy
Commit the file.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.model import Severity, Violation
from clearance.rules import places
from clearance.rules.rule import Case, Facts

CODE = "RT101"
NAME = "uncommitted-bytes"
CLAUSE = "1021.7"
SEVERITY = Severity.BLOCK


def check(case: Case, _facts: Facts, /) -> Iterator[Violation]:
    for path in sorted(case.uncommitted & case.subjects.keys()):
        message = f"`{path}` is not committed as it stands here; commit it, so that it is retained"
        yield Violation(message, places.of_file(case.surface, path))
