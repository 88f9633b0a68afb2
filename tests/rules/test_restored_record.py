from __future__ import annotations

from tests.rules.builders import department

from clearance.model import History, Violation
from clearance.rules import restored_record


def test_records_that_were_left_alone_pass() -> None:
    assert [*restored_record.check(department())] == []


def test_a_record_that_was_put_back() -> None:
    history = History(restored_records=(("records/x.json", "was deleted in commit 1234"),))
    assert [*restored_record.check(department(history=history))] == [
        ("records/x.json", Violation("was deleted in commit 1234, and was put back as it was"))
    ]
