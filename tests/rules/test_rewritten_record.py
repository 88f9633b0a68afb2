from __future__ import annotations

from tests.rules.builders import department

from clearance.model import History, Violation
from clearance.rules import rewritten_record


def test_records_as_they_were_written_pass() -> None:
    assert [*rewritten_record.check(department())] == []


def test_a_record_that_was_rewritten() -> None:
    history = History(rewritten_records=(("records/x.json", "commit 1234 deleted this record"),))
    assert [*rewritten_record.check(department(history=history))] == [
        (
            "records/x.json",
            Violation("commit 1234 deleted this record; expected the record as it was first written"),
        )
    ]
