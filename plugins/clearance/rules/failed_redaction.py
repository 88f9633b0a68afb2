"""A text in a PDF is covered, but still there.

## What it checks
Each page of a PDF is drawn with and without its text. A text that something lies over, so that it
can't be seen, is still there for anyone who selects it. So is a text that is only marked for
redaction. Labels such as REDACTED, and the numbers of exemptions, may stand under a box.

## Why it matters
A black box that was drawn over a text takes nothing away: the name, the number or the address is
published (1021.5(b)).

## Remedy
Redact the document again with a tool that removes the text, or cover it, print it and scan the print.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.media.values import Trait
from clearance.model import Severity, Violation
from clearance.rules.media_file import MediaFile, listed
from clearance.rules.rule import Facts

CODE = "ME104"
NAME = "failed-redaction"
CLAUSE = "1021.5(b)"
SEVERITY = Severity.BLOCK


def check(file: MediaFile, _facts: Facts, /) -> Iterator[Violation]:
    covered = file.marks(Trait.COVERED_TEXT)
    if covered:
        yield file.violation(f"has text under a cover that anyone can still read: {listed(covered)}")
    pending = file.marks(Trait.PENDING_REDACTION)
    if pending:
        yield file.violation(f"has text that is marked for redaction, but not removed: {listed(pending)}")
