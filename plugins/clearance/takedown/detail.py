"""What the records of a report and of its resolution say, read strictly: nothing missing, nothing unknown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clearance.records.details import mapping, one_of, require_keys
from clearance.takedown.report import Cause, Kind


@dataclass(frozen=True, slots=True)
class Told:
    """What a report is about. `received` stands only where a protected official asked in writing; `told_by`,
    where a member without a key told another, who signs.
    """

    kind: Kind
    page: str
    received: date | None = None
    told_by: str = ""

    def written(self) -> dict[str, object]:
        """As it stands in the record; `read_report` gives the same back."""
        received = {"received": self.received.isoformat()} if self.received else {}
        told_by = {"told_by": self.told_by} if self.told_by else {}
        return {"kind": str(self.kind), "page": self.page, **received, **told_by}


def read_report(detail: object) -> Told:
    """Raises ValueError with what is wrong, in words that follow `this record`."""
    told = mapping(detail, "a report", "a kind and a page")
    kind = one_of(Kind, "kind", told.get("kind"))
    official = kind is Kind.PROTECTED_OFFICIAL
    wanted = {"kind", "page", *(["received"] if official else []), *(told.keys() & {"told_by"})}
    require_keys(told, wanted, f"a report of kind {kind}")
    if not isinstance(told["page"], str):
        raise ValueError("names a page that is no path")  # noqa: TRY004 - one kind of doubt
    told_by = told.get("told_by", "")
    if not isinstance(told_by, str):
        raise ValueError("was told by what is no member")  # noqa: TRY004 - one kind of doubt
    return Told(kind, told["page"], _day(told["received"]) if official else None, told_by)


def read_cause(detail: object) -> Cause:
    """Raises ValueError as `read_report` does."""
    told = mapping(detail, "the cause of what was reported", "a cause")
    require_keys(told, {"cause"}, "a resolution")
    return one_of(Cause, "cause", told["cause"])


def _day(value: object) -> date:
    try:
        day = date.fromisoformat(value)  # type: ignore[arg-type]  # whatever JSON holds
    except (TypeError, ValueError):
        day = None
    if day is None or day.isoformat() != value:
        raise ValueError(f"was received on {value!r}; expected a day such as 2026-03-06")
    return day
