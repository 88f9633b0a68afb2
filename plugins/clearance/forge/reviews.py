"""Whose opinion a pull request's reviews leave standing, and what an approval's text accepts.

https://docs.github.com/en/rest/pulls/reviews: reviews come in the order in which they were given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from clearance.forge.shapes import Review

APPROVED, CHANGES_REQUESTED, DISMISSED = "APPROVED", "CHANGES_REQUESTED", "DISMISSED"
_OPINIONS = frozenset({APPROVED, CHANGES_REQUESTED, DISMISSED})

_HIDDEN = re.compile(r"<!--.*?(-->|\Z)|^(?P<fence>```|~~~).*?(^(?P=fence)|\Z)", re.DOTALL | re.MULTILINE)
_MARKUP = re.compile(r"[`*_]+|^\s*([-+]|\d+[.)])\s+", re.MULTILINE)
_ACCEPT = re.compile(
    r"(?:^|[.;!:]\s)\s*(?:i\s+)?accept(?:s|ed)?:?\s+(?P<codes>[A-Z]{2,4}\d{3}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s+)[A-Z]{2,4}\d{3})*)\b",
    re.IGNORECASE | re.MULTILINE,
)
_CODE = re.compile(r"[A-Z]{2,4}\d{3}")


def standing(reviews: Iterable[Review], until: datetime) -> tuple[Review, ...]:
    """Of each account the opinion that stands, newest first: its last one given by `until`.

    One that the account took back later, or that was dismissed at any time, doesn't stand. A comment
    is no opinion; a review of a deleted account is nobody's.
    """
    by_account: dict[int, list[Review]] = {}
    for review in reviews:
        if review.user and review.state in _OPINIONS:
            by_account.setdefault(review.user.id, []).append(review)
    found = [review for given in by_account.values() for review in _last(given, until)]
    return tuple(sorted(found, key=_moment, reverse=True))


def _last(given: list[Review], until: datetime) -> Iterator[Review]:
    """At most one. A dismissed review keeps the time at which it was given."""
    if given[-1].state != APPROVED:
        yield given[-1]
        return
    in_time = [review for review in given if review.submitted_at and review.submitted_at <= until]
    yield from in_time[-1:]


def _moment(review: Review) -> tuple[datetime, int]:
    return review.submitted_at or datetime.min.replace(tzinfo=UTC), review.id


def accepted_codes(body: str) -> frozenset[str]:
    """The codes that a review's text accepts, as in `accept PB104, PB201`.

    Only the reviewer's own visible words count: no quotation, no block of code, no comment. The
    words begin a line or a sentence, so that "I do not accept PB104" accepts nothing.
    """
    own = _HIDDEN.sub("", body.replace("\r\n", "\n"))
    lines = (line for line in own.splitlines() if not line.lstrip().startswith(">"))
    plain = _MARKUP.sub("", "\n".join(lines))
    return frozenset(
        code for found in _ACCEPT.finditer(plain) for code in _CODE.findall(found["codes"].upper())
    )
