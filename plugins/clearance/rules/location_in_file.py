"""A picture or document tells where it was made.

## What it checks
The metadata of every file that the page shows or links to, and of the photographs inside PDFs and
Office files, hold no GPS position and no name of a place.

## Why it matters
A photograph's position is exact to a few steps: it can lead anyone to the home of a victim, a
witness or an officer, although the picture shows none of it (1021.5(b)).

## Remedy
Run `clearance fix` on the file: it takes the position out and leaves the picture as it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.media.values import Trait
from clearance.model import Severity, Violation
from clearance.rules.media_file import MediaFile, listed
from clearance.rules.rule import Facts

CODE = "ME101"
NAME = "location-in-file"
CLAUSE = "1021.5(b)"
SEVERITY = Severity.BLOCK


def check(file: MediaFile, _facts: Facts, /) -> Iterator[Violation]:
    marks = file.marks(Trait.LOCATION)
    if marks:
        yield file.violation(f"tells in its metadata where it was made: {listed(marks)}")
