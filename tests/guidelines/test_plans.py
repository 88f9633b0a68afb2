from __future__ import annotations

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearance.guidelines.plans import Training, months_after


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        pytest.param("2024-03-15", 24, "2026-03-15", id="two years"),
        pytest.param("2024-02-29", 12, "2025-02-28", id="a leap day"),
        pytest.param("2024-08-31", 6, "2025-02-28", id="into a shorter month"),
        pytest.param("2023-12-31", 1, "2024-01-31", id="over the year's end"),
        pytest.param("2023-11-30", 1, "2023-12-30", id="into December"),
    ],
)
def test_months_after(day: str, months: int, after: str) -> None:
    assert months_after(date.fromisoformat(day), months) == date.fromisoformat(after)


DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@given(DAYS, st.integers(1, 120))
def test_months_after_is_the_right_month_and_the_same_or_the_last_day(day: date, months: int) -> None:
    after = months_after(day, months)
    assert (after.year - day.year) * 12 + after.month - day.month == months
    assert after.day == min(day.day, monthrange(after.year, after.month)[1])


@given(st.lists(DAYS, max_size=5), DAYS, st.integers(1, 120))
def test_trained_exactly_when_some_completion_still_holds(done: list[date], day: date, months: int) -> None:
    training = Training.model_validate(
        {
            "topics": [{"id": "privacy", "title": "Privacy", "clause": "1021.8"}],
            "valid_months": months,
            "completions": [{"member": "ann", "topics": "all", "on": on} for on in done],
        }
    )
    holds = any(on <= day < months_after(on, months) for on in done)
    assert (training.gaps("ann", day) == ()) is holds
