"""Something under `content/` is no ordinary file inside of it.

## What it checks
Everything under `content/` is an ordinary file or folder with a name that every system can
hold; no symbolic link, no device, no link out of the folder.

## Why it matters
Following such a thing would publish bytes that nobody approved, from anywhere on the
machine that builds the site (1021.5(g)).

## Remedy
Replace it by a copy of the file itself, with an ordinary name, and have that approved.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.model import Severity, Violation
from clearance.rules.rule import Department

CODE = "CT102"
NAME = "unsafe-path"
CLAUSE = "1021.5(g)"
SEVERITY = Severity.BLOCK
INTEGRITY = False


def check(department: Department, /) -> Iterator[tuple[str, Violation]]:
    for stray in department.strays:
        yield stray.path, Violation(f"{stray.reason}; expected an ordinary file inside content/")
