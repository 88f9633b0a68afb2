"""What the records of a report and of its resolution say, read strictly: nothing missing, nothing unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from clearance.nearest import did_you_mean
from clearance.takedown.report import Cause, Kind

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Told:
    """What a report is about. `received` stands only where a protected official asked in writing."""

    kind: Kind
    page: str
    received: date | None = None

    def written(self) -> dict[str, object]:
        """As it stands in the record; `read_report` gives the same back."""
        received = {"received": self.received.isoformat()} if self.received else {}
        return {"kind": str(self.kind), "page": self.page, **received}


def read_report(detail: object) -> Told:
    """Raises ValueError with what is wrong, in words that follow `this record`."""
    told = _mapping(detail, "a report", "a kind and a page")
    kind = _one_of(Kind, "kind", told.get("kind"))
    official = kind is Kind.PROTECTED_OFFICIAL
    _require_keys(told, {"kind", "page", *(["received"] if official else [])}, f"a report of kind {kind}")
    if not isinstance(told["page"], str):
        raise ValueError("names a page that is no path")  # noqa: TRY004 - one kind of doubt
    return Told(kind, told["page"], _day(told["received"]) if official else None)


def read_cause(detail: object) -> Cause:
    """Raises ValueError as `read_report` does."""
    told = _mapping(detail, "the cause of what was reported", "a cause")
    _require_keys(told, {"cause"}, "a resolution")
    return _one_of(Cause, "cause", told["cause"])


def _mapping(detail: object, of: str, expected: str) -> Mapping[str, object]:
    if not isinstance(detail, Mapping):
        raise ValueError(f"says nothing of {of}; expected a detail with {expected}")  # noqa: TRY004 - one kind of doubt
    return detail


def _require_keys(told: Mapping[str, object], wanted: set[str], of: str) -> None:
    if missing := sorted(wanted - told.keys()):
        raise ValueError(f"says nothing of {missing[0]}, which {of} needs")
    if unknown := sorted(told.keys() - wanted):
        raise ValueError(f"says {unknown[0]!r}, which is unknown to {of}")


def _one_of(choices: type[Choice], name: str, value: object) -> Choice:
    try:
        return choices(value)  # type: ignore[arg-type]  # whatever JSON holds
    except ValueError:
        known = [str(choice) for choice in choices]
        hint = did_you_mean(value, known) if isinstance(value, str) else ""
        raise ValueError(f"has the {name} {value!r}; expected one of {', '.join(known)}{hint}") from None


def _day(value: object) -> date:
    try:
        day = date.fromisoformat(value)  # type: ignore[arg-type]  # whatever JSON holds
    except (TypeError, ValueError):
        day = None
    if day is None or day.isoformat() != value:
        raise ValueError(f"was received on {value!r}; expected a day such as 2026-03-06")
    return day
