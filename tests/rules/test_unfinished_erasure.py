from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from tests.rules.builders import department

from clearance.erasure.detail import DoneDetail, OrderDetail, Version
from clearance.erasure.folding import Erasure
from clearance.model import Violation
from clearance.rules import unfinished_erasure

ORDER = OrderDetail("Circuit Court, 2026-CR-0412", (Version("a" * 64, "b" * 40, ("content/a.md",)),))
ORDERED = Erasure("records/a.json", "1" * 64, datetime(2026, 3, 6, 15, tzinfo=UTC), "chief1", ORDER)


def told(*erasures: Erasure) -> list[tuple[str, Violation]]:
    return [*unfinished_erasure.check(department(erasures=erasures))]


def test_one_that_was_carried_out() -> None:
    done = replace(ORDERED, confirmed_by="chief2", done=DoneDetail("1" * 40, "2" * 40))
    assert told(done) == []
    assert told() == []


def test_each_step_that_it_waits_for() -> None:
    begun = "the erasure that chief1 ordered on 2026-03-06 waits"
    confirmed = replace(ORDERED, confirmed_by="chief2")
    assert told(ORDERED) == [("records/a.json", Violation(f"{begun} for the chief to confirm it"))]
    assert told(confirmed) == [("records/a.json", Violation(f"{begun} to be carried out"))]
