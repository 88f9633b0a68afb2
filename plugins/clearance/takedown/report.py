"""A member's report of something published, and what became of it (1021.5, last paragraph).

How soon a protected official's personal information must go is laid down by statute: government agencies
have 5 business days from the written request (705 ILCS 90/2-1(a) for judges, 5 ILCS 347/15(a) for public
officials). The 72 hours of these acts are for persons and businesses. Holidays count as business days
here, so that nothing is due later than the law says. All other reports are due within so many hours.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from clearance.guidelines.models import Guidelines

_SATURDAY = 5


class Kind(StrEnum):
    """What a member takes the matter to be; a closed list, so that a year of reports can be counted."""

    PROHIBITED = "prohibited"
    UNAUTHORIZED = "unauthorized"
    INACCURATE = "inaccurate"
    PERSONAL_INFORMATION = "personal-information"
    PROTECTED_OFFICIAL = "protected-official"
    OUTCOME = "outcome"


class Cause(StrEnum):
    """What a supervisor found to be the cause of the entry."""

    UNAUTHORIZED = "unauthorized"
    PROHIBITED = "prohibited"
    INACCURATE = "inaccurate"
    PERSONAL_INFORMATION = "personal-information"
    OUTCOME = "outcome"
    MISTAKEN_REPORT = "mistaken-report"


@dataclass(frozen=True, slots=True)
class Report:
    """`record` is the path of the signed report, `id` the SHA-256 of its bytes; `digest` is the page's.

    `removed` is when a withdrawal first took the page down after the report. `back` tells that it was
    approved again since, with the very bytes that were reported. What was said in it is not here: nothing
    that prints reports can print that.
    """

    record: str
    id: str
    page: str
    digest: str
    kind: Kind
    member: str
    reported: datetime
    due: datetime
    removed: datetime | None = None
    back: bool = False
    resolved: datetime | None = None
    cause: Cause | None = None

    @property
    def is_open(self) -> bool:
        """Until a supervisor has told its cause; taking the page down is not the end of it."""
        return self.resolved is None

    @property
    def is_down(self) -> bool:
        return self.removed is not None and not self.back

    def is_overdue(self, at: datetime) -> bool:
        """Whether at that instant the page should have been down, or the report resolved, and neither is."""
        return self.is_open and not self.is_down and at > self.due


def due(kind: Kind, reported: datetime, received: date | None, guidelines: Guidelines) -> datetime:
    """By when the page must be down. `received` is the day on which a written request came in."""
    monitoring = guidelines.monitoring
    if kind is not Kind.PROTECTED_OFFICIAL:
        return reported + timedelta(hours=monitoring.report_hours)
    first = received or guidelines.day(reported)
    last = _business_days_after(first, monitoring.protected_official_business_days)
    return datetime.combine(last + timedelta(days=1), time(), guidelines.zone)


def _business_days_after(day: date, number: int) -> date:
    while number:
        day += timedelta(days=1)
        number -= day.weekday() < _SATURDAY
    return day
