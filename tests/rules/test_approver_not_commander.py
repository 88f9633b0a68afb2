from __future__ import annotations

from datetime import timedelta

import pytest
from tests.rules.builders import NOW, approval, case, facts, guidelines, incident, member, page

from clearance.incidents.incident import Incident
from clearance.model import Violation
from clearance.rules import approver_not_commander, approver_without_role, standing

COMMANDER = member("cmdr", "incident-commander")
UPDATE = page(incident="2026-0412")
HANDED_OVER = incident(("sgt1", 60), ("lt2", 20))


@pytest.mark.parametrize(
    ("known", "approver", "minutes", "counts"),
    [
        pytest.param(incident(), "sgt1", 5, True, id="the commander"),
        pytest.param(incident(), "lt2", 5, False, id="another supervisor"),
        pytest.param(incident(), "chief1", 5, False, id="the chief, who does not command"),
        pytest.param(incident(("cmdr", 60)), "cmdr", 5, True, id="a commander who is no supervisor"),
        pytest.param(incident(("sgt1", 60)), "cmdr", 5, False, id="who commands elsewhere"),
        pytest.param(HANDED_OVER, "sgt1", 30, True, id="the former commander, before the hand-over"),
        pytest.param(HANDED_OVER, "lt2", 30, False, id="the new commander, before the hand-over"),
        pytest.param(HANDED_OVER, "lt2", 20, True, id="the new commander, at the hand-over"),
        pytest.param(HANDED_OVER, "sgt1", 20, False, id="the former commander, at the hand-over"),
        pytest.param(incident(), "sgt1", 60, True, id="at the opening"),
        pytest.param(incident(), "sgt1", 61, False, id="before the opening"),
        pytest.param(incident(closed=10), "sgt1", 11, True, id="before the closure"),
        pytest.param(incident(closed=10), "sgt1", 10, False, id="at the closure"),
        pytest.param(incident(("retired3", 60)), "retired3", 5, False, id="a commander who has left"),
    ],
)
def test_who_can_approve(known: Incident, approver: str, minutes: int, counts: bool) -> None:  # noqa: FBT001 - a case
    made = approval(approver, at=NOW - timedelta(minutes=minutes))
    given = facts(guidelines(COMMANDER), None, known)
    judged = case(UPDATE, approvals=(made,))
    assert (standing.counting_approval(judged, given) is made) == counts
    assert bool([*approver_not_commander.check(judged, given)]) != counts
    assert [*approver_without_role.check(judged, given)] == []


def test_it_names_who_commanded() -> None:
    judged = case(UPDATE, approvals=(approval("lt2"),))
    message = (
        "'lt2', who approved this page, did not command incident 2026-0412 then; sgt1 did, "
        "who alone approves it"
    )
    assert [*approver_not_commander.check(judged, facts(None, None, incident()))] == [Violation(message)]


def test_another_page_needs_a_supervisor_as_ever() -> None:
    judged = case(approvals=(approval("lt2"),))
    given = facts(guidelines(COMMANDER), None, incident(("cmdr", 60)))
    assert [*approver_not_commander.check(judged, given)] == []
    assert standing.counting_approval(judged, given) == approval("lt2")
    assert standing.counting_approval(case(approvals=(approval("cmdr"),)), given) is None


def test_of_an_unknown_incident_another_rule_tells() -> None:
    judged = case(UPDATE, approvals=(approval("sgt1"),))
    assert [*approver_not_commander.check(judged, facts())] == []
    assert standing.counting_approval(judged, facts()) is None


def test_the_commander_is_judged_as_any_approver() -> None:
    given = facts(guidelines(untrained=("sgt1",)), None, incident())
    own = facts(None, None, incident())
    assert standing.counting_approval(case(UPDATE, approvals=(approval("sgt1"),)), given) is None
    by_author = page(incident="2026-0412", authors=("sgt1",))
    assert standing.counting_approval(case(by_author, approvals=(approval("sgt1"),)), own) is None


def test_an_earlier_text_ends_when_the_commander_approves_another() -> None:
    given = facts(guidelines(COMMANDER), None, incident(("cmdr", 60)))
    first, correction = approval("cmdr"), approval("cmdr", {UPDATE.path: "x"})
    assert standing.current(case(UPDATE, approvals=(first, correction)), given) == ()
