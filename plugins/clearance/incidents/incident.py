"""What an incident is, as its records tell: open or closed, where, and who commanded it when (1021.4.1)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from clearance.guidelines.models import Guidelines, Role

ID = re.compile(r"[0-9]{4}-[0-9]{3,6}", re.ASCII)
ID_EXPECTED = "a year and a number, such as 2026-0412"
COMMANDING_ROLES = (Role.INCIDENT_COMMANDER, Role.SUPERVISOR, Role.CHIEF)


class Kind(StrEnum):
    """A closed list, so that the public reads the same word for the same thing."""

    CRIME = "crime"
    FIRE = "fire"
    HAZARD = "hazard"
    MISSING_PERSON = "missing-person"
    PUBLIC_SAFETY = "public-safety"
    TRAFFIC = "traffic"
    UTILITY = "utility"
    WEATHER = "weather"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = MappingProxyType(
    {
        Kind.CRIME: "Crime alert",
        Kind.FIRE: "Fire",
        Kind.HAZARD: "Hazard",
        Kind.MISSING_PERSON: "Missing person",
        Kind.PUBLIC_SAFETY: "Public safety",
        Kind.TRAFFIC: "Traffic",
        Kind.UTILITY: "Utility failure",
        Kind.WEATHER: "Severe weather",
    }
)


@dataclass(frozen=True, slots=True)
class Command:
    """A member commands from an instant on, until the next one does or the incident is closed."""

    member: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Incident:
    """`commands` are in the order of time, the first one from the opening. `record` is the path of that."""

    id: str
    title: str
    kind: Kind
    area: str
    opened: datetime
    commands: tuple[Command, ...]
    record: str = ""
    closed: datetime | None = None
    outcome: str = ""

    @property
    def commander(self) -> str:
        """Who commands now, or commanded last."""
        return self.commands[-1].member

    @property
    def changed(self) -> datetime:
        """When it was opened, handed over or closed, whichever came last."""
        return self.closed or self.commands[-1].since

    def is_open(self, at: datetime) -> bool:
        return self.opened <= at and (self.closed is None or at < self.closed)

    def commander_at(self, at: datetime) -> str | None:
        """Who commanded at that instant; None before the opening and from the closure on."""
        if not self.is_open(at):
            return None
        return [command.member for command in self.commands if command.since <= at][-1]


def may_command(guidelines: Guidelines, member: str, at: datetime) -> bool:
    """Whether the member holds a role at that time that lets them command an incident."""
    return any(guidelines.has_role(member, role, at) for role in COMMANDING_ROLES)
