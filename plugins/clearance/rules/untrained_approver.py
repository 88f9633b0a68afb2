"""The training of the one who approved the page was missing or had lapsed.

## What it checks
Who approved these bytes, when in the roster, was trained in every topic of
`guidelines/training.yml` on the day of the approval. Told only when no other approval
counts.

## Why it matters
Members who decide on what is posted are authorized members, and should have received
training on legal issues, privacy, civil rights, dissemination and retention (1021.8).

## Remedy
Complete the topics named, have the dates entered in `guidelines/training.yml`, and approve
the page again; or ask another supervisor.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.model import Severity, Violation
from clearance.rules.rule import Case, Facts
from clearance.rules.standing import faulty

CODE = "TR102"
NAME = "untrained-approver"
CLAUSE = "1021.8"
SEVERITY = Severity.BLOCK


def check(case: Case, facts: Facts, /) -> Iterator[Violation]:
    guidelines = facts.guidelines
    for approval in faulty(case, facts):
        if guidelines.member(approval.member) is None:
            continue  # approver-without-role tells
        if gaps := guidelines.training_gaps(approval.member, approval.issued):
            day = guidelines.day(approval.issued)
            message = f"{approval.member!r} approved this page on {day}, but needed training in "
            yield Violation(message + ", ".join(gaps))
