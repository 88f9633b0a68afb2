"""Somebody who was not authorized changed the page or one of its files.

## What it checks
The author's and the committer's e-mail address of every git commit that touched the page or
a file that it shows or links to. Each must belong to a member of the roster who was an
author, PIO, supervisor or chief when the commit was made. Of a commit that a forge made (a
squash, an edit in the browser), the members that the recorder vouches for take the place of the
addresses. Each is told once, with the newest commit. Nothing is checked while `equipment` is
`unverified`.

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
        for who, problem in _problems(facts.guidelines, commit):
            if problem and who.casefold() not in told:
                told.add(who.casefold())
                yield Violation(f"commit {commit.id[:12]} is by {who!r}: {problem}")


def _problems(guidelines: Guidelines, commit: Commit) -> Iterator[tuple[str, str | None]]:
    """Everybody behind the commit, with what keeps them from changing content."""
    for member in commit.vouched:
        yield member, _of_member(guidelines, member, commit)
    for email in () if commit.vouched else (commit.author_email, commit.committer_email):
        known = guidelines.member_by_email(email)
        unknown = "no member of the roster has this address"
        yield email, _of_member(guidelines, known.id, commit) if known else unknown


def _of_member(guidelines: Guidelines, member: str, commit: Commit) -> str | None:
    problem = why_not_committer(guidelines, member, commit.committed)
    return f"the member {member!r} {problem}" if problem else None
