"""No author attests to having reviewed the post.

## What it checks
`clearance.attest` of a post names one of its own authors.

## Why it matters
Authorized members shall review all content prior to posting to ensure that it does not
contain prohibited content (1021.4). The attestation stands in the post itself, so that the
approval covers the same bytes.

## Remedy
Read the post and its pictures against 1021.5, then put your own member id under
`clearance.attest`.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.model import Severity, Violation
from clearance.rules.rule import Case, Facts

CODE = "AC102"
NAME = "missing-attestation"
CLAUSE = "1021.4"
SEVERITY = Severity.BLOCK

_EXPECTED = "expected `clearance.attest` with the id of an author who has reviewed the content"


def check(case: Case, _facts: Facts, /) -> Iterator[Violation]:
    page = case.page
    if not page.is_post or page.attest in page.authors:
        return
    place = page.place("clearance.attest")
    if page.attest is None:
        yield Violation(f"no author attests to having reviewed the post; {_EXPECTED}", place)
    else:
        yield Violation(f"{page.attest!r} attests, but is no author of the post; {_EXPECTED}", place)
