from __future__ import annotations

import pytest
from tests.rules.builders import approval, case, facts, hold

from clearance.model import Finding, Violation
from clearance.rules import unaccepted_hold


@pytest.mark.parametrize(
    ("holds", "accepts"),
    [
        pytest.param([], (), id="no open question"),
        pytest.param([hold("BP102")], ("BP102",), id="the one question accepted"),
        pytest.param([hold("BP102"), hold("BP102")], ("BP102", "PB101"), id="more accepted than asked"),
    ],
)
def test_all_accepted(holds: list[Finding], accepts: tuple[str, ...]) -> None:
    judged = case(holds=tuple(holds), approvals=(approval(accepts=accepts),))
    assert [*unaccepted_hold.check(judged, facts())] == []


@pytest.mark.parametrize(
    ("accepts", "codes"),
    [
        pytest.param((), "BP102, PB101", id="none accepted"),
        pytest.param(("PB101",), "BP102", id="another accepted"),
        pytest.param(("bp102", "PB101"), "BP102", id="in small letters"),
    ],
)
def test_left_open(accepts: tuple[str, ...], codes: str) -> None:
    judged = case(holds=(hold("PB101"), hold("BP102")), approvals=(approval(accepts=accepts),))
    message = f"'sgt1' approved this page on 2026-03-03 without accepting {codes}"
    assert [*unaccepted_hold.check(judged, facts())] == [Violation(message)]


def test_an_earlier_approval_accepted_it() -> None:
    judged = case(holds=(hold("BP102"),), approvals=(approval("lt2", accepts=("BP102",)), approval("sgt1")))
    assert [*unaccepted_hold.check(judged, facts())] == []


def test_a_fault_of_another_kind_is_told_by_another_rule() -> None:
    judged = case(holds=(hold("BP102"),), approvals=(approval("patrol7", accepts=("BP102",)),))
    assert [*unaccepted_hold.check(judged, facts())] == []
