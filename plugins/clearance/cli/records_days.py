"""Days and instants as a person types them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from clearance.errors import CannotJudge

EXPECTED = "expected a day such as 2026-03-03, or a time such as 2026-03-03T14:30"


def instant(text: str, zone: ZoneInfo, what: str) -> datetime:
    """An instant; of a day alone the last second before the next one. Raises CannotJudge.

    What has no offset is in the department's time zone. `what` names the option or argument.
    """
    try:
        if "T" not in text and " " not in text:
            return before_midnight(date.fromisoformat(text), zone)
        at = datetime.fromisoformat(text)
    except (ValueError, OverflowError):
        raise CannotJudge(f"{what} is {text[:80]!r}; {EXPECTED}") from None
    return at if at.tzinfo else at.replace(tzinfo=zone)


def before_midnight(day: date, zone: ZoneInfo) -> datetime:
    return midnight(day + timedelta(days=1), zone) - timedelta(seconds=1)


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """Its beginning."""
    return datetime.combine(day, time(), zone)
