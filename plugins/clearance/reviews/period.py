"""Which reviews are due when (1021.6): each is due in its month, and covers what came before that month.

A review is called for the last day that it covers: with the months 1, 4, 7 and 10 the one that is due in
January 2027 is `2026-Q4`, and the annual one `2026`. Where more than one ends in a quarter, the later ones
are `2026-Q4b` and so on.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from clearance.guidelines.models import Monitoring

NAME = {
    "quarterly": re.compile(r"2\d{3}-Q[1-4][bc]?", re.ASCII),
    "annual": re.compile(r"2\d{3}", re.ASCII),
}
_DAY = timedelta(days=1)


class Kind(StrEnum):
    QUARTERLY = "quarterly"
    ANNUAL = "annual"


@dataclass(frozen=True, slots=True)
class Period:
    """What a review covers: from the day `begins` up to and without `opens`; it is due by the day `due`.

    From `opens` on, the first day of the review's month, it can be completed.
    """

    kind: Kind
    name: str
    begins: date
    opens: date
    due: date


def periods(monitoring: Monitoring, kind: Kind, *, since: date, day: date) -> tuple[Period, ...]:
    """Those that opened on or after `since` and up to `day`, oldest first."""
    years = range(since.year, day.year + 1)
    found = (period for year in years for period in _of_year(monitoring, kind, year))
    return tuple(period for period in found if since <= period.opens <= day)


def period_of(monitoring: Monitoring, kind: Kind, day: date) -> Period:
    """The newest that has opened by this day."""
    return periods(monitoring, kind, since=date(day.year - 1, 1, 1), day=day)[-1]


def period_named(monitoring: Monitoring, kind: Kind, name: str) -> Period | None:
    """The one of this name, whether it has opened or not; None where there is no such."""
    if not NAME[kind].fullmatch(name):
        return None
    year = int(name[:4])
    found = (*_of_year(monitoring, kind, year), *_of_year(monitoring, kind, year + 1))
    return next((period for period in found if period.name == name), None)


def _of_year(monitoring: Monitoring, kind: Kind, year: int) -> Iterator[Period]:
    """The reviews whose months are in this year."""
    months = [monitoring.annual] if kind is Kind.ANNUAL else sorted(set(monitoring.quarterly))
    starts = [date(each, month, 1) for each in (year - 1, year) for month in months]
    for begins, opens in pairwise(starts):
        if opens.year == year:
            due = opens.replace(day=monthrange(year, opens.month)[1])
            yield Period(kind, _name(kind, starts, opens), begins, opens, due)


def _name(kind: Kind, starts: Sequence[date], opens: date) -> str:
    if kind is Kind.ANNUAL:
        return str((opens - _DAY).year)
    earlier = [start for start in starts if _quarter(start) == _quarter(opens) and start < opens]
    return _quarter(opens) + ("", "b", "c")[len(earlier)]


def _quarter(opens: date) -> str:
    """That of the last day before."""
    last = opens - _DAY
    return f"{last.year}-Q{(last.month - 1) // 3 + 1}"
