"""From signed records to erasures: ordered by one person, confirmed by another, carried out by one of them.

What does not fit is refused with a reason, and changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from types import MappingProxyType

from clearance.erasure.detail import ConfirmDetail, DoneDetail, OrderDetail, Version, read
from clearance.erasure.tombstone import KIND
from clearance.guidelines.models import Guidelines
from clearance.guidelines.roster import Role
from clearance.model import Record

_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Erasure:
    """An order by its record, and how far it has come. `done` is None until it was carried out."""

    record: str
    id: str
    ordered: datetime
    member: str
    detail: OrderDetail
    confirmed_by: str = ""
    done: DoneDetail | None = None
    done_in: str = ""
    """the path of the record that says so"""
    done_at: datetime = _NEVER

    @property
    def versions(self) -> tuple[Version, ...]:
        return self.detail.versions

    @property
    def digests(self) -> frozenset[str]:
        return frozenset(version.digest for version in self.versions)


NONE: Mapping[str, Erasure] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class FoldedErasures:
    """Erasures by the id of their order, oldest first; and why a record of one does not count, by path."""

    erasures: Mapping[str, Erasure] = field(default_factory=lambda: NONE)
    refused: Mapping[str, str] = field(default_factory=dict)


def fold_erasures(records: Iterable[Record], guidelines: Guidelines) -> FoldedErasures:
    """All erasures that these records tell of; records of other kinds are passed over."""
    erasures: dict[str, Erasure] = {}
    refused: dict[str, str] = {}
    own = (record for record in records if record.kind == KIND)
    for record in sorted(own, key=lambda record: (record.issued, record.id)):
        try:
            after = follow(erasures, record, guidelines)
            erasures[after.id] = after
        except ValueError as problem:
            refused[record.path] = str(problem)
    return FoldedErasures(erasures, refused)


def follow(erasures: Mapping[str, Erasure], record: Record, guidelines: Guidelines) -> Erasure:
    """The erasure after this record. Raises ValueError; the words follow `this record`."""
    detail = read(record.predicate.get("detail"))
    if isinstance(detail, OrderDetail):
        return _ordered(record, detail, guidelines)
    before = _order_of(record, erasures)
    if isinstance(detail, ConfirmDetail):
        return _confirmed(before, record, guidelines)
    return _carried_out(before, record, detail, guidelines)


def may_order(member: str, guidelines: Guidelines, at: datetime) -> bool:
    """Whether this member keeps the records."""
    return guidelines.has_role(member, Role.CUSTODIAN, at)


def may_confirm(member: str, guidelines: Guidelines, at: datetime) -> bool:
    """Whether this member answers for the department."""
    return guidelines.has_role(member, Role.CHIEF, at)


def _ordered(record: Record, detail: OrderDetail, guidelines: Guidelines) -> Erasure:
    if not may_order(record.member, guidelines, record.issued):
        raise ValueError(f"is by {record.member}, who is no custodian of records, and can't order an erasure")
    if not record.predicate.get("reason"):
        raise ValueError("gives no reason")
    return Erasure(record.path, record.id, record.issued, record.member, detail)


def _order_of(record: Record, erasures: Mapping[str, Erasure]) -> Erasure:
    named = [name for name in record.subjects.values() if name in erasures]
    if len(named) != 1 or len(record.subjects) != 1:
        raise ValueError("is about no order of erasure that counts; expected one, by its id")
    return erasures[named[0]]


def _confirmed(before: Erasure, record: Record, guidelines: Guidelines) -> Erasure:
    if not may_confirm(record.member, guidelines, record.issued):
        raise ValueError(f"is by {record.member}, who is no chief, and can't confirm an erasure")
    if record.member == before.member:
        raise ValueError(f"is by {record.member}, who ordered it; it takes two persons")
    if before.confirmed_by:
        raise ValueError("confirms an erasure that is confirmed already")
    return replace(before, confirmed_by=record.member)


def _carried_out(before: Erasure, record: Record, detail: DoneDetail, guidelines: Guidelines) -> Erasure:
    entitled = may_order(record.member, guidelines, record.issued) or may_confirm(
        record.member, guidelines, record.issued
    )
    if not entitled:
        raise ValueError(
            f"is by {record.member}, neither custodian nor chief, and can't carry out an erasure"
        )
    if not before.confirmed_by:
        raise ValueError("says that an erasure was carried out that nobody confirmed")
    if before.done:
        raise ValueError("says that an erasure was carried out that was carried out before")
    return replace(before, done=detail, done_in=record.path, done_at=record.issued)
