"""The page says that it is a translation of one that isn't there.

## What it checks
The file that `clearance.translation_of` names is a page under `content/`.

## Why it matters
The department informs all of the public (1021.2). Each of the two pages leads its readers to the other, in
that one's language. Where there is no other, nobody who reads another language is led anywhere (ADA Title
II, Title VI).

## Remedy
Write the path of the other page as seen from this page's folder, such as `translation_of: flood.md`.
When the other page is gone for good, take the key out.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.model import Severity, Violation
from clearance.nearest import did_you_mean
from clearance.rules.rule import Case, Facts

CODE = "AX108"
NAME = "lost-original"
CLAUSE = "1021.2"
SEVERITY = Severity.NOTE


def check(case: Case, facts: Facts, /) -> Iterator[Violation]:
    original = case.page.translation_of
    if original and original not in facts.files:
        folder = original.rpartition("/")[0]
        near = [path for path in facts.files if path.endswith(".md") and path.rpartition("/")[0] == folder]
        message = f"there is no page {original}{did_you_mean(original, near)}"
        yield Violation(message, case.page.place("clearance.translation_of"))
