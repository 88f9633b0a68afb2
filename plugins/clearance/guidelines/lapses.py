"""Whose training lapses when (1021.8): by member and topic, of those who may act or once did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from clearance.guidelines.models import Guidelines, Member, Role

ACTING = (Role.CHIEF, Role.SUPERVISOR, Role.AUTHOR, Role.INCIDENT_COMMANDER)
"""roles of which training is asked whenever their holder writes or approves"""


@dataclass(frozen=True, slots=True)
class Lapse:
    """From the day `on`, a member is no longer trained in a topic; None when they never were.

    `acts` tells whether the member may write or approve now. `day` is today in the department, and
    reminders begin on `remind_from`.
    """

    member: str
    topic: str
    on: date | None
    acts: bool
    day: date
    remind_from: date | None

    @property
    def is_over(self) -> bool:
        return self.on is None or self.on <= self.day

    @property
    def is_near(self) -> bool:
        """Still trained, and to be reminded."""
        return not self.is_over and self.remind_from is not None and self.remind_from <= self.day


def lapses(guidelines: Guidelines, at: datetime) -> tuple[Lapse, ...]:
    """Every member whose entry is open, with each topic: what is over first, then by day and name."""
    found = [
        lapse
        for member in guidelines.roster.members
        if guidelines.active(member.id, at)
        for lapse in _of(member, guidelines, guidelines.day(at))
    ]
    return tuple(sorted(found, key=lambda one: (one.on or date.min, one.member)))


def _of(member: Member, guidelines: Guidelines, day: date) -> Iterator[Lapse]:
    training = guidelines.training
    acts = any(member.holds(role, day) for role in ACTING)
    ends = {topic.id: training.lapses(member.id, topic.id, day) for topic in training.topics}
    if not acts and not any(ends.values()):
        return
    ahead = timedelta(days=training.remind_days)
    for topic, on in ends.items():
        yield Lapse(member.id, topic, on, acts, day, on - ahead if on else None)


def together(lapses: Iterable[Lapse]) -> dict[tuple[str, date | None], tuple[str, ...]]:
    """The topics that lapse for a member on the same day: most courses are about all of them."""
    found: dict[tuple[str, date | None], tuple[str, ...]] = {}
    for lapse in lapses:
        key = lapse.member, lapse.on
        found[key] = (*found.get(key, ()), lapse.topic)
    return found
