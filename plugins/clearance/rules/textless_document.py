"""A PDF is only pictures of its pages.

## What it checks
At least one page of a PDF holds text that programs can read: written text, or the text that was recognised
in a scan. A PDF without any is a stack of pictures.

## Why it matters
The department informs all of the public (1021.2). To a screen reader such a document is empty, and nobody
can search it or enlarge its letters. WCAG 2.1, 1.1.1 requires a text in place of what is only seen, and so
does ADA Title II, for documents too (28 CFR 35.200); a text beside it may stand in only where nothing can
be done about the document itself (35.202). Something can: so no approval lifts this.

## Remedy
Make the PDF from the program that the document was written in, or let a scanner or PDF program recognise
its text (OCR) and read that over. Or write on the page what it says, and leave the PDF out.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.model import Severity, Violation
from clearance.rules.media_file import MediaFile, silent_pages
from clearance.rules.rule import Facts

CODE = "AX105"
NAME = "textless-document"
CLAUSE = "1021.2"
SEVERITY = Severity.BLOCK


def check(file: MediaFile, _facts: Facts, /) -> Iterator[Violation]:
    silent, pages = silent_pages(file)
    if pages and len(silent) == pages:
        number = "its only page" if pages == 1 else f"none of its {pages:,} pages"
        problem = f"{number} holds no text" if pages == 1 else f"{number} holds any text"
        yield file.violation(f"is made of pictures: {problem} that a screen reader could read")
