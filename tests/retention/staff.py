"""Who works at the department of `five_years.py`, from when to when, and by which keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

FIRST = datetime(2021, 1, 4, 18, tzinfo=UTC)
"""the day on which the department was founded"""
_SINCE = date(2020, 12, 1)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """Whole days, both ends included."""

    since: date = _SINCE
    until: date | None = None

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)

    @property
    def text(self) -> str:
        return f"from: {self.since}" + (f", until: {self.until}" if self.until else "")


@dataclass(frozen=True)
class Person:
    """`roles` and `keys` by name; a key has the name of its file."""

    id: str
    roles: Mapping[str, Span] = field(default_factory=dict)
    keys: Mapping[str, Span] = field(default_factory=dict)
    span: Span = Span()

    def entry(self, public: Mapping[str, str]) -> str:
        roles = "".join(f"      - {{role: {name}, {span.text}}}\n" for name, span in self.roles.items())
        devices = "".join(
            f'      - {{name: device {name}, key: "{public[name]}", {span.text}}}\n'
            for name, span in self.keys.items()
        )
        until = f"    until: {self.span.until}\n" if self.span.until else ""
        return (
            f"  - id: {self.id}\n    name: The {self.id}\n    office: Office of {self.id}\n"
            f"    authorized_by: chief\n    from: {self.span.since}\n{until}"
            f"    emails: [{self.id}@test.example]\n"
            + (f"    roles:\n{roles}" if roles else "")
            + f"    devices:\n{devices}"
        )


@dataclass(frozen=True)
class Staff:
    """All who are in the roster, by their ids; each change makes another one."""

    people: Mapping[str, Person]

    def roster(self, public: Mapping[str, str]) -> str:
        return "members:\n" + "".join(person.entry(public) for person in self.people.values())

    def training(self, days: Iterable[date]) -> str:
        done = "".join(
            f"  - {{member: {person.id}, topics: all, on: {day}}}\n"
            for day in days
            for person in self.people.values()
            if person.span.until is None or day <= person.span.until
        )
        topics = 'topics:\n  - {id: privacy, title: Privacy, clause: "1021.8"}\nvalid_months: 24\n'
        return f"{topics}completions:\n{done}"

    def authors(self, day: date) -> list[str]:
        return self._with({"pio", "author"}, day)

    def supervisors(self, day: date) -> list[str]:
        return self._with({"chief", "supervisor"}, day)

    def _with(self, roles: set[str], day: date) -> list[str]:
        return [
            person.id
            for person in self.people.values()
            if person.span.covers(day)
            and any(span.covers(day) for role, span in person.roles.items() if role in roles)
        ]

    def key_of(self, member: str, day: date) -> str:
        """The key that the member has on a day."""
        return next(name for name, span in self.people[member].keys.items() if span.covers(day))

    def with_(self, person: Person) -> Staff:
        """One who joins."""
        return Staff({**self.people, person.id: person})

    def promoted(self, member: str, role: str, day: date) -> Staff:
        person = self.people[member]
        return self.with_(replace(person, roles={**person.roles, role: Span(day)}))

    def rekeyed(self, member: str, key: str, day: date) -> Staff:
        """From a day on with another key; the one before ended on the day before."""
        person = self.people[member]
        ended = {name: replace(span, until=day - _DAY) for name, span in person.keys.items()}
        return self.with_(replace(person, keys={**ended, key: Span(day)}))

    def left(self, member: str, day: date) -> Staff:
        """With this as the last day of the entry, the roles and the keys."""
        person = self.people[member]
        return self.with_(
            replace(
                person,
                roles={name: replace(span, until=day) for name, span in person.roles.items()},
                keys={name: replace(span, until=day) for name, span in person.keys.items()},
                span=replace(person.span, until=day),
            )
        )


def _person(name: str, *roles: str, key: str = "") -> Person:
    return Person(name, dict.fromkeys(roles, Span()), {key or name: Span()})


STAFF = Staff(
    {
        person.id: person
        for person in (
            _person("chief", "chief", "custodian"),
            _person("lt", "supervisor", "reviewer"),
            _person("sgt", "supervisor", key="former"),
            _person("pio", "pio"),
            _person("officer", "author"),
            _person("patrol"),
            _person("recorder", "recorder"),
        )
    }
)
"""as on the first day: the sergeant's key is the one that will be stolen"""


def recruit(day: date) -> Person:
    """An author who joins on a day."""
    return Person("rookie", {"author": Span(day)}, {"stranger": Span(day)}, Span(day))
