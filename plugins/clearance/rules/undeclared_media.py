"""A file that the page shows or links to is not declared, or not as what it is.

## What it checks
Every file under `content/` that the page shows or links to, other than pages, stands under
`clearance.media` with its kind. What is shown as a picture is not declared a `document`. Each
declared file exists.

## Why it matters
A booking photograph that is not declared as one escapes the rules for it (1021.5.2), and the
approver can't see what a file is meant to be.

## Remedy
Declare the file under `clearance.media` with the kind that it is; take out what no longer
exists.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.model import Reference, Severity, Violation
from clearance.rules.rule import Case, Facts

CODE = "MD101"
NAME = "undeclared-media"
CLAUSE = "1021.5.2"
SEVERITY = Severity.BLOCK


def check(case: Case, facts: Facts, /) -> Iterator[Violation]:
    kinds = {declaration.path: declaration.kind for declaration in case.page.media}
    told: set[str] = set()
    for reference in case.surface.references:
        path = reference.path
        if path is None or path.endswith(".md") or path not in facts.files or path in told:
            continue
        if problem := _problem(kinds.get(path), reference):
            told.add(path)
            yield Violation(f"`{path}` {problem}", reference.place)
    for declaration in case.page.media:
        if declaration.path not in facts.files:
            yield Violation(f"`{declaration.path}` is declared, but there is no such file", declaration.place)


def _problem(kind: str | None, reference: Reference) -> str | None:
    if kind is None:
        return "is not declared; expected it under `clearance.media` with its kind"
    if kind == "document" and reference.loads:
        return "is shown on the page, but declared a document; expected the kind of picture that it is"
    return None
