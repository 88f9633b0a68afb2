"""What no single value shows: doubles, names that nobody bears, dates in the wrong order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from clearance.colours import ENOUGH, WHITE, contrast
from clearance.feeds.names import is_taken
from clearance.guidelines.folder import RULES, Folder, Location, Problem
from clearance.guidelines.roster import Device, Grant, Member, Period, Role, Roster
from clearance.guidelines.wordings import wording_problems
from clearance.nearest import did_you_mean

Check = Callable[[Folder], Iterator[Problem]]


def contradictions(folder: Folder) -> Iterator[Problem]:
    """Everything in the folder that contradicts something else in it."""
    checks: tuple[Check, ...] = (
        _doubles,
        _feeds,
        _chiefs,
        _periods,
        _authorizations,
        _recorders,
        _training,
        _retention,
        _monitoring,
        _colours,
        _packs,
        wording_problems,
    )
    for check in checks:
        yield from check(folder)


def _twice(what: str, items: Iterable[tuple[Location, str]]) -> Iterator[Problem]:
    seen: set[str] = set()
    for location, value in items:
        if value in seen:
            yield location, f"the {what} {str(value)!r} stands twice; each may stand only once"
        seen.add(value)


def _doubles(folder: Folder) -> Iterator[Problem]:
    members = [*_entries(folder.roster)]
    yield from _twice("member id", (((*at, "id"), m.id) for at, m in members))
    yield from _twice(
        "e-mail address",
        (((*at, "emails", n), e.casefold()) for at, m in members for n, e in enumerate(m.emails)),
    )
    yield from _twice("key", (((*at, "key"), d.fingerprint) for at, _, d in _devices(folder.roster)))
    yield from _twice(
        "GitHub id", (((*at, "github_id"), str(m.github_id)) for at, m in members if m.github_id)
    )
    categories = enumerate(folder.categories.categories)
    yield from _twice("category id", ((("categories", "categories", n, "id"), c.id) for n, c in categories))
    topics = enumerate(folder.training.topics)
    yield from _twice("topic id", ((("training", "topics", n, "id"), t.id) for n, t in topics))


def _feeds(folder: Folder) -> Iterator[Problem]:
    """The feed of a subject bears its category's id, and so does the file."""
    for number, category in enumerate(folder.categories.categories):
        if is_taken(category.id):
            message = f"the site has a feed of its own named {category.id!r}; expected another id"
            yield ("categories", "categories", number, "id"), message


def _entries(roster: Roster) -> Iterator[tuple[Location, Member]]:
    for number, member in enumerate(roster.members):
        yield ("roster", "members", number), member


def _grants(roster: Roster) -> Iterator[tuple[Location, Member, Grant]]:
    for at, member in _entries(roster):
        for number, grant in enumerate(member.roles):
            yield (*at, "roles", number), member, grant


def _devices(roster: Roster) -> Iterator[tuple[Location, Member, Device]]:
    for at, member in _entries(roster):
        for number, device in enumerate(member.devices):
            yield (*at, "devices", number), member, device


def _chiefs(folder: Folder) -> Iterator[Problem]:
    if not any(grant.role is Role.CHIEF for _, _, grant in _grants(folder.roster)):
        yield ("roster", "members"), "nobody has the role 'chief'; expected at least one member with it"


def _periods(folder: Folder) -> Iterator[Problem]:
    roster = folder.roster
    periods: list[tuple[Location, Period]] = [*_entries(roster)]
    periods += [(at, grant) for at, _, grant in _grants(roster)]
    periods += [(at, device) for at, _, device in _devices(roster)]
    for at, period in periods:
        if period.until and period.until < period.since:
            yield (*at, "until"), f"ends before it begins; expected {period.since} or later"
    for at, member, grant in _grants(roster):
        yield from _grant_within_entry(at, member, grant)
    for at, _, device in _devices(roster):
        if device.revoked and device.revoked.on < device.since:
            yield (*at, "revoked", "on"), f"revoked before it was in use; expected {device.since} or later"


def _grant_within_entry(at: Location, member: Member, grant: Grant) -> Iterator[Problem]:
    if grant.since < member.since:
        yield (*at, "from"), f"the role begins before the member's entry; expected {member.since} or later"
    if member.until and (grant.until is None or grant.until > member.until):
        key = "until" if grant.until else "role"
        yield (*at, key), f"the role outlasts the member's entry; expected until: {member.until} or earlier"


