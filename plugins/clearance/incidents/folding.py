"""From signed records to incidents, one after another in the order of time.

What does not fit is refused with a reason, and changes nothing: a second opening, anything about an
incident that was never opened or is closed already, two statements of the same second, a commander
who may not command, or a signer who may not do this. The order is that of signing and not of
commits, which a rebase in a hurry turns around.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from clearance.guidelines.models import Guidelines
from clearance.incidents.detail import Action, Detail, read
from clearance.incidents.incident import Command, Incident, may_command
from clearance.model import Record

KIND = "incident"
NONE: Mapping[str, Incident] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Folded:
    """Incidents by their id, in the order of their opening; and why a record, by its path, does not count."""

    incidents: Mapping[str, Incident] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)


def fold(records: Iterable[Record], guidelines: Guidelines) -> Folded:
    """All incidents that these records tell of; records of other kinds are passed over."""
    incidents: dict[str, Incident] = {}
    refused: dict[str, str] = {}
    own = (record for record in records if record.kind == KIND)
    for record in sorted(own, key=lambda record: (record.issued, record.id)):
        try:
            detail = read(record.predicate.get("detail"))
            incidents[detail.incident] = follow(incidents.get(detail.incident), detail, record, guidelines)
        except ValueError as problem:
            refused[record.path] = str(problem)
    return Folded(incidents, refused)


def follow(before: Incident | None, detail: Detail, record: Record, guidelines: Guidelines) -> Incident:
    """The incident after this record. Raises ValueError with what is wrong, which follows `this record`."""
    at, member = record.issued, record.member
    supervisor = guidelines.may_approve(member, at)
    if detail.action is Action.OPEN:
        return _opened(before, detail, record, guidelines, supervisor=supervisor)
    if before is None:
        raise ValueError(f"is about incident {detail.incident}, which was not opened before it")
    if before.closed is not None:
        raise ValueError(f"is about incident {before.id}, which was closed at {before.closed.isoformat()}")
    if at <= before.commands[-1].since:
        raise ValueError(f"is of the same second as another one about incident {before.id}; sign it again")
    if not supervisor and member != before.commander:
        raise ValueError(f"is by {member}, neither a supervisor nor the commander of incident {before.id}")
    if detail.action is Action.CLOSE:
        return replace(before, closed=at, outcome=detail.outcome)
    if detail.commander == before.commander:
        raise ValueError(f"hands incident {before.id} to {detail.commander}, who commands it already")
    _require_commander(detail, record, guidelines)
    return replace(before, commands=(*before.commands, Command(detail.commander, at)))


def _opened(
    before: Incident | None, detail: Detail, record: Record, guidelines: Guidelines, *, supervisor: bool
) -> Incident:
    if before is not None:
        raise ValueError(f"opens incident {before.id} a second time; expected a number that is not taken")
    if not supervisor:
        raise ValueError(f"is by {record.member}, who is no supervisor, and can't open an incident")
    _require_commander(detail, record, guidelines)
    return Incident(
        id=detail.incident,
        title=detail.title,
        kind=detail.kind,
        area=detail.area,
        opened=record.issued,
        commands=(Command(detail.commander, record.issued),),
        record=record.path,
    )


def _require_commander(detail: Detail, record: Record, guidelines: Guidelines) -> None:
    if not may_command(guidelines, detail.commander, record.issued):
        message = "has no incident-commander, supervisor or chief role that day, and can't command it"
        raise ValueError(f"names {detail.commander}, who {message}")
