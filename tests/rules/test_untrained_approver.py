from __future__ import annotations

from tests.rules.builders import approval, case, facts, guidelines

from clearance.model import Violation
from clearance.rules import untrained_approver

UNTRAINED = facts(guidelines(untrained=("sgt1",)))
MESSAGE = "'sgt1' approved this page on 2026-03-03, but needed training in privacy (missing)"


def test_approved_by_a_trained_supervisor() -> None:
    assert [*untrained_approver.check(case(approvals=(approval("sgt1"),)), facts())] == []


def test_approved_by_an_untrained_supervisor() -> None:
    judged = case(approvals=(approval("sgt1"),))
    assert [*untrained_approver.check(judged, UNTRAINED)] == [Violation(MESSAGE)]


def test_another_approval_counts() -> None:
    judged = case(approvals=(approval("lt2"), approval("sgt1")))
    assert [*untrained_approver.check(judged, UNTRAINED)] == []


def test_an_unknown_approver_is_told_by_another_rule() -> None:
    assert [*untrained_approver.check(case(approvals=(approval("nobody-known"),)), facts())] == []


def test_a_fault_of_another_kind_is_told_by_another_rule() -> None:
    assert [*untrained_approver.check(case(approvals=(approval("patrol7"),)), UNTRAINED)] == []
