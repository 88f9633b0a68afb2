"""The guidelines or the site's configuration are not those that the chief adopted.

## What it checks
The newest adoption, signed by the chief with a key that the adoption before it named, covers
`guidelines/`, `mkdocs.yml`, the theme's overrides, and every hook with the folder that it stands
in, each with the digest of its present bytes, and nothing else.

## Why it matters
The Chief of Police authorizes members and develops the guidelines (1021.3). Whoever could
change the roster, the rules, or take the gate out of the configuration could publish
anything; so nothing is published until the chief has adopted what stands here.

## Remedy
Ask the chief to read the changes and adopt them: `clearance adopt --as MEMBER --key FILE`;
or restore what was adopted.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.model import Severity, Violation
from clearance.rules.rule import Department

CODE = "GL101"
NAME = "unadopted-guidelines"
CLAUSE = "1021.3"
SEVERITY = Severity.BLOCK
INTEGRITY = True


def check(department: Department, /) -> Iterator[tuple[str, Violation]]:
    if department.adoption_problem or department.adopted is None:
        reason = department.adoption_problem or "there is no adoption"
        yield "guidelines", Violation(f"the guidelines are not adopted: {reason}")
        return
    governed, adopted = department.governed, department.adopted
    for path in sorted(governed.keys() | adopted.keys()):
        if path not in adopted:
            yield path, Violation("this file was added since the chief adopted the guidelines")
        elif path not in governed:
            yield path, Violation("this file was removed since the chief adopted the guidelines")
        elif governed[path] != adopted[path]:
            yield path, Violation("this file has changed since the chief adopted the guidelines")
