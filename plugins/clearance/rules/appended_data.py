"""A file holds more than the picture or document that it shows.

## What it checks
Nothing stands before the beginning or after the end of a picture, a PDF or an Office file.

## Why it matters
Behind a picture's end a telephone leaves a film or a second picture, and an attacker a program: no
viewer shows it, and nobody authorized it (1021.5(g)).

## Remedy
Run `clearance fix` on the file, or save it anew.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.media.values import Trait
from clearance.model import Severity, Violation
from clearance.rules.media_file import MediaFile
from clearance.rules.rule import Facts

CODE = "ME110"
NAME = "appended-data"
CLAUSE = "1021.5(g)"
SEVERITY = Severity.BLOCK


def check(file: MediaFile, _facts: Facts, /) -> Iterator[Violation]:
    if file.marks(Trait.APPENDED_DATA):
        yield file.violation("holds other data before its beginning or after its end")
