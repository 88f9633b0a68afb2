"""All incidents, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from clearance.incidents.incident import Incident
from clearance.report.as_json import VERSION, dump
from clearance.report.terminal import plain


@dataclass(frozen=True, slots=True)
class Line:
    """An incident, and when its newest public update was approved, if there is one."""

    incident: Incident
    updated: datetime | None


def render_incidents(lines: Iterable[Line], zone: ZoneInfo) -> str:
    """One paragraph for each."""
    told = [_text(line, zone) for line in lines]
    return "\n".join(told) if told else "There are no incidents.\n"


def _text(line: Line, zone: ZoneInfo) -> str:
    incident = line.incident
    state = f"closed {_when(incident.closed, zone)}" if incident.closed else "open"
    heard = f"last update {_when(line.updated, zone)}" if line.updated else "no update yet"
    rows = [
        f"{incident.id}  {state}  {plain(incident.title)}",
        f"  {incident.kind.label}; {plain(incident.area)}",
        f"  opened {_when(incident.opened, zone)}; commanded by {incident.commander}; {heard}",
        *([f"  {plain(incident.outcome)}"] if incident.outcome else []),
    ]
    return "\n".join(rows) + "\n"


def _when(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M %Z}"


def render_incidents_json(lines: Iterable[Line]) -> str:
    return dump({"version": VERSION, "incidents": [_entry(line) for line in lines]})


def _entry(line: Line) -> dict[str, object]:
    incident = line.incident
    return {
        "id": incident.id,
        "state": "closed" if incident.closed else "open",
        "title": incident.title,
        "kind": str(incident.kind),
        "area": incident.area,
        "opened": incident.opened.isoformat(),
        "commands": [{"member": one.member, "since": one.since.isoformat()} for one in incident.commands],
        "updated": line.updated.isoformat() if line.updated else None,
        "closed": incident.closed.isoformat() if incident.closed else None,
        "outcome": incident.outcome or None,
    }
