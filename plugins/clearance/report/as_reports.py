"""Open reports of published pages, for people and for programs. What was said in them is never shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from rich.text import Text

from clearance.report.terminal import wrapped
from clearance.takedown.report import Report

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


def in_order(reports: Iterable[Report], at: datetime) -> list[Report]:
    """The open ones: overdue ones first, then those still up, each by when they are or were due."""
    still_open = (report for report in reports if report.is_open)
    return sorted(still_open, key=lambda one: (not one.is_overdue(at), one.is_down, one.due, one.record))


def lines(reports: Iterable[Report], at: datetime, zone: ZoneInfo, width: int) -> Iterator[Text]:
    """A sentence for each open report, and one empty line after them."""
    told = in_order(reports, at)
    for report in told:
        style = "bold red" if report.is_overdue(at) else "bold yellow"
        yield from wrapped(_sentence(report, at, zone), width=width, indent=0, style=style)
    if told:
        yield Text()


def _sentence(report: Report, at: datetime, zone: ZoneInfo) -> str:
    word = "OVERDUE" if report.is_overdue(at) else "REPORTED"
    about = f"{report.page} ({report.kind}), {_span(at - report.reported)} ago by {report.member}"
    if report.is_down and report.removed:
        after = _span(report.removed - report.reported)
        return f"{word}: {about}; down after {after}; waits for its cause: clearance resolve {report.record}"
    again = "; it was down, and is approved again as it was" if report.back else ""
    due = report.due.astimezone(zone)
    return f"{word}: {about}{again}; due {due:%Y-%m-%d %H:%M %Z}; {report.record}"


def _span(time: timedelta) -> str:
    """In the largest unit that says enough: `4 minutes`, `30 hours`, `12 days`."""
    if time < timedelta(minutes=1):
        return "less than a minute"
    if time < 2 * _HOUR:
        return _count(int(time.total_seconds() // 60), "minute")
    if time < 3 * _DAY:
        return _count(int(time / _HOUR), "hour")
    return _count(time.days, "day")


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'}"


def entries(reports: Iterable[Report], at: datetime) -> list[dict[str, object]]:
    return [_entry(report, at) for report in in_order(reports, at)]


def _entry(report: Report, at: datetime) -> dict[str, object]:
    removed = report.removed
    return {
        "record": report.record,
        "page": report.page,
        "kind": str(report.kind),
        "member": report.member,
        "reported": report.reported.isoformat(),
        "due": report.due.isoformat(),
        "removed": removed.isoformat() if removed else None,
        "seconds_to_removal": int((removed - report.reported).total_seconds()) if removed else None,
        "down": report.is_down,
        "overdue": report.is_overdue(at),
    }
