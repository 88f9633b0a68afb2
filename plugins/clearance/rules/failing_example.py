"""A rule of the department does not do what its own examples say.

## What it checks
Every rule in `guidelines/rules/` flags each of its examples under `flag`, and lets each one
under `pass` go. All of them are tried as soon as one file there is not as the chief adopted it;
`clearance adopt` tries them, too, and signs no rule that fails its own.

## Why it matters
The examples show what the chief meant by the rule (1021.3). A rule that fails them lets
prohibited content through, or stops what may be said.

## Remedy
Correct the rule's words or patterns, or the example, and have the guidelines adopted again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from clearance.guidelines.matching import check_examples
from clearance.model import Severity, Violation
from clearance.rules.rule import Department

CODE = "GL103"
NAME = "failing-example"
CLAUSE = "1021.3"
SEVERITY = Severity.BLOCK
INTEGRITY = False


_FOLDER = "guidelines/rules/"


def check(department: Department, /) -> Iterator[tuple[str, Violation]]:
    if _are_as_adopted(department):
        return
    for pack, message in check_examples(department.facts.guidelines.packs):
        yield f"guidelines/rules/{pack}.yml", Violation(message)


def _are_as_adopted(department: Department) -> bool:
    """Whether the chief adopted the very rules: one pack may use the lists of another, so all of them."""
    if department.adoption_problem or department.adopted is None:
        return False
    return _rules(department.governed) == _rules(department.adopted)


def _rules(digests: Mapping[str, str]) -> dict[str, str]:
    return {path: digest for path, digest in digests.items() if path.startswith(_FOLDER)}
