"""A picture or document names who made it, or the device that it was made with.

## What it checks
The metadata of the file hold no name of an author, owner or writer of notes (other than the
department's own), no serial number, no notes of a camera's maker, and no small copy of the picture,
which may still show what was cut off or blurred later. Metadata that can't be read count as such.

## Why it matters
Names and serial numbers tie a file to a person who may not be named, and to every other picture of
the same camera (1021.5(b)).

## Remedy
Run `clearance fix` on the file: it takes these out and leaves the picture or the pages as they are.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.media.values import Mark, Media, Trait
from clearance.model import Severity, Violation
from clearance.rules.media_file import MediaFile, listed
from clearance.rules.rule import Facts

CODE = "ME102"
NAME = "personal-metadata"
CLAUSE = "1021.5(b)"
SEVERITY = Severity.HOLD

_TRAITS = (Trait.PERSON, Trait.DEVICE, Trait.PREVIEW, Trait.DOCUMENT_PERSON)


def check(file: MediaFile, facts: Facts, /) -> Iterator[Violation]:
    marks = tuple(mark for mark in file.marks(*_TRAITS) if not _is_own(file, mark, facts))
    if marks:
        yield file.violation(f"tells in its metadata who or what made it: {listed(marks)}")


def _is_own(file: MediaFile, mark: Mark, facts: Facts) -> bool:
    """Whether what stands there is the department's own name and nobody else's."""
    if mark.trait is not Trait.DOCUMENT_PERSON or not isinstance(file.examined, Media):
        return False
    department = facts.guidelines.department
    own = {department.name.casefold(), department.short_name.casefold()}
    named = {each.text.casefold() for each in file.examined.inscriptions if each.where == mark.where}
    return bool(named) and named <= own
