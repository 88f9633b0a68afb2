"""What the record of a hold or of a disposal says, read strictly: nothing missing, nothing unknown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from clearance.nearest import did_you_mean

Choice = TypeVar("Choice", bound=StrEnum)
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
    said = _mapping(detail, "a hold")
    action = _one_of(Action, "action", said.get("action"))
    wanted = ("matter", "scope") if action is Action.PLACE else ()
    _require_fields(said, ("action", "number", *wanted))
    number = said["number"]
    if not is_number(number):
        raise ValueError(f"has a number that is none; expected {NUMBER_EXPECTED}")
    if action is Action.RELEASE:
        return HoldDetail(action, str(number))
    matter, scope = _one_of(Matter, "matter", said["matter"]), _one_of(Scope, "scope", said["scope"])
    return HoldDetail(action, str(number), matter, scope)


def read_disposal(detail: object) -> DisposalDetail:
    """Raises ValueError with what is wrong, in words that follow `this record`."""
    said = _mapping(detail, "a disposal")
    _require_fields(said, ("authority", "series", "schedule"))
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


def _mapping(detail: object, what: str) -> Mapping[str, object]:
    if not isinstance(detail, Mapping):
        raise ValueError(f"says nothing of {what}; expected a detail")  # noqa: TRY004 - one kind of doubt
    return detail


def _require_fields(said: Mapping[str, object], wanted: tuple[str, ...]) -> None:
    if missing := [name for name in wanted if name not in said]:
        raise ValueError(f"says nothing of its {missing[0]}")
    if unknown := sorted(said.keys() - set(wanted)):
        raise ValueError(f"says {unknown[0]!r}, which is unknown here")


def _one_of(choices: type[Choice], name: str, value: object) -> Choice:
    try:
        return choices(value)  # type: ignore[arg-type]  # whatever JSON holds
    except ValueError:
        known = [str(choice) for choice in choices]
        hint = did_you_mean(value, known) if isinstance(value, str) else ""
        raise ValueError(f"has the {name} {value!r}; expected one of {', '.join(known)}{hint}") from None
