"""Which reviews are due when, and how they are called."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from clearance.guidelines.models import Monitoring
from clearance.reviews.period import Kind, Period, period_named, period_of, periods


def months(*quarterly: int, annual: int = 1) -> Monitoring:
    given = {
        "reviewer": "lt",
        "quarterly": quarterly or (1, 4, 7, 10),
        "annual": annual,
        "silent_incident_minutes": 60,
    }
    return Monitoring.model_validate(given)


def test_the_review_of_january_is_of_the_last_quarter() -> None:
    assert period_of(months(), Kind.QUARTERLY, date(2027, 1, 1)) == Period(
        Kind.QUARTERLY, "2026-Q4", date(2026, 10, 1), date(2027, 1, 1), date(2027, 1, 31)
    )
    assert period_of(months(), Kind.QUARTERLY, date(2026, 12, 31)).name == "2026-Q3"


def test_the_annual_one_covers_twelve_months() -> None:
    assert period_of(months(annual=6), Kind.ANNUAL, date(2026, 11, 27)) == Period(
        Kind.ANNUAL, "2026", date(2025, 6, 1), date(2026, 6, 1), date(2026, 6, 30)
    )


@pytest.mark.parametrize(
    ("quarterly", "names"),
    [
        pytest.param((1, 4, 7, 10), ["2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"], id="four"),
        pytest.param((10, 7, 4, 1), ["2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"], id="in another order"),
        pytest.param((2, 5, 8, 11), ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"], id="a month later"),
        pytest.param((1, 2, 3, 7), ["2025-Q4", "2026-Q1", "2026-Q1b", "2026-Q2"], id="two in one quarter"),
    ],
)
def test_names_of_a_year(quarterly: tuple[int, ...], names: list[str]) -> None:
    found = periods(months(*quarterly), Kind.QUARTERLY, since=date(2026, 1, 1), day=date(2026, 12, 31))
    assert [period.name for period in found] == names


def test_no_two_of_a_monthly_review_are_called_alike_and_each_is_found_by_its_name() -> None:
    monthly = months(*range(1, 13))
    found = periods(monthly, Kind.QUARTERLY, since=date(2024, 1, 1), day=date(2026, 12, 31))
    assert len({period.name for period in found}) == len(found) == 36
    assert [period_named(monthly, Kind.QUARTERLY, period.name) for period in found] == [*found]
    assert all(one.opens == other.begins for one, other in pairwise(found))


@pytest.mark.parametrize("name", ["2026-Q5", "2026", "2026-Q1b", "2026-q1", "x", "٢٠٢٦-Q1"])
def test_no_such_period(name: str) -> None:
    assert period_named(months(), Kind.QUARTERLY, name) is None


def test_only_those_that_opened_since_a_day() -> None:
    since = date(2026, 4, 1)
    found = periods(months(), Kind.QUARTERLY, since=since, day=date(2026, 7, 1))
    assert [period.name for period in found] == ["2026-Q1", "2026-Q2"]
    assert periods(months(), Kind.QUARTERLY, since=date(2026, 4, 2), day=date(2026, 6, 30)) == ()
