"""What subscribers get: feeds of notices, of subjects and of incidents, and a calendar, as files.

A feed holds titles, descriptions and addresses, no text: who wants to read it comes to the page, which
says whether it still holds. What was withdrawn leaves its id and the instant, for as long as readers
may still have it (RFC 6721).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from clearance.content.address import CALENDAR, FEEDS, address, destination
from clearance.content.languages import regional
from clearance.feeds.atom import atom
from clearance.feeds.calendar import Cancelled, calendar
from clearance.feeds.calendar import Event as CalendarEvent
from clearance.feeds.entry import Category, Entry, Feed, Withdrawn
from clearance.feeds.json_feed import json_feed
from clearance.feeds.names import ALERTS, ALL, EVENTS
from clearance.gate import Judgement
from clearance.guidelines.models import Guidelines
from clearance.model import Event, JudgedPage, Page
from clearance.publish.alerts import alert_documents
from clearance.publish.live import told
from clearance.publish.naming import opaque, tag
from clearance.publish.past import since
from clearance.publish.views import INDEX, category_link

NEWEST = 50
"""notices in a feed"""
REMEMBERED = timedelta(days=90)
"""for which a feed says that a notice was withdrawn"""


def subscriptions(judgement: Judgement, site_url: str) -> dict[str, bytes]:
    """Each document by its path on the site; none where nobody said under which address the site stands."""
    if not site_url or not judgement.evidence.chain.adoptions:
        return {}
    source = _Source.of(judgement, site_url)
    guidelines = judgement.evidence.guidelines
    name = guidelines.department.name
    made = dict(source.documents(ALL, name, INDEX.address, source.posts, source.withdrawn))
    for category in guidelines.categories.categories:
        own = [post for post in source.posts if category.id in post.page.categories]
        home = category_link(guidelines, category.id).address
        made |= source.documents(category.id, f"{category.title}, {name}", home, own, ())
    for story in told(judgement):
        own = [post for post in source.posts if post.page.incident == story.incident.id]
        title = f"{story.live.title} ({story.incident.id}), {name}"
        gone = source.gone_of(story.incident.id)
        made |= source.documents(story.live.feed, title, story.live.address, own, gone)
    made |= alert_documents(judgement, source.site_url, source.alerts(name))
    return made | dict(source.calendars(name))


@dataclass(frozen=True, slots=True)
class _Post:
    judged: JudgedPage
    page: Page


@dataclass(frozen=True, slots=True)
class _Source:
    """What all feeds of a site are made from. `posts` are those that are published, newest first."""

    judgement: Judgement
    site_url: str
    posts: tuple[_Post, ...]
    withdrawn: tuple[Withdrawn, ...]

    @classmethod
    def of(cls, judgement: Judgement, site_url: str) -> _Source:
        found = (
            _Post(one, one.page)
            for one in judgement.outcome.pages
            if one.published and isinstance(one.page, Page) and one.page.is_post and one.page.created
        )
        posts = sorted(found, key=lambda post: (post.page.created, post.page.path), reverse=True)
        base = cls(judgement, f"{site_url.rstrip('/')}/", tuple(posts), ())
        return cls(base.judgement, base.site_url, base.posts, tuple(base._gone()))

    def documents(
        self, name: str, title: str, home: str, posts: Iterable[_Post], withdrawn: Iterable[Withdrawn]
    ) -> Iterator[tuple[str, bytes]]:
        """The feeds of one kind of notices, whose list stands at `home`, as Atom and as JSON Feed."""
        entries = [self._entry(post) for post in [*posts][:NEWEST]]
        yield f"{FEEDS}{name}.xml", atom(self._feed(name, title, home, "xml"), entries, withdrawn)
        yield f"{FEEDS}{name}.json", json_feed(self._feed(name, title, home, "json"), entries)

    def calendars(self, title: str) -> Iterator[tuple[str, bytes]]:
        """One of all events, and a file for each beside its page; none where there is none to tell of."""
        posts = [post for post in self.posts if post.page.event]
        events = [self._event(post, post.page.event) for post in posts if post.page.event]
        cancelled = [*self._cancelled()]
        feed = self._feed(EVENTS, title, INDEX.address, "ics")
        if events or cancelled:
            yield f"{FEEDS}{EVENTS}.ics", calendar(feed, events, cancelled)
        for post, event in zip(posts, events, strict=True):
            folder = destination(post.page.path, post.page.slug).removesuffix("index.html")
            yield f"{folder}{CALENDAR}", calendar(replace(feed, url=f"{event.url}{CALENDAR}"), [event])

    def _event(self, post: _Post, event: Event) -> CalendarEvent:
        entry = self._entry(post)
        return CalendarEvent(
            id=entry.id,
            url=entry.url,
            title=entry.title,
            place=event.place,
            summary=entry.summary,
            start=event.start,
            end=event.end,
            published=entry.published,
            updated=entry.updated,
            language=entry.language,
        )

    def _cancelled(self) -> Iterator[Cancelled]:
        """What was withdrawn of late and still stands in the department, so that its start is known."""
        gone = {one.id: one.when for one in self.withdrawn}
        for judged in self.judgement.outcome.pages:
            page = judged.page
            if isinstance(page, Page) and page.event and page.created and self._of(page.path) in gone:
                identifier = self._of(page.path)
                yield Cancelled(identifier, page.event.start, page.created, gone[identifier])

    def alerts(self, title: str) -> Feed:
        """What the feed of alerts says of itself."""
        return self._feed(ALERTS, f"Alerts in effect, {title}", INDEX.address, "xml")

    def _feed(self, name: str, title: str, home: str, ending: str) -> Feed:
        return Feed(
            title=title,
            home=self.site_url + home,
            url=f"{self.site_url}{FEEDS}{name}.{ending}",
            id=self._id(f"{FEEDS}{name}"),
            language=self._language,
            updated=self.judgement.evidence.chain.adoptions[0].issued,
            author=self._guidelines.department.name,
        )

    def _entry(self, post: _Post) -> Entry:
        page = post.page
        assert page.created is not None  # noqa: S101 - a post without a date is Unreadable
        return Entry(
            url=self.site_url + address(page.path, page.slug),
            id=self._of(page.path),
            title=page.title,
            summary=page.description,
            content=None,
            published=page.created,
            updated=max(page.created, since(post.judged, self.judgement)),
            categories=tuple(self._categories(page)),
            language=page.lang or self._language,
            expires=page.expires,
            state=post.judged.state,
        )

    def _categories(self, page: Page) -> Iterator[Category]:
        for name in page.categories:
            category = self._guidelines.category(name)
            yield Category(name, category.title if category else name)

    def _gone(self) -> Iterator[Withdrawn]:
        """The withdrawals of late of what is not published now."""
        live = {post.page.path for post in self.posts}
        since = self.judgement.outcome.at - REMEMBERED
        for record in self.judgement.evidence.ledger.records:
            if record.kind == "withdrawal" and record.issued > since:
                yield from (
                    Withdrawn(self._of(path), record.issued)
                    for path in record.subjects
                    if path.startswith("content/posts/") and path.endswith(".md") and path not in live
                )

    def gone_of(self, incident: str) -> tuple[Withdrawn, ...]:
        """Of those, the updates of this incident."""
        pages = (one.page for one in self.judgement.outcome.pages if isinstance(one.page, Page))
        own = {self._of(page.path) for page in pages if page.incident == incident}
        return tuple(one for one in self.withdrawn if one.id in own)

    def _of(self, path: str) -> str:
        """The id of a post. It says nothing: once a post is withdrawn, its path may be too much already."""
        return self._id(f"notice/{opaque(path)}")

    def _id(self, name: str) -> str:
        return tag(self.judgement, self.site_url, name)

    @property
    def _language(self) -> str:
        """The department's own."""
        return regional(self.judgement.evidence.config.language)

    @property
    def _guidelines(self) -> Guidelines:
        return self.judgement.evidence.guidelines
