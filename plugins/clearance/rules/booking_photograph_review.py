"""A booking photograph needs a supervisor's decision.

## What it checks
Every booking photograph that 1021.5.2 permits is put to a supervisor, with the purpose and
the offense that the author states.

## Why it matters
Whether the photograph may be shown rests on facts outside of the page: the charge may have
been reduced since, the fugitive caught, the missing person found (1021.5.2, 5 ILCS
140/2.15).

## Remedy
A supervisor makes sure that charge and purpose are still as stated, and accepts this code in
the approval; when the purpose is fulfilled, the photograph comes down.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.model import Severity, Violation
from clearance.rules.prohibited_booking_photograph import booking_photographs, objection
from clearance.rules.rule import Case, Facts

CODE = "BP102"
NAME = "booking-photograph-review"
CLAUSE = "1021.5.2"
SEVERITY = Severity.HOLD


def check(case: Case, _facts: Facts, /) -> Iterator[Violation]:
    for photo in booking_photographs(case.page):
        if objection(photo) is None:
            message = (
                f"`{photo.path}` is a booking photograph ({photo.offense}), shown for the purpose "
                f"{photo.purpose}; a supervisor confirms that both still hold"
            )
            yield Violation(message, photo.place)
