"""Somebody who was not authorized changed the page or one of its files.

## What it checks
The author's and the committer's e-mail address of every git commit that touched the page or
a file that it shows or links to. Each must belong to a member of the roster who was an
author, PIO, supervisor or chief when the commit was made. Each address is told once, with
the newest commit. Nothing is checked while `equipment` is `unverified`.

## Why it matters
Only authorized members may use social media on behalf of the Department (1021.3). The name
under a post is what somebody typed; the commit tells who put the text there.

## Remedy
When the address belongs to a member, the chief adds it to the member's entry in
`guidelines/roster.yml` and adopts it. Otherwise an authorized member reads the text, and
puts it under a new file name in a commit of their own; history is never rewritten.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.guidelines.models import Equipment, Guidelines
from clearance.model import Commit, Severity, Violation
from clearance.rules.people import why_not_committer
from clearance.rules.rule import Case, Facts

CODE = "AU102"
NAME = "unauthorized-committer"
CLAUSE = "1021.3"
SEVERITY = Severity.BLOCK


def check(case: Case, facts: Facts, /) -> Iterator[Violation]:
    if facts.guidelines.department.equipment is Equipment.UNVERIFIED:
        return
    told: set[str] = set()
    for commit in case.commits:
        for email in (commit.author_email, commit.committer_email):
            problem = _problem(facts.guidelines, commit, email)
            if problem and email.casefold() not in told:
                told.add(email.casefold())
                yield Violation(f"commit {commit.id[:12]} is by {email!r}: {problem}")


def _problem(guidelines: Guidelines, commit: Commit, email: str) -> str | None:
    member = guidelines.member_by_email(email)
    if member is None:
        return "no member of the roster has this address"
    problem = why_not_committer(guidelines, member.id, commit.committed)
    return f"the member {member.id!r} {problem}" if problem else None
