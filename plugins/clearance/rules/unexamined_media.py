"""A film or recording has to be watched or heard by a person.

## What it checks
Films and sound recordings are not looked into: their pictures, words and metadata go unread.

## Why it matters
A face, a plate or a name in a film is published as much as one in a text; only a person can see it
and authorize it (1021.5(g)).

## Remedy
Let a supervisor watch or hear all of it, and accept this code; take out the recording's metadata first.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.media.values import Trait
from clearance.model import Severity, Violation
from clearance.rules.media_file import MediaFile
from clearance.rules.rule import Facts

CODE = "ME111"
NAME = "unexamined-media"
CLAUSE = "1021.5(g)"
SEVERITY = Severity.HOLD


def check(file: MediaFile, _facts: Facts, /) -> Iterator[Violation]:
    for mark in file.marks(Trait.NOT_EXAMINED):
        yield file.violation(f"is a recording ({mark.where}), which a person must watch or hear to its end")
