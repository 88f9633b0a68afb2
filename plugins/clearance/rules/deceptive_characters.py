"""The page holds characters that make an approver see another text than the readers do.

## What it checks
The whole source, for control characters and for those that turn the direction of writing
(U+202A to U+202E, U+2066 to U+2069). Marks that languages written from right to left need
(U+200E, U+200F) are allowed.

## Why it matters
An approval covers what the approver read. With such characters a terminal or an editor can show
words in another order, or hide them, than the published page does (1021.5(g)).

## Remedy
Remove the character; write the line anew when it can't be seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clearance.model import Place, Severity, Violation
from clearance.rules.rule import Case, Facts

CODE = "PP104"
NAME = "deceptive-characters"
CLAUSE = "1021.5(g)"
SEVERITY = Severity.BLOCK

_DECEPTIVE = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def check(case: Case, _facts: Facts, /) -> Iterator[Violation]:
    text = case.page.source.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    if not _DECEPTIVE.search(text):
        return
    for number, line in enumerate(text.split("\n"), 1):
        for found in _DECEPTIVE.finditer(line):
            message = f"the character U+{ord(found[0]):04X} can't be seen and can hide or turn text around it"
            yield Violation(message, Place(number, found.start() + 1))
