"""Dates as authors write them, read in the department's time zone and never in UTC."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

PATTERN = (
    r"^(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:[Tt ](?P<time>[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)"
    r"(?: ?(?P<offset>[Zz]|[+-][0-9]{2}:[0-9]{2}))?)?$"
)
_WRITTEN = re.compile(PATTERN.replace("$", r"\Z"))
_YEARS = range(1970, 2200)
EXPECTED = "write a date such as 2026-03-01, or 2026-03-01T18:00"


def read_instant(text: str, zone: ZoneInfo) -> datetime:
    """The instant that `YYYY-MM-DD[ HH:MM[:SS][offset]]` means, with its offset.

    A date alone is the first instant of that day in `zone`. A time without offset is local; of
    the hour that happens twice in autumn the earlier is meant, and the later one needs an
    offset. Raises ValueError, in plain words, for anything else, for a date that the calendar
    lacks, and for a local time that the clock skips in spring.
    """
    written = _WRITTEN.match(text)
    if not written:
        raise ValueError(f"{text[:40]!r} is not a date; {EXPECTED}")
    local = _calendar(f"{written['day']}T{written['time'] or '00:00'}", text)
    if written["offset"]:
        return local.replace(tzinfo=_offset(written["offset"], text))
    return _in_zone(local, zone, skipped_is_wrong=written["time"] is not None)


def _calendar(iso: str, text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        raise ValueError(f"{text!r} is not a day and time that exist; {EXPECTED}") from None
    if moment.year not in _YEARS:
        raise ValueError(f"{text!r} is not in the years {_YEARS.start} to {_YEARS.stop - 1}")
    return moment


def _offset(written: str, text: str) -> timezone:
    if written in "Zz":
        return UTC
    hours, minutes = int(written[1:3]), int(written[4:6])
    if hours > 14 or minutes > 59:  # noqa: PLR2004 - the widest offset on earth; minutes of an hour
        raise ValueError(f"{text!r} has an offset that no place on earth uses")
    size = timedelta(hours=hours, minutes=minutes)
    return timezone(-size if written[0] == "-" else size)


def _in_zone(local: datetime, zone: ZoneInfo, *, skipped_is_wrong: bool) -> datetime:
    moment = local.replace(tzinfo=zone)
    exists = moment.astimezone(UTC).astimezone(zone)
    if skipped_is_wrong and exists.replace(tzinfo=None) != local:
        raise ValueError(
            f"{local:%H:%M} on {local:%Y-%m-%d} does not exist in {zone.key}: "
            f"the clocks are set forward over it; the same moment is {exists:%H:%M}"
        )
    return exists
