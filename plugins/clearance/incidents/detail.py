"""What the record of an incident says, read strictly: nothing missing, nothing unknown, one line each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from clearance.incidents.incident import ID, ID_EXPECTED, Kind
from clearance.records.details import mapping, one_of, require_keys

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
    said = mapping(detail, "an incident", "an action")
    action = one_of(Action, "action", said.get("action"))
    fields = _FIELDS[action]
    require_keys(said, ("action", "incident", *fields), action)
    incident = said["incident"]
    if not isinstance(incident, str) or not ID.fullmatch(incident):
        raise ValueError(f"names the incident {incident!r}; expected {ID_EXPECTED}")
    texts = {name: _line(name, said[name]) for name in fields if name != "kind"}
    kind = one_of(Kind, "kind", said["kind"]) if "kind" in fields else Kind.PUBLIC_SAFETY
    return Detail(action, incident, kind=kind, **texts)


def _line(name: str, value: object) -> str:
    sound = isinstance(value, str) and 0 < len(value) <= LONGEST[name]
    if not isinstance(value, str) or not sound or not value.isprintable() or value != value.strip():
        article = "an" if name[0] in "aeiou" else "a"
        raise ValueError(f"has {article} {name} that is no line of 1 to {LONGEST[name]} characters")
    return value
