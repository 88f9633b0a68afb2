"""A booking photograph is shown that may not be published, or too little is said of it.

## What it checks
Every media file declared as `kind: booking-photo`. It passes only in these cases:

| subject | offense | purpose | wanted_for |
|---|---|---|---|
| adult | any | `missing-person` | any |
| adult | any | `fugitive`, `person-of-interest`, `wanted` | Class A misdemeanor, felony |
| adult | Class A misdemeanor, felony | `arrest-information` | any |

Everything else is refused: a juvenile always; an offense or a purpose that is not stated; a
search for somebody wanted for a civil, petty or business offense or a Class B or C
misdemeanor, or for an offense that is not stated. The limit is applied to fugitives and
persons of interest as well as to wanted persons, and whatever the photograph was taken for:
a picture shown to find somebody is published in connection with what they are sought for.
`subject` is an adult when it is not stated.

## Why it matters
Booking photographs in connection with civil, petty and business offenses and Class B and C
misdemeanors may not be published, unless to assist in the search for a missing person, or
for a fugitive, person of interest or individual wanted in relation to a graver crime
(1021.5.2; 5 ILCS 140/2.15). Juvenile law enforcement records are not disclosed to the public
(705 ILCS 405/1-7).

## Remedy
Take the photograph off the page; or, where the law permits it, complete `offense`,
`purpose` and `wanted_for` under `clearance.media` from the booking record.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.content.vocabulary import Kind, Offense, Purpose, Subject
from clearance.model import Declaration, Page, Severity, Violation
from clearance.rules.rule import Case, Facts

CODE = "BP101"
NAME = "prohibited-booking-photograph"
CLAUSE = "1021.5.2"
SEVERITY = Severity.BLOCK

_SEARCHES = frozenset({Purpose.FUGITIVE, Purpose.PERSON_OF_INTEREST, Purpose.WANTED})
_GRAVE = frozenset({Offense.CLASS_A_MISDEMEANOR, Offense.FELONY})
_EXPECTED = f"expected {Offense.CLASS_A_MISDEMEANOR} or {Offense.FELONY}"


def check(case: Case, _facts: Facts, /) -> Iterator[Violation]:
    for photo in booking_photographs(case.page):
        if reason := objection(photo):
            yield Violation(
                f"the booking photograph `{photo.path}` may not be published: {reason}", photo.place
            )


def booking_photographs(page: Page) -> Iterator[Declaration]:
    return (photo for photo in page.media if photo.kind == Kind.BOOKING_PHOTO)


def objection(photo: Declaration) -> str | None:
    """Why the photograph may not be shown; None when it may (1021.5.2). Deny by default."""
    if photo.subject not in {None, Subject.ADULT}:
        return "it shows a juvenile, and juvenile records are not disclosed (705 ILCS 405/1-7)"
    if photo.offense not in set(Offense):
        return "the class of offense that it was taken for is not stated; expected `offense`"
    if photo.purpose not in set(Purpose):
        return "the purpose of showing it is not stated; expected `purpose`"
    if photo.purpose == Purpose.MISSING_PERSON:
        return None
    return _search_objection(photo) if photo.purpose in _SEARCHES else _arrest_objection(photo)


def _search_objection(photo: Declaration) -> str | None:
    if photo.wanted_for not in set(Offense):
        return "the class of offense that the person is sought for is not stated; expected `wanted_for`"
    if photo.wanted_for not in _GRAVE:
        return f"the person is sought in relation to a {photo.wanted_for}; {_EXPECTED}"
    return None


def _arrest_objection(photo: Declaration) -> str | None:
    if photo.offense not in _GRAVE:
        return f"it was taken for a {photo.offense}, and shown for no search; {_EXPECTED}"
    return None
