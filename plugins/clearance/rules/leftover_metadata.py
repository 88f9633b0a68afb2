"""A picture carries metadata that nobody meant to publish.

## What it checks
The metadata of a picture name no camera, software or date, and hold no description, comment,
keywords or data of an application.

## Why it matters
Such metadata seldom harm by themselves, but nobody reads them before they are published, and a
forgotten caption may hold what must not be told (1021.5(b)).

## Remedy
Run `clearance fix` on the file.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.media.values import Trait
from clearance.model import Severity, Violation
from clearance.rules.media_file import MediaFile, listed
from clearance.rules.rule import Facts

CODE = "ME103"
NAME = "leftover-metadata"
CLAUSE = "1021.5(b)"
SEVERITY = Severity.NOTE


def check(file: MediaFile, _facts: Facts, /) -> Iterator[Violation]:
    marks = file.marks(Trait.CAMERA, Trait.DESCRIPTION)
    if marks:
        yield file.violation(f"carries metadata: {listed(marks)}")
