"""A PDF lacks what a screen reader needs to read it well.

## What it checks
A PDF has a title and a language, and its headings, lists and tables are tagged as such (ISO 14289-1).
Where some of its pages hold text, all do. Whether the tags are good can't be told by a program, and
whether the page says the same in words neither.

## Why it matters
The department informs all of the public (1021.2). Without tags a screen reader guesses the order of
columns and cells, without a language it reads Spanish as English, without a title it announces the name of
a file; WCAG 2.1, 1.3.1, 2.4.2 and 3.1.1. ADA Title II asks for that in documents, too (28 CFR 35.200), save
for some older ones (35.201(b)). Whether this is one, or whether the page tells all that it says, is for a
person to judge: so a supervisor may accept the document as it is.

## Remedy
Set title and language in the program that the document was written in, and export it as an accessible
("tagged", "PDF/UA") PDF. Or say all of it on the page as well, and let a supervisor accept this code.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.media.values import Aid, Media
from clearance.model import Severity, Violation
from clearance.rules.media_file import MediaFile, silent_pages
from clearance.rules.rule import Facts

CODE = "AX106"
NAME = "unstructured-document"
CLAUSE = "1021.2"
SEVERITY = Severity.HOLD

_WORDS = {Aid.TITLE: "title", Aid.LANGUAGE: "language", Aid.TAGS: "tags"}


def check(file: MediaFile, _facts: Facts, /) -> Iterator[Violation]:
    silent, pages = silent_pages(file)
    if not isinstance(file.examined, Media) or len(silent) == pages:
        return
    lacking = [words for aid, words in _WORDS.items() if aid not in file.examined.aids]
    if lacking:
        yield file.violation(f"has no {' and no '.join(lacking)} for screen readers")
    if silent:
        yield file.violation(f"has pages without text that a screen reader could read: {_numbers(silent)}")


def _numbers(pages: tuple[int, ...], most: int = 4) -> str:
    shown = ", ".join(map(str, pages[:most]))
    return shown + (f" and {len(pages) - most} more" if len(pages) > most else "")
