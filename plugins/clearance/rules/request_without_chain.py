"""A post on request does not name the chain of command that it went through.

## What it checks
`clearance.requested_by` and `clearance.chain` stand together. The one who asks is a member.
Everybody in the chain is a supervisor or the chief, and none of them is the one who asks.
`clearance.requested`, when that was, may stand beside them, and is not later than the approval.
All are judged at the time of the newest approval of the present bytes, or now when there is
none.

## Why it matters
Requests to post by members who are not authorized to post should be made through the
member's chain of command (1021.3).

## Remedy
Name the member who asks under `clearance.requested_by` and the supervisors through whom the
request went, in their order, under `clearance.chain`; or take out both keys when nobody
asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from clearance.guidelines.models import Guidelines
from clearance.model import Severity, Violation
from clearance.rules import places
from clearance.rules.people import why_absent, why_not_supervisor
from clearance.rules.rule import Case, Facts

CODE = "AU105"
NAME = "request-without-chain"
CLAUSE = "1021.3"
SEVERITY = Severity.BLOCK

_ASKED = "clearance.requested_by"
_CHAIN = "clearance.chain"
_WHEN = "clearance.requested"


def check(case: Case, facts: Facts, /) -> Iterator[Violation]:
    page = case.page
    if page.requested_by is not None:
        yield from _asked(case, facts.guidelines, page.requested_by)
    elif page.chain:
        message = "a chain of command is named, but nobody who asked; expected `requested_by`"
        yield Violation(message, page.place(_CHAIN))
    if page.requested is not None:
        yield from _when(case, page.requested)
    for index, link in enumerate(page.chain):
        problem = _broken(case, facts.guidelines, link)
        if problem:
            message = f"{link!r} in the chain of command {problem}"
            yield Violation(message, places.of_item(page, _CHAIN, index))


def _asked(case: Case, guidelines: Guidelines, member: str) -> Iterator[Violation]:
    place = case.page.place(_ASKED)
    if problem := why_absent(guidelines, member, case.moment):
        yield Violation(f"{member!r}, who asked for the post, {problem}", place)
    if not case.page.chain:
        message = f"{member!r} asked for the post, but no chain of command is named; expected `chain`"
        yield Violation(message, place)


def _when(case: Case, requested: datetime) -> Iterator[Violation]:
    place = case.page.place(_WHEN)
    if case.page.requested_by is None:
        message = "a time of a request is named, but nobody who asked; expected `requested_by`"
        yield Violation(message, place)
    if requested > case.moment:
        yield Violation("the request is dated later than the approval, or is still to come", place)


def _broken(case: Case, guidelines: Guidelines, link: str) -> str | None:
    if link == case.page.requested_by:
        return "is the one who asked; expected their supervisors"
    return why_not_supervisor(guidelines, link, case.moment)
