"""A file could not be read, so that nobody knows what it holds.

## What it checks
Every file that the page shows or links to can be read to its end: it is not cut off, broken or locked
with a password, not of an unknown kind, and does not unpack to far more than it takes.

## Why it matters
What can't be read can't be judged, and what was not judged is not authorized (1021.5(g)).

## Remedy
Save the file anew in a usual format: JPEG or PNG for a picture, PDF for a document.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.media.values import Unread
from clearance.model import Severity, Violation
from clearance.rules.media_file import MediaFile
from clearance.rules.rule import Facts

CODE = "ME108"
NAME = "unreadable-media"
CLAUSE = "1021.5(g)"
SEVERITY = Severity.BLOCK


def check(file: MediaFile, _facts: Facts, /) -> Iterator[Violation]:
    if isinstance(file.examined, Unread):
        yield file.violation(f"can't be read: {file.examined.message}")
