"""The annual report's figures (1021.6): resources, content, what was wrong with it, resolutions, training.

All is counted from signed records, git's history and the guidelines; nothing is estimated.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from statistics import median
from urllib.parse import unquote, urlsplit

from clearance.content.address import address
from clearance.gate import Judgement
from clearance.guidelines.lapses import lapses
from clearance.model import Page, Record, sha256
from clearance.monitor.live import first_approvals
from clearance.monitor.weblogs import BLOCKS, Frame, label, quarters
from clearance.reviews.period import Period, period_named

_HOUR = 3600.0
_POSTS = "content/posts/"


@dataclass(frozen=True, slots=True)
class Quarter:
    """`hours` is the median from the commit of a version to its approval; None where none was approved.

    `requests` are new posts whose `clearance.requested` says when somebody asked for them; `request_hours` is
    the median from then until they could be read, None where there were none.
    """

    name: str
    posts: int
    approvals: int
    hours: float | None
    requests: int
    request_hours: float | None
    reports: int
    withdrawals: int


@dataclass(frozen=True, slots=True)
class Person:
    member: str
    office: str
    roles: tuple[str, ...]
    posts: int
    approvals: int


@dataclass(frozen=True, slots=True)
class Issue:
    """A report of something live, by any member, and its resolution. Hours are from report to removal."""

    page: str
    kind: str
    reported: str
    removed: str
    hours: float | None
    resolved: str
    cause: str


@dataclass(frozen=True, slots=True)
class Trained:
    """`until` is when the first topic lapses: a day, or `missing`. As it was at the end of the period."""

    member: str
    until: str
    lapsed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """`quarters` are eight, oldest first: the year before and the year itself."""

    department: str
    name: str
    period: Period
    through: date
    quarters: tuple[Quarter, ...]
    people: tuple[Person, ...]
    subjects: tuple[tuple[str, int, int], ...]
    """title of a category, posts in the year before and in the year"""
    issues: tuple[Issue, ...]
    withdrawals: tuple[tuple[str, str, str], ...]
    """page, day, by whom"""
    refused: tuple[tuple[str, str], ...]
    reviews: tuple[tuple[str, str, str, str], ...]
    """period, by whom, on which day, and whether it was late"""
    training: tuple[Trained, ...]

    @property
    def digest(self) -> str:
        """Of all figures: what is signed must still be so."""
        return sha256(json.dumps(asdict(self), default=str, sort_keys=True).encode())

    @property
    def year(self) -> tuple[Quarter, ...]:
        return self.quarters[BLOCKS // 2 :]

    @property
    def before(self) -> tuple[Quarter, ...]:
        return self.quarters[: BLOCKS // 2]

    @property
    def counts(self) -> dict[str, int]:
        """For the record of the completed review."""
        return {
            "posts": sum(one.posts for one in self.year),
            "approvals": sum(one.approvals for one in self.year),
            "reports": len(self.issues),
            "withdrawals": len(self.withdrawals),
            "refused-records": len(self.refused),
            "people": len(self.people),
        }


def figures(judgement: Judgement, period: Period) -> Figures:
    """All that the records, git and the guidelines tell of the twelve months of a period."""
    guidelines = judgement.evidence.guidelines
    starts = quarters(period.begins)
    first = _new_posts(judgement)
    waits = _waits(judgement, first)
    return Figures(
        department=guidelines.department.id,
        name=guidelines.department.name,
        period=period,
        through=min(period.opens - timedelta(days=1), guidelines.day(judgement.outcome.at)),
        quarters=tuple(_quarter(judgement, first, waits, *span) for span in pairwise(starts)),
        people=tuple(_people(judgement, period, first)),
        subjects=tuple(_subjects(judgement, first, starts)),
        issues=tuple(_issues(judgement, period)),
        withdrawals=tuple(
            (path, str(_day(judgement, record)), record.member)
            for record in _records(judgement, "withdrawal", period.begins, period.opens)
            for path in sorted(record.subjects)
            if path.endswith(".md")
        ),
        refused=tuple(
            sorted(
                (one.path, one.reason) for one in judgement.evidence.ledger.refusals if _in(one.path, period)
            )
        ),
        reviews=tuple(_reviews(judgement, period)),
        training=tuple(_training(judgement, period)),
    )


def _day(judgement: Judgement, record: Record) -> date:
    return judgement.evidence.guidelines.day(record.issued)


def _records(judgement: Judgement, kind: str, since: date, until: date) -> list[Record]:
    records = (record for record in judgement.evidence.ledger.records if record.kind == kind)
    return [record for record in records if since <= _day(judgement, record) < until]


def _new_posts(judgement: Judgement) -> dict[str, date]:
    """When each post first was approved."""
    first = first_approvals(judgement)
    return {path: _day(judgement, one) for path, one in first.items() if path.startswith(_POSTS)}


def _quarter(
    judgement: Judgement,
    first: Mapping[str, date],
    waits: Mapping[str, float],
    since: date,
    until: date,
) -> Quarter:
    approvals = _records(judgement, "approval", since, until)
    hours = [one for record in approvals for one in _hours(judgement, record)]
    waited = [one for path, one in waits.items() if since <= first[path] < until]
    reports = [one for one in judgement.evidence.reports if since <= _of(judgement, one.reported) < until]
    return Quarter(
        name=label(since),
        posts=sum(since <= day < until for day in first.values()),
        approvals=len(approvals),
        hours=round(median(hours), 1) if hours else None,
        requests=len(waited),
        request_hours=round(median(waited), 1) if waited else None,
        reports=len(reports),
        withdrawals=len(_records(judgement, "withdrawal", since, until)),
    )


def _of(judgement: Judgement, at: datetime) -> date:
    return judgement.evidence.guidelines.day(at)


def _hours(judgement: Judgement, approval: Record) -> Iterator[float]:
    """From the newest commit of the page before its approval up to that."""
    for path in approval.subjects:
        case = judgement.cases.get(path)
        before = [one.committed for one in case.commits if one.committed <= approval.issued] if case else []
        if before:
            yield (approval.issued - max(before)).total_seconds() / _HOUR


def _waits(judgement: Judgement, first: Mapping[str, date]) -> dict[str, float]:
    """Hours from the request for a post until it was approved, and its own date had come."""
    approvals = first_approvals(judgement)
    waits: dict[str, float] = {}
    for judged in judgement.outcome.pages:
        page = judged.page
        if isinstance(page, Page) and page.requested and judged.path in first:
            public = max(approvals[judged.path].issued, page.created or approvals[judged.path].issued)
            waits[judged.path] = max(0.0, (public - page.requested).total_seconds() / _HOUR)
    return waits


def _people(judgement: Judgement, period: Period, first: Mapping[str, date]) -> Iterator[Person]:
    """Who held a role on a day of the period, and what each did in it."""
    written = Counter(_authors(judgement, period, first))
    approved = Counter(one.member for one in _records(judgement, "approval", period.begins, period.opens))
    for member in judgement.evidence.guidelines.roster.members:
        held = [g for g in member.roles if g.since < period.opens and (g.until or date.max) >= period.begins]
        roles = tuple(dict.fromkeys(str(grant.role) for grant in held))
        if roles or written[member.id] or approved[member.id]:
            yield Person(member.id, member.office, roles, written[member.id], approved[member.id])


def _authors(judgement: Judgement, period: Period, first: Mapping[str, date]) -> Iterator[str]:
    for judged in judgement.outcome.pages:
        day = first.get(judged.path)
        if isinstance(judged.page, Page) and day and period.begins <= day < period.opens:
            yield from judged.page.authors


def _subjects(
    judgement: Judgement, first: Mapping[str, date], starts: tuple[date, ...]
) -> Iterator[tuple[str, int, int]]:
    pages = {judged.path: judged.page for judged in judgement.outcome.pages}
    found: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for path, day in first.items():
        page = pages.get(path)
        if isinstance(page, Page) and starts[0] <= day < starts[-1]:
            found[day >= starts[BLOCKS // 2]].update(page.categories)
    for category in judgement.evidence.guidelines.categories.categories:
        yield category.title, found[False][category.id], found[True][category.id]


def _issues(judgement: Judgement, period: Period) -> Iterator[Issue]:
    for one in judgement.evidence.reports:
        if period.begins <= _of(judgement, one.reported) < period.opens:
            yield Issue(
                page=one.page,
                kind=str(one.kind),
                reported=str(_of(judgement, one.reported)),
                removed=str(_of(judgement, one.removed)) if one.removed else "",
                hours=round((one.removed - one.reported).total_seconds() / _HOUR, 1) if one.removed else None,
                resolved=str(_of(judgement, one.resolved)) if one.resolved else "",
                cause=str(one.cause or ""),
            )


def _in(path: str, period: Period) -> bool:
    """Whether a file that does not count is of these years by its name: no more is known of it."""
    name = path.rsplit("/", 1)[-1]
    try:
        day = date.fromisoformat(name[:10])
    except ValueError:
        return True
    return period.begins <= day < period.opens


def _reviews(judgement: Judgement, period: Period) -> Iterator[tuple[str, str, str, str]]:
    monitoring = judgement.evidence.guidelines.monitoring
    for one in judgement.evidence.reviews:
        if period.begins <= one.day < period.opens:
            about = period_named(monitoring, one.detail.kind, one.detail.period)
            late = "late" if about and one.day > about.due else "in time"
            yield f"{one.detail.kind} {one.detail.period}", one.member, str(one.day), late


def _training(judgement: Judgement, period: Period) -> Iterator[Trained]:
    guidelines = judgement.evidence.guidelines
    end = datetime.combine(period.opens - timedelta(days=1), time(12), guidelines.zone)
    by_member: dict[str, list[tuple[str, date | None, bool]]] = {}
    for one in lapses(guidelines, min(end, judgement.outcome.at)):
        if one.acts:
            by_member.setdefault(one.member, []).append((one.topic, one.on, one.is_over))
    for member, topics in sorted(by_member.items()):
        days = [on for _, on, _ in topics if on]
        until = str(min(days)) if len(days) == len(topics) else "missing"
        yield Trained(member, until, tuple(topic for topic, _, over in topics if over))


def addresses(judgement: Judgement) -> dict[str, str]:
    """The address of every page that there is, with its title: of these, views are counted."""
    pages: Iterable[Page] = (one.page for one in judgement.outcome.pages if isinstance(one.page, Page))
    return {unquote(address(page.path, page.slug)): page.title for page in pages}


def frame(judgement: Judgement, period: Period, titles: Mapping[str, str]) -> Frame:
    """What is counted in logs: views of these pages, in the quarters of the period and of the year before."""
    base = urlsplit(judgement.evidence.config.site_url or "/").path or "/"
    return Frame(frozenset(titles), base, quarters(period.begins), judgement.evidence.guidelines.zone)
