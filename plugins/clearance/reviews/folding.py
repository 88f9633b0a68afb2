"""From signed records to completed reviews, and which reviews are overdue (1021.6).

A review counts only by somebody who held the reviewer's role when signing it: the chief appoints them, and a
role that has ended stays in the roster with its last day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from clearance.guidelines.models import Guidelines, Role
from clearance.model import Record
from clearance.reviews.detail import Detail, read
from clearance.reviews.period import Kind, Period, periods

KIND = "review"


@dataclass(frozen=True, slots=True)
class Review:
    """A completed review: `day` is that of its signature in the department."""

    record: str
    member: str
    issued: datetime
    day: date
    detail: Detail

    def completes(self, period: Period) -> bool:
        """Nothing can be reviewed before it is over: what was signed sooner completes nothing."""
        same = (self.detail.kind, self.detail.period) == (period.kind, period.name)
        return same and self.day >= period.opens


@dataclass(frozen=True, slots=True)
class Folded:
    """Reviews, oldest first; and why a record, by its path, does not count."""

    reviews: tuple[Review, ...] = ()
    refused: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Overdue:
    """`period` should have been completed; `missed` tells how many before it are missing in a row."""

    period: Period
    missed: int


def fold(records: Iterable[Record], guidelines: Guidelines) -> Folded:
    """All reviews that these records tell of; records of other kinds are passed over."""
    reviews: list[Review] = []
    refused: dict[str, str] = {}
    for record in records:
        if record.kind == KIND:
            try:
                reviews.append(_review(record, guidelines))
            except ValueError as problem:
                refused[record.path] = str(problem)
    return Folded(tuple(sorted(reviews, key=lambda one: (one.issued, one.record))), refused)


def _review(record: Record, guidelines: Guidelines) -> Review:
    detail = read(record.predicate.get("detail"))
    if not guidelines.has_role(record.member, Role.REVIEWER, record.issued):
        raise ValueError(f"is by {record.member}, who was not the appointed reviewer that day")
    return Review(record.path, record.member, record.issued, guidelines.day(record.issued), detail)


def overdue(
    reviews: Iterable[Review], guidelines: Guidelines, *, founded: date, day: date
) -> Iterator[Overdue]:
    """At most one of each kind: the newest whose month is over, unless it or a later one is completed.

    None is asked for from before the department was `founded`, the day of its first adoption.
    """
    known = tuple(reviews)
    for kind in Kind:
        opened = periods(guidelines.monitoring, kind, since=founded, day=day)
        done = [number for number, one in enumerate(opened) if any(r.completes(one) for r in known)]
        past = [number for number, one in enumerate(opened) if one.due < day]
        last = done[-1] if done else -1
        if past and past[-1] > last:
            yield Overdue(opened[past[-1]], past[-1] - last - 1)
