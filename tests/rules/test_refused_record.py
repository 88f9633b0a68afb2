from __future__ import annotations

from tests.rules.builders import approval, department

from clearance.model import Ledger, Refusal, Violation
from clearance.rules import refused_record


def test_records_that_count_pass() -> None:
    assert [*refused_record.check(department(ledger=Ledger((approval(),))))] == []


def test_a_record_that_does_not_count() -> None:
    ledger = Ledger((approval(),), (Refusal("records/x.json", "its signature is missing"),))
    assert [*refused_record.check(department(ledger=ledger))] == [
        ("records/x.json", Violation("this record does not count: its signature is missing"))
    ]
