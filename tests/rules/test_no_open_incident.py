from __future__ import annotations

from datetime import timedelta

from tests.rules.builders import NOW, approval, case, facts, incident, page

from clearance.model import Place, Violation
from clearance.rules import no_open_incident

PLACE = Place(7, 3)
UPDATE = page(incident="2026-0412", places={"clearance.incident": PLACE})


def test_an_incident_that_nobody_opened() -> None:
    judged = case(UPDATE)
    message = "nobody opened an incident '2026-0412'"
    assert [*no_open_incident.check(judged, facts())] == [Violation(message, PLACE)]
    near = facts(None, None, incident(number="2026-0413"))
    (found,) = no_open_incident.check(judged, near)
    assert found.message == f"{message}; did you mean '2026-0413'?"
    assert [*no_open_incident.check(judged, facts(None, None, incident()))] == []


def test_a_closed_incident() -> None:
    closed = facts(None, None, incident(closed=10))
    message = "incident 2026-0412 is closed, so that nobody commands it any more"
    assert [*no_open_incident.check(case(UPDATE), closed)] == [Violation(message, PLACE)]
    late = case(UPDATE, approvals=(approval("sgt1"),))
    assert [*no_open_incident.check(late, closed)] == [Violation(message, PLACE)]


def test_what_was_approved_while_it_was_open_stays() -> None:
    made = approval("sgt1", at=NOW - timedelta(minutes=20))
    closed = facts(None, None, incident(closed=10))
    assert [*no_open_incident.check(case(UPDATE, approvals=(made,)), closed)] == []


def test_a_page_of_no_incident() -> None:
    assert [*no_open_incident.check(case(), facts())] == []
