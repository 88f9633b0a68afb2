"""What the record of a hold or of a disposal says, read strictly: nothing missing, nothing unknown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from clearance.records.details import mapping, one_of, require_keys

NUMBER = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9./-]{0,38}[A-Za-z0-9])?", re.ASCII)
NUMBER_EXPECTED = "the number of the case or request: letters, digits, hyphens, stops and slashes, at most 40"
AUTHORITY_EXPECTED = (
    "one line of 8 to 300 characters with the number or the date of the Local Records Commission's approval"
)
_AUTHORITY = 8, 300
_SERIES = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", re.ASCII)


class Action(StrEnum):
    PLACE = "place"
    RELEASE = "release"


class Matter(StrEnum):
    """Why something must be kept."""

    LITIGATION = "litigation"
    RECORDS_REQUEST = "records-request"
    AUDIT = "audit"


class Scope(StrEnum):
    LISTED = "listed"
    """the files that the record names"""
    ALL = "all"
    """whatever the department has, and will have"""


@dataclass(frozen=True, slots=True)
class HoldDetail:
    """Of a release only the number is said."""

    action: Action
    number: str
    matter: Matter = Matter.LITIGATION
    scope: Scope = Scope.LISTED

    def written(self) -> dict[str, object]:
        """As it stands in the record; `read_hold` gives the same back."""
        said: dict[str, object] = {"action": str(self.action), "number": self.number}
        if self.action is Action.PLACE:
            said |= {"matter": str(self.matter), "scope": str(self.scope)}
        return said


@dataclass(frozen=True, slots=True)
class DisposalDetail:
    """By whose approval, and under which series of the schedule, with what that series rests on."""

    authority: str
    series: str
    schedule: str

    def written(self) -> dict[str, object]:
        """As it stands in the record; `read_disposal` gives the same back."""
        return {"authority": self.authority, "series": self.series, "schedule": self.schedule}


def read_hold(detail: object) -> HoldDetail:
    """Raises ValueError with what is wrong, in words that follow `this record`."""
    said = mapping(detail, "a hold", "an action and a number")
    action = one_of(Action, "action", said.get("action"))
    wanted = ("matter", "scope") if action is Action.PLACE else ()
    require_keys(said, ("action", "number", *wanted), "a hold")
    number = said["number"]
    if not is_number(number):
        raise ValueError(f"has a number that is none; expected {NUMBER_EXPECTED}")
    if action is Action.RELEASE:
        return HoldDetail(action, str(number))
    matter, scope = one_of(Matter, "matter", said["matter"]), one_of(Scope, "scope", said["scope"])
    return HoldDetail(action, str(number), matter, scope)


def read_disposal(detail: object) -> DisposalDetail:
    """Raises ValueError with what is wrong, in words that follow `this record`."""
    said = mapping(detail, "a disposal", "its authority and series")
    require_keys(said, ("authority", "series", "schedule"), "a disposal")
    authority, series, schedule = said["authority"], said["series"], said["schedule"]
    if not is_authority(authority):
        raise ValueError(f"names no authority; expected {AUTHORITY_EXPECTED}")
    if not isinstance(series, str) or not _SERIES.fullmatch(series):
        raise ValueError("names no series; expected the id of one in guidelines/retention.yml")
    if not isinstance(schedule, str) or not schedule.strip():
        raise ValueError("does not say what the series rests on; expected its authority in the schedule")
    return DisposalDetail(str(authority), series, schedule)


def is_number(value: object) -> bool:
    return isinstance(value, str) and NUMBER.fullmatch(value) is not None


def is_authority(value: object) -> bool:
    """Whether this can name an approval. That it was given nobody but the Commission can say."""
    least, most = _AUTHORITY
    return (
        isinstance(value, str)
        and least <= len(value) <= most
        and value.isprintable()
        and value == value.strip()
        and any(letter.isdigit() for letter in value)
    )