def _authorizations(folder: Folder) -> Iterator[Problem]:
    for at, member in _entries(folder.roster):
        yield from _authorized(folder.roster, (*at, "authorized_by"), member.authorized_by, member.since)
        own = member.authorized_by == member.id
        if own and not any(grant.role is Role.CHIEF for grant in member.roles):
            yield (*at, "authorized_by"), "only the chief may stand in the roster by their own authority"
    for at, _, grant in _grants(folder.roster):
        if grant.authorized_by:
            yield from _authorized(folder.roster, (*at, "authorized_by"), grant.authorized_by, grant.since)
    for at, _, device in _devices(folder.roster):
        if device.exception:
            where = (*at, "exception", "granted_by")
            yield from _supervised(folder.roster, where, device.exception.granted_by, device.since)


def _known(roster: Roster, at: Location, member_id: str) -> Iterator[Problem]:
    ids = [member.id for member in roster.members]
    if member_id not in ids:
        hint = did_you_mean(member_id, ids)
        yield at, f"{member_id!r} is not in the roster{hint or '; expected the id of a member'}"


def _authorized(roster: Roster, at: Location, member_id: str, day: date) -> Iterator[Problem]:
    yield from _known(roster, at, member_id)
    if any(m.id == member_id and not m.covers(day) for m in roster.members):
        yield at, f"{member_id!r} was not in the department on {day} and could not authorize this"


def _supervised(roster: Roster, at: Location, member_id: str, day: date) -> Iterator[Problem]:
    yield from _known(roster, at, member_id)
    in_charge = (Role.SUPERVISOR, Role.CHIEF)
    if any(m.id == member_id and not any(m.holds(r, day) for r in in_charge) for m in roster.members):
        yield at, f"{member_id!r} was no supervisor on {day}; only a supervisor can grant an exception"


def _recorders(folder: Folder) -> Iterator[Problem]:
    for at, member in _entries(folder.roster):
        roles = [grant.role for grant in member.roles]
        if Role.RECORDER in roles and len(roles) > 1:
            yield (*at, "roles"), "the recorder vouches for others and may hold no second role"


def _training(folder: Folder) -> Iterator[Problem]:
    topics = [topic.id for topic in folder.training.topics]
    for number, completion in enumerate(folder.training.completions):
        at: Location = ("training", "completions", number)
        yield from _known(folder.roster, (*at, "member"), completion.member)
        if completion.topics == "all":
            continue
        for index, topic in enumerate(completion.topics):
            if topic not in topics:
                hint = did_you_mean(topic, topics) or f"; expected one of: {', '.join(topics)}"
                yield (*at, "topics", index), f"{topic!r} is not one of the topics above{hint}"


def _retention(folder: Folder) -> Iterator[Problem]:
    retention = folder.retention
    yield from _holding(folder.roster, ("retention", "custodian"), retention.custodian, Role.CUSTODIAN)
    yield from _known(
        folder.roster, ("retention", "administration_lieutenant"), retention.administration_lieutenant
    )
    schedule = [(("retention", "schedule", n), series) for n, series in enumerate(retention.schedule)]
    yield from _twice("series id", (((*at, "id"), series.id) for at, series in schedule))
    yield from _twice(
        "kind of record",
        (
            ((*at, "applies_to", n), kept)
            for at, series in schedule
            for n, kept in enumerate(series.applies_to)
        ),
    )


def _monitoring(folder: Folder) -> Iterator[Problem]:
    at: Location = ("monitoring", "reviewer")
    yield from _holding(folder.roster, at, folder.monitoring.reviewer, Role.REVIEWER)
    yield from _twice(
        "month",
        ((("monitoring", "quarterly", n), str(month)) for n, month in enumerate(folder.monitoring.quarterly)),
    )


def _colours(folder: Folder) -> Iterator[Problem]:
    """What is written on a picture must be readable there."""
    colors = folder.department.colors
    if colors is None:
        return
    for key, text, name in (("primary", WHITE, "white"), ("accent", colors.accent, "the accent")):
        found = contrast(text, colors.primary)
        if found < ENOUGH:
            message = (
                f"{name} on the primary colour has a contrast of {found:.1f} to 1; expected {ENOUGH} or more"
            )
            yield ("department", "colors", key), message


def _holding(roster: Roster, at: Location, member_id: str, role: Role) -> Iterator[Problem]:
    yield from _known(roster, at, member_id)
    for member in roster.members:
        if member.id == member_id and not any(grant.role is role for grant in member.roles):
            yield at, f"{member_id!r} does not have the role {role.value!r}; give it in roster.yml"


def _packs(folder: Folder) -> Iterator[Problem]:
    rules = [
        ((RULES, name, "rules", n), r) for name, p in folder.rules.items() for n, r in enumerate(p.rules)
    ]
    yield from _twice("code", (((*at, "code"), rule.code) for at, rule in rules))
    yield from _twice("rule name", (((*at, "name"), rule.name) for at, rule in rules))
    for name, pack in folder.rules.items():
        if pack.pack != name:
            yield (RULES, name, "pack"), f"the pack and its file must have one name; expected {name!r}"
