"""What the record of an incident says, read strictly: nothing missing, nothing unknown, one line each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from clearance.incidents.incident import ID, ID_EXPECTED, Kind
from clearance.nearest import did_you_mean

Choice = TypeVar("Choice", bound=StrEnum)
LONGEST = {"title": 120, "area": 200, "commander": 60, "outcome": 600}
"""characters"""


class Action(StrEnum):
    OPEN = "open"
    HAND_OVER = "hand-over"
    CLOSE = "close"


_FIELDS: Mapping[Action, tuple[str, ...]] = {
    Action.OPEN: ("title", "kind", "area", "commander"),
    Action.HAND_OVER: ("commander",),
    Action.CLOSE: ("outcome",),
}


@dataclass(frozen=True, slots=True)
class Detail:
    """What the action doesn't say is empty."""

    action: Action
    incident: str
    title: str = ""
    kind: Kind = Kind.PUBLIC_SAFETY
    area: str = ""
    commander: str = ""
    outcome: str = ""

    def written(self) -> dict[str, object]:
        """As it stands in the record; `read` gives the same back."""
        values = {name: str(getattr(self, name)) for name in _FIELDS[self.action]}
        return {"action": str(self.action), "incident": self.incident, **values}


def read(detail: object) -> Detail:
    """Raises ValueError with what is wrong, in words that follow `this record`."""
    if not isinstance(detail, Mapping):
        raise ValueError("says nothing of an incident; expected a detail with an action")  # noqa: TRY004 - one kind of doubt
    action = _one_of(Action, "action", detail.get("action"))
    fields = _FIELDS[action]
    wanted = {"action", "incident", *fields}
    if missing := sorted(wanted - detail.keys()):
        raise ValueError(f"says nothing of {missing[0]}, which {action} needs")
    if unknown := sorted(detail.keys() - wanted):
        raise ValueError(f"says {unknown[0]!r}, which is unknown to {action}")
    incident = detail["incident"]
    if not isinstance(incident, str) or not ID.fullmatch(incident):
        raise ValueError(f"names the incident {incident!r}; expected {ID_EXPECTED}")
    texts = {name: _line(name, detail[name]) for name in fields if name != "kind"}
    kind = _one_of(Kind, "kind", detail["kind"]) if "kind" in fields else Kind.PUBLIC_SAFETY
    return Detail(action, incident, kind=kind, **texts)


def _one_of(choices: type[Choice], name: str, value: object) -> Choice:
    try:
        return choices(value)  # type: ignore[arg-type]  # whatever JSON holds
    except ValueError:
        known = [str(choice) for choice in choices]
        hint = did_you_mean(value, known) if isinstance(value, str) else ""
        raise ValueError(f"has the {name} {value!r}; expected one of {', '.join(known)}{hint}") from None


def _line(name: str, value: object) -> str:
    sound = isinstance(value, str) and 0 < len(value) <= LONGEST[name]
    if not isinstance(value, str) or not sound or not value.isprintable() or value != value.strip():
        article = "an" if name[0] in "aeiou" else "a"
        raise ValueError(f"has {article} {name} that is no line of 1 to {LONGEST[name]} characters")
    return value
