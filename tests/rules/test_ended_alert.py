from __future__ import annotations

from datetime import timedelta

import pytest
from tests.rules.builders import NOW, PATH, approval, case, facts, page

from clearance.model import Alert, Place, Record, Violation
from clearance.rules import ended_alert

PLACES = {"clearance.alert": Place(7, 3)}
HOUR = timedelta(hours=1)


def found(ends: timedelta | None, *approvals: Record) -> list[Violation]:
    alert = Alert("Flood", "Met", "Expected", "Minor", "Likely", "Creek", NOW + ends) if ends else None
    subject = page(alert=alert, places=PLACES)
    return [*ended_alert.check(case(subject, approvals=approvals), facts())]


@pytest.mark.parametrize(
    ("ends", "approvals"),
    [
        pytest.param(None, (), id="no alert"),
        pytest.param(HOUR, (), id="one that is still to end"),
        pytest.param(-HOUR, (approval(subjects={PATH: page().digest}),), id="one that was sent"),
    ],
)
def test_nothing_to_tell(ends: timedelta | None, approvals: tuple[Record, ...]) -> None:
    assert found(ends, *approvals) == []


def test_an_alert_that_is_over_before_anybody_approved_it() -> None:
    assert found(-HOUR) == [Violation("the alert ended at 2026-03-03T11:00: none goes out", Place(7, 3))]
