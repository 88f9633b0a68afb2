"""A document holds something that its reader does not see.

## What it checks
A PDF has no invisible text (text in the colour of its ground, outside the page, or in no colour at
all; the recognised text of a scan is no such text), no layer that is switched off, and no notes. An
Office file has no hidden text, rows, columns, sheets or slides, no speaker's notes and no comments.

## Why it matters
Who approves a document approves what they see. What is hidden from them is published all the same,
and nobody authorized it (1021.5(g)).

## Remedy
Take it out of the document, or save the document anew as a PDF; a supervisor may accept it.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.media.values import Trait
from clearance.model import Severity, Violation
from clearance.rules.media_file import MediaFile, listed
from clearance.rules.rule import Facts

CODE = "ME105"
NAME = "hidden-text"
CLAUSE = "1021.5(g)"
SEVERITY = Severity.HOLD

_WORDS = (
    ((Trait.INVISIBLE_TEXT,), "has text that a reader does not see"),
    ((Trait.HIDDEN_LAYER,), "has a layer that is switched off, but in the file"),
    ((Trait.HIDDEN_PART,), "has a part that a reader does not see"),
    ((Trait.ANNOTATION,), "has notes or comments"),
)


def check(file: MediaFile, _facts: Facts, /) -> Iterator[Violation]:
    for traits, words in _WORDS:
        if marks := file.marks(*traits):
            where = listed(marks)
            yield file.violation(f"{words}{f': {where}' if where else ''}")
