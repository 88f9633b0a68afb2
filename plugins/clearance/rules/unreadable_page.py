"""The page could not be read.

## What it checks
Every Markdown file under `content/` is UTF-8 text with a front matter between two lines of
`---`, whose keys and values are all known, of the right type, and there only once.

## Why it matters
What can't be read can't be judged, and what was not judged is not authorized (1021.5(g)).
MkDocs itself would publish such a file, and print its faulty front matter as text.

## Remedy
Mend the line that the message names.
"""

from __future__ import annotations

from clearance.model import Severity, Unreadable, Violation

CODE = "FM101"
NAME = "unreadable-page"
CLAUSE = "1021.5(g)"
SEVERITY = Severity.BLOCK


def violation(unreadable: Unreadable) -> Violation:
    """The one violation of a page that no other rule can look at."""
    return Violation(unreadable.message, unreadable.place)
