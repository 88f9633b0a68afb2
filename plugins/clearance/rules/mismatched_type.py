"""A file is not what its name says.

## What it checks
The bytes of every file that the page shows or links to are of the kind that the ending of its name
promises.

## Why it matters
Browsers, readers and the people who approve go by the name. A file that is something else passes
under a wrong flag, and nobody authorized what it is (1021.5(g)).

## Remedy
Give the file the ending of what it is, or save it as what its name says.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.media.values import Trait
from clearance.model import Severity, Violation
from clearance.rules.media_file import MediaFile
from clearance.rules.rule import Facts

CODE = "ME109"
NAME = "mismatched-type"
CLAUSE = "1021.5(g)"
SEVERITY = Severity.BLOCK


def check(file: MediaFile, _facts: Facts, /) -> Iterator[Violation]:
    for mark in file.marks(Trait.WRONG_NAME):
        yield file.violation(f"is {mark.where} by its contents, which is not what its name says")
