"""From signed records to the holds in force, one after another in the order of time.

Placing a hold again under the same number widens it. Whoever doubts keeps: of two records of one second a
release that comes first by its digest releases nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType

from clearance.disposition.detail import Action, HoldDetail, Matter, Scope, read_disposal, read_hold
from clearance.guidelines.models import Guidelines
from clearance.guidelines.roster import Role
from clearance.model import Record

HOLD, DISPOSAL = "hold", "disposal"


@dataclass(frozen=True, slots=True)
class Hold:
    """Nothing of `paths`, or nothing at all where it is `everything`, may be disposed of."""

    number: str
    matter: Matter
    everything: bool
    paths: frozenset[str]
    since: datetime
    member: str

    def covers(self, path: str) -> bool:
        return self.everything or path in self.paths


NONE: Mapping[str, Hold] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class FoldedHolds:
    """The holds in force by their number; and why a record of a hold or disposal does not count, by path."""

    in_force: Mapping[str, Hold] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)


def fold_holds(records: Iterable[Record], guidelines: Guidelines) -> FoldedHolds:
    """All that these records stop; records of other kinds are passed over."""
    holds: dict[str, Hold] = {}
    refused: dict[str, str] = {}
    own = (record for record in records if record.kind in {HOLD, DISPOSAL})
    for record in sorted(own, key=lambda record: (record.issued, record.id)):
        try:
            if record.kind == DISPOSAL:
                _check_disposal(record, guidelines)
            else:
                _apply(holds, record, guidelines)
        except ValueError as problem:
            refused[record.path] = str(problem)
    return FoldedHolds(holds, refused)


def _check_disposal(record: Record, guidelines: Guidelines) -> None:
    read_disposal(record.predicate.get("detail"))
    if not may_dispose(record.member, guidelines, record.issued):
        raise ValueError(
            f"is by {record.member}, who is no custodian of records, and can't dispose of anything"
        )


def may_dispose(member: str, guidelines: Guidelines, at: datetime) -> bool:
    return guidelines.has_role(member, Role.CUSTODIAN, at)


def _apply(holds: dict[str, Hold], record: Record, guidelines: Guidelines) -> None:
    detail = read_hold(record.predicate.get("detail"))
    after = follow(holds.get(detail.number), detail, record, guidelines)
    if after is None:
        del holds[detail.number]
    else:
        holds[detail.number] = after


def follow(before: Hold | None, detail: HoldDetail, record: Record, guidelines: Guidelines) -> Hold | None:
    """The hold after this record; None once it is released. Raises ValueError with what is wrong.

    The words follow `this record`.
    """
    custodian = may_dispose(record.member, guidelines, record.issued)
    chief = guidelines.has_role(record.member, Role.CHIEF, record.issued)
    if detail.action is Action.RELEASE:
        if not custodian and not chief:
            raise ValueError(f"is by {record.member}, neither custodian nor chief, and can't release a hold")
        if before is None:
            raise ValueError(f"releases hold {detail.number}, which is not in force")
        return None
    if not custodian and not guidelines.may_approve(record.member, record.issued):
        raise ValueError(f"is by {record.member}, neither custodian nor supervisor, and can't place a hold")
    everything = detail.scope is Scope.ALL
    if everything == bool(record.subjects):
        raise ValueError("holds files and everything at once, or neither; expected one of the two")
    return _wider(before, detail, record, everything=everything)


def _wider(before: Hold | None, detail: HoldDetail, record: Record, *, everything: bool) -> Hold:
    paths = frozenset(record.subjects)
    if before is None:
        return Hold(detail.number, detail.matter, everything, paths, record.issued, record.member)
    return replace(before, everything=before.everything or everything, paths=before.paths | paths)
