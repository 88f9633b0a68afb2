"""The page was approved, but it has changed since.

## What it checks
An approval is of the page and of every file that it shows or links to, each by the digest of
its bytes. When approvals name the page and none is of exactly its present bytes, the message
tells how they differ from the newest approval. An approval ends when a supervisor later
approves other bytes of the same page: putting the earlier text back needs a new one.

## Why it matters
An approval is a statement about bytes. Once anything changes, nobody has approved what
readers will see (1021.5(g)).

## Remedy
Ask a supervisor to read the page again and approve it as it is now; or restore what was
approved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from clearance.model import Severity, Violation
from clearance.rules.rule import Case, Facts
from clearance.rules.standing import current

CODE = "AP102"
NAME = "stale-approval"
CLAUSE = "1021.5(g)"
SEVERITY = Severity.BLOCK


def check(case: Case, facts: Facts, /) -> Iterator[Violation]:
    if not case.approvals or current(case, facts):
        return
    newest = case.approvals[-1]
    day = facts.guidelines.day(newest.issued)
    changes = "; ".join(_changes(newest.subjects, case.subjects))
    yield Violation(f"what {newest.member!r} approved on {day} is not what stands here now: {changes}")


def _changes(approved: Mapping[str, str], present: Mapping[str, str]) -> Iterator[str]:
    both = approved.keys() & present.keys()
    by_change = {
        "changed": {path for path in both if approved[path] != present[path]},
        "added": present.keys() - both,
        "no longer part of it": approved.keys() - both,
    }
    for change, paths in by_change.items():
        if paths:
            yield f"{', '.join(f'`{path}`' for path in sorted(paths))} {change}"
