from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from tests.rules.builders import department

from clearance.model import Violation
from clearance.rules import overdue_review


def on(day: datetime, *, founded: datetime | None) -> list[tuple[str, Violation]]:
    made = department(founded=founded)
    return [*overdue_review.check(replace(made, facts=replace(made.facts, now=day)))]


FEBRUARY, JUNE = datetime(2026, 2, 3, 18, tzinfo=UTC), datetime(2026, 6, 3, 18, tzinfo=UTC)


def test_a_review_that_nobody_completed() -> None:
    ((path, found),) = on(JUNE, founded=FEBRUARY)
    assert path == "guidelines/monitoring.yml"
    assert found.message == ("the quarterly review 2026-Q1 was due by 2026-04-30; expected its record by lt2")


def test_nothing_is_asked_of_a_department_from_before_it_was_founded() -> None:
    assert on(JUNE, founded=datetime(2026, 5, 3, 18, tzinfo=UTC)) == []
    assert on(JUNE, founded=None) == []


def test_earlier_ones_are_counted() -> None:
    found = [violation.message for _, violation in on(JUNE, founded=datetime(2025, 8, 3, tzinfo=UTC))]
    assert [", and 2 before it" in message for message in found] == [True, False]
