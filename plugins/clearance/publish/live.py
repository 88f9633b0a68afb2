"""Incidents as the public sees them (1021.4.1): a live page for each, a list of all, and notices elsewhere.

An incident is public once its commander has approved an update, and stays so: whoever has the page open
must learn that an update was withdrawn, and later that it is over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from clearance.content.address import INCIDENTS, address
from clearance.content.languages import attributes
from clearance.feeds.names import OF_INCIDENT
from clearance.gate import Judgement
from clearance.guidelines.models import Guidelines
from clearance.incidents.incident import Incident
from clearance.model import JudgedPage, Page, Record, State
from clearance.publish.live_values import Live, Moment, Notice, Update
from clearance.publish.translations import translations
from clearance.publish.views import (
    INDEX,
    Entry,
    Group,
    Link,
    Listing,
    Views,
    clock_time,
    entries,
    long_date,
    views,
)
from clearance.rules.standing import approver_faults

ALL = Link("Incidents", INCIDENTS)


def shown(judgement: Judgement) -> Views:
    """All lists of the site, those of incidents among them."""
    pages, evidence = judgement.outcome.pages, judgement.evidence
    made = views(pages, evidence.guidelines)
    tongues = translations(pages, evidence.config.language)
    made = replace(made, translations=tongues, tongues=dict(_in_menus(pages)))
    stories = tuple(told(judgement))
    if not stories:
        return made
    lists = (_all(stories), *(_listing(story, judgement) for story in stories))
    open_ = tuple(_notice(story, "") for story in stories if story.live.is_open)
    notices = {path: _notice(story, path) for story in stories for path in story.published}
    home = replace(made.home, incidents=open_)
    own = tuple(
        _with_way(listing) if listing.address == INDEX.address else listing for listing in made.listings
    )
    return replace(made, home=home, listings=(*own, *lists), notices=notices)


def _in_menus(pages: Iterable[JudgedPage]) -> Iterator[tuple[str, str]]:
    for judged in pages:
        page = judged.page
        if judged.published and isinstance(page, Page) and page.lang and not page.is_post:
            yield page.path.removeprefix("content/"), attributes(page.lang)


@dataclass(frozen=True, slots=True)
class Story:
    """A public incident. `published` are the paths of the posts that can be read, newest first."""

    incident: Incident
    live: Live
    published: tuple[str, ...]


def told(judgement: Judgement) -> Iterator[Story]:
    """Every public incident, the newest one first."""
    pages: dict[str, list[JudgedPage]] = defaultdict(list)
    for judged in judgement.outcome.pages:
        if isinstance(judged.page, Page) and judged.page.is_post and judged.page.incident:
            pages[judged.page.incident].append(judged)
    known = judgement.evidence.incidents.values()
    for incident in sorted(known, key=lambda one: (one.opened, one.id), reverse=True):
        if story := _story(incident, pages.get(incident.id, []), _Scribe(judgement)):
            yield story


def _story(incident: Incident, pages: list[JudgedPage], scribe: _Scribe) -> Story | None:
    dated = [update for judged in pages if (update := scribe.update(judged, incident))]
    if not dated:
        return None
    dated.sort(key=lambda one: (one.at, one.update.key), reverse=True)
    guidelines = scribe.judgement.evidence.guidelines
    member = guidelines.member(incident.commander)
    live = Live(
        id=incident.id,
        title=incident.title,
        address=f"{INCIDENTS}{incident.id}/",
        kind=incident.kind.label,
        area=incident.area,
        is_open=incident.is_open(scribe.judgement.outcome.at),
        commander=member.office if member else "",
        opened=moment(incident.opened, guidelines),
        closed=moment(incident.closed, guidelines) if incident.closed else None,
        outcome=incident.outcome,
        changed=moment(max(incident.changed, *(one.changed for one in dated)), guidelines),
        zone=guidelines.department.timezone,
        feed=f"{OF_INCIDENT}{incident.id}",
        updates=tuple(one.update for one in dated),
    )
    return Story(incident, live, tuple(one.update.path for one in dated if one.update.path))


def moment(at: datetime, guidelines: Guidelines) -> Moment:
    local = at.astimezone(guidelines.zone)
    return Moment(f"{long_date(local)}, {clock_time(local)} {local:%Z}", local.isoformat())


@dataclass(frozen=True, slots=True)
class _Dated:
    """An update, where it stands in the order of time, and when it last brought something new."""

    update: Update
    at: datetime
    changed: datetime


@dataclass(frozen=True, slots=True)
class _Scribe:
    judgement: Judgement

    def update(self, judged: JudgedPage, incident: Incident) -> _Dated | None:
        """What the public sees of this post of the incident, if anything."""
        assert isinstance(judged.page, Page)  # noqa: S101 - the caller looked
        if judged.published:
            return self._published(judged, judged.page)
        if judged.state is State.WITHDRAWN:
            return self._withdrawn(judged.page, incident)
        return None

    def _published(self, judged: JudgedPage, page: Page) -> _Dated:
        guidelines = self.judgement.evidence.guidelines
        assert page.created is not None  # noqa: S101 - a post without a date is Unreadable
        first, these = self._approved(judged)
        expired = page.expires if judged.state is State.EXPIRED else None
        update = Update(
            key=_key(page.path),
            at=moment(page.created, guidelines),
            path=page.path,
            title=page.title,
            address=address(page.path, page.slug),
            corrected=moment(these, guidelines) if these > first else None,
            expired=moment(expired, guidelines) if expired else None,
            lang=page.lang,
        )
        return _Dated(update, page.created, max(filter(None, (page.created, these, expired))))

    def _approved(self, judged: JudgedPage) -> tuple[datetime, datetime]:
        """When the first text of this page was rightly approved, and when the present one was."""
        case = self.judgement.cases[judged.path]
        sound = [one for one in case.approvals if not approver_faults(one, case, self.judgement.facts)]
        same = (one.issued for one in sound if dict(one.subjects) == dict(judged.subjects))
        return min(one.issued for one in sound), min(same)

    def _withdrawn(self, page: Page, incident: Incident) -> _Dated | None:
        """Of what the public could read before: that it is gone, and since when."""
        ledger, guidelines = self.judgement.evidence.ledger, self.judgement.evidence.guidelines
        approvals = ledger.about(page.path, "approval")
        if page.created is None or not any(_by_commander(one, incident) for one in approvals):
            return None
        gone = max(record.issued for record in ledger.about(page.path, "withdrawal"))
        update = Update(
            f"gone-{_key(page.path)}", moment(page.created, guidelines), withdrawn=moment(gone, guidelines)
        )
        return _Dated(update, gone, gone)


def _by_commander(approval: Record, incident: Incident) -> bool:
    return incident.commander_at(approval.issued) == approval.member


def _key(path: str) -> str:
    return path.removeprefix("content/posts/").removesuffix(".md").replace("/", "-")


# --- lists and notices -------------------------------------------------------------------------


def _listing(story: Story, judgement: Judgement) -> Listing:
    live = story.live
    own = tuple(page for page in judgement.outcome.pages if page.path in story.published)
    found: tuple[Entry, ...] = entries(own, judgement.evidence.guidelines)
    status = "Open" if live.is_open else "Closed"
    description = f"{status}. {live.kind}: {live.area}."
    return Listing(live.address, live.title, description, found, up=ALL, live=live)


def _all(stories: tuple[Story, ...]) -> Listing:
    groups = (
        Group(title, tuple(_link(story.live) for story in stories if story.live.is_open is state))
        for title, state in (("Open now", True), ("Closed", False))
    )
    return Listing(
        ALL.address,
        ALL.title,
        "Active incidents, and the record of those that are over.",
        (),
        tuple(group for group in groups if group.links),
    )


def _with_way(listing: Listing) -> Listing:
    """The list of all notices, with the way to the incidents."""
    return replace(
        listing, groups=(*listing.groups, Group("Incidents", (replace(ALL, title="All incidents"),)))
    )


def _link(live: Live) -> Link:
    return Link(f"{live.title} ({live.id})", live.address, sum(1 for one in live.updates if one.path))


def _notice(story: Story, path: str) -> Notice:
    """For the post at `path`; for the front page that is empty."""
    live = story.live
    newest = next((update for update in live.updates if update.path), None)
    newer = newest if newest and newest.path != path else None
    return Notice(
        title=live.title,
        address=live.address,
        kind=live.kind,
        area=live.area,
        is_open=live.is_open,
        changed=live.changed,
        newer=newer.title if newer else "",
        newer_address=newer.address if newer else "",
        newer_tongue=newer.tongue if newer else "",
    )


def texts(live: Live, bodies: Mapping[str, str]) -> Live:
    """The same with the text of each update, by its path."""
    return replace(live, updates=tuple(replace(one, body=bodies.get(one.path, "")) for one in live.updates))
