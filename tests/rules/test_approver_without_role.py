from __future__ import annotations

from datetime import datetime

import pytest
from tests.rules.builders import LONG_AGO, NOW, approval, case, facts, page

from clearance.model import Violation
from clearance.rules import approver_without_role


@pytest.mark.parametrize("approver", ["sgt1", "lt2", "chief1"])
def test_approved_by_a_supervisor(approver: str) -> None:
    assert [*approver_without_role.check(case(approvals=(approval(approver),)), facts())] == []


@pytest.mark.parametrize(
    ("approver", "at", "problem"),
    [
        pytest.param("nobody-known", NOW, "is not in the roster", id="unknown"),
        pytest.param("retired3", NOW, "has no open entry in the roster on 2026-03-03", id="has left"),
        pytest.param("sgt1", LONG_AGO, "has no open entry in the roster on 2023-03-03", id="not there yet"),
        pytest.param(
            "author1",
            NOW,
            "has no supervisor or chief role on 2026-03-03; expected a supervisor",
            id="another author",
        ),
    ],
)
def test_approved_by_one_who_may_not(approver: str, at: datetime, problem: str) -> None:
    made = approval(approver, at=at)
    message = f"{approver!r}, who approved this page, {problem}"
    assert [*approver_without_role.check(case(approvals=(made,)), facts())] == [Violation(message)]
    assert [*approver_without_role.check(case(approvals=(approval("lt2"), made)), facts())] == []


def test_who_has_left_since_could_approve_then() -> None:
    then = approval("retired3", at=datetime.fromisoformat("2025-12-31T12:00:00-06:00"))
    assert [*approver_without_role.check(case(approvals=(then,)), facts())] == []


def test_a_fault_of_another_kind_is_told_by_another_rule() -> None:
    judged = case(page(authors=("sgt1",)), approvals=(approval("sgt1"),))
    assert [*approver_without_role.check(judged, facts())] == []
