"""An earlier version of the document can be recovered from it.

## What it checks
A PDF was not changed by appending, so that its earlier text or pages are still in it, and holds no
page that was taken out. An Office file has no tracked deletions.

## Why it matters
What was deleted or redacted before publication is what must not be known: it can be brought back
with one command (1021.5(b)).

## Remedy
Run `clearance fix` on a PDF: it saves it anew, without what came before. In an Office file, accept
all changes and save it.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.media.values import Trait
from clearance.model import Severity, Violation
from clearance.rules.media_file import MediaFile, listed
from clearance.rules.rule import Facts

CODE = "ME106"
NAME = "earlier-revision"
CLAUSE = "1021.5(b)"
SEVERITY = Severity.BLOCK


def check(file: MediaFile, _facts: Facts, /) -> Iterator[Violation]:
    marks = file.marks(Trait.EARLIER_REVISION)
    if marks:
        yield file.violation(f"still holds what it said before it was changed: {listed(marks)}")
