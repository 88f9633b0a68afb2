"""What the retention schedule allows to dispose of, and since when (`guidelines/retention.yml`, 1021.7).

The years of a series run from the last day on which anything happened to a record: its own date, its last
commit, the last record about it, the day on which it expired. Whoever doubts keeps: a page whose incident is
open, or a file that a page shows which must be kept, is not due.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from clearance.disposition.folding import Hold
from clearance.gate import Judgement
from clearance.guidelines.plans import Kept, Series, months_after
from clearance.model import JudgedPage, Page

PERMANENT = "permanent"
_MONTHS = 12
_ABOUT_CONTENT = frozenset({"approval", "withdrawal", "report", "resolution"})


@dataclass(frozen=True, slots=True)
class Item:
    """A record by its path, and how long it is kept. `due` is the first day on which it may go; None never.

    `series` is None where no line of the schedule is about such a thing. `shown_by` are the pages that show a
    file, `needed` those of them that are to be kept.
    """

    path: str
    kind: Kept
    digest: str
    since: date
    series: Series | None
    due: date | None
    public: bool = False
    shown_by: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    holds: tuple[Hold, ...] = ()

    def is_due(self, on: date) -> bool:
        return self.due is not None and self.due <= on and not self.needed

    @property
    def is_content(self) -> bool:
        """Whether it is in `content/`; signed records stay, whatever the schedule allows."""
        return self.kind in {Kept.POST, Kept.PAGE, Kept.MEDIA}


def items(judgement: Judgement, on: date) -> dict[str, Item]:
    """Everything that is kept, by its path."""
    events = _events(judgement)
    pages = {judged.path: _page(judged, events, judgement) for judged in judgement.outcome.pages}
    media = {item.path: item for item in _media(pages, events, judgement, on)}
    return {**pages, **media, **{item.path: item for item in _records(judgement)}}


def due(judgement: Judgement, on: date) -> tuple[Item, ...]:
    """What may be disposed of on a day, those on hold with it; by series and path."""
    found = (item for item in items(judgement, on).values() if item.is_due(on))
    return tuple(sorted(found, key=lambda item: (item.series.id if item.series else "", item.path)))


def _events(judgement: Judgement) -> dict[str, datetime]:
    """When last something happened to each path: a commit, or a record about it."""
    last: dict[str, datetime] = {}
    for commit in judgement.evidence.history.commits:
        _note(last, commit.paths, commit.committed)
    for record in judgement.evidence.ledger.records:
        if record.kind in _ABOUT_CONTENT:
            _note(last, record.subjects, record.issued)
    return last


def _note(last: dict[str, datetime], paths: Iterable[str], at: datetime) -> None:
    for path in paths:
        last[path] = max(at, last.get(path, at))


def _page(judged: JudgedPage, events: Mapping[str, datetime], judgement: Judgement) -> Item:
    page = judged.page
    kind = Kept.POST if judged.path.startswith("content/posts/") else Kept.PAGE
    moments = [events.get(judged.path, judgement.outcome.at)]
    readable = isinstance(page, Page)
    if isinstance(page, Page):
        ends = page.event.end or page.event.start if page.event else None
        moments += [each for each in (page.created, page.updated, page.expires, ends) if each]
        moments += [_incident_end(page.incident, judgement)] if page.incident else []
    return _item(
        judged.path, kind, page.digest, max(moments), judgement, public=judged.published, readable=readable
    )


def _incident_end(number: str, judgement: Judgement) -> datetime:
    """An incident that is open, or unknown, goes on."""
    incident = judgement.evidence.incidents.get(number)
    return incident.closed if incident and incident.closed else judgement.outcome.at


def _media(
    pages: Mapping[str, Item], events: Mapping[str, datetime], judgement: Judgement, on: date
) -> Iterator[Item]:
    shown: dict[str, list[Item]] = {}
    for judged in judgement.outcome.pages:
        for path in judged.subjects:
            shown.setdefault(path, []).append(pages[judged.path])
    for path, digest in judgement.evidence.tree.digests.items():
        if path in pages or path in judgement.evidence.config.assets:
            continue  # what the site's settings show belongs to its design
        by = shown.get(path, [])
        needed = tuple(item.path for item in by if not item.is_due(on))
        least = max((item.since for item in by), default=date.min)
        public = any(item.public for item in by)
        moment = events.get(path, judgement.outcome.at)
        item = _item(path, Kept.MEDIA, digest, moment, judgement, public=public, least=least)
        yield replace(item, shown_by=tuple(one.path for one in by), needed=needed)


def _records(judgement: Judgement) -> Iterator[Item]:
    evidence = judgement.evidence
    for record in evidence.ledger.records:
        yield _item(record.path, Kept(record.kind), record.id, record.issued, judgement)
    for adoption in evidence.chain.adoptions:
        yield _item(adoption.path, Kept.ADOPTION, adoption.id, adoption.issued, judgement)


def _item(  # noqa: PLR0913 - all that is told of one
    path: str,
    kind: Kept,
    digest: str,
    at: datetime,
    judgement: Judgement,
    *,
    public: bool = False,
    least: date = date.min,
    readable: bool = True,
) -> Item:
    evidence = judgement.evidence
    schedule = evidence.guidelines.retention.schedule
    series = next((series for series in schedule if kind in series.applies_to), None)
    since = max(least, evidence.guidelines.day(at))
    years = series.keep if series and readable else PERMANENT
    first = None if isinstance(years, str) else months_after(since, years * _MONTHS)
    holds = tuple(hold for hold in evidence.holds.values() if hold.covers(path))
    return Item(path, kind, digest, since, series, first, public, holds=holds)
