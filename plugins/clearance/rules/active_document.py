"""A file can do something by itself, or has another file inside.

## What it checks
No file has scripts, macros, automatic actions, forms that send, attached or embedded files, locked
parts, or parts that are fetched from elsewhere when it is opened. No file is of a kind that a browser
runs or draws as a page (HTML, SVG, JavaScript, style sheets).

## Why it matters
Such a file can attack those who trust the department, tell a stranger who opens it and when, and
carry along what nobody has looked at (1021.5(e)).

## Remedy
Save the document as a plain PDF without attachments, and a drawing as PNG.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.media.values import Trait
from clearance.model import Severity, Violation
from clearance.rules.media_file import MediaFile, listed
from clearance.rules.rule import Facts

CODE = "ME107"
NAME = "active-document"
CLAUSE = "1021.5(e)"
SEVERITY = Severity.BLOCK

_WORDS = (
    (Trait.SCRIPT, "can do something by itself"),
    (Trait.ATTACHMENT, "has another file inside"),
    (Trait.REMOTE_PART, "fetches something when it is opened"),
)


def check(file: MediaFile, _facts: Facts, /) -> Iterator[Violation]:
    for trait, words in _WORDS:
        if marks := file.marks(trait):
            yield file.violation(f"{words}: {listed(marks)}")
