"""What the public sees around the posts: index, categories, months.

Plain values made from cleared pages alone, so that nothing uncleared can leave a trace in a list.
Lists hold titles, dates and descriptions; a list of a past month or year doesn't change when a
post is added today.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from clearance.content.address import FEEDS, address
from clearance.content.languages import attributes
from clearance.feeds.names import ALL
from clearance.guidelines.models import Guidelines
from clearance.model import JudgedPage, Page, State
from clearance.publish.live_values import Live, Notice
from clearance.publish.translations import Translation

LATEST = 20
ON_HOME = 6


@dataclass(frozen=True, slots=True)
class Link:
    title: str
    address: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """A post as a list shows it."""

    path: str
    title: str
    address: str
    created: datetime
    description: str
    categories: tuple[Link, ...]
    expired: bool = False
    pinned: bool = False
    safety: bool = False
    lang: str = ""
    """the post's, where it says one"""

    @property
    def tongue(self) -> str:
        """What marks an element as in the post's language."""
        return attributes(self.lang)

    @property
    def date(self) -> str:
        return long_date(self.created)


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A generated page: entries, newest first, and ways to the others."""

    address: str
    title: str
    description: str
    entries: tuple[Entry, ...]
    groups: tuple[Group, ...] = ()
    up: Link | None = None
    feed: str = ""
    """the address of the feed of these notices, without its ending; empty for a list that has none"""
    live: Live | None = None
    """of the live page of an incident"""


@dataclass(frozen=True, slots=True)
class Home:
    urgent: tuple[Entry, ...]
    latest: tuple[Entry, ...]
    incidents: tuple[Notice, ...] = ()
    """those that are open"""


@dataclass(frozen=True, slots=True)
class Views:
    home: Home
    listings: tuple[Listing, ...]
    notices: Mapping[str, Notice] = field(default_factory=dict)
    """of posts about an incident, by path"""
    translations: Mapping[str, tuple[Translation, ...]] = field(default_factory=dict)
    """of pages that are there in several languages, by path"""
    tongues: Mapping[str, str] = field(default_factory=dict)
    """what marks the titles in menus of pages in another language, by path below content/"""


def long_date(moment: datetime) -> str:
    return f"{moment:%B} {moment.day}, {moment.year}"


def clock_time(moment: datetime) -> str:
    """The time as American readers write it: 9:05 a.m."""
    half = "a.m." if moment.hour < 12 else "p.m."  # noqa: PLR2004 - noon
    return f"{moment.hour % 12 or 12}:{moment.minute:02d} {half}"


def time_span(start: datetime, end: datetime | None) -> str:
    """From when to when, in words; the day of the end only where it is another one."""
    begin = f"{start:%A}, {long_date(start)}, {clock_time(start)}"
    if end is None:
        return begin
    if end.date() == start.date():
        return f"{begin} to {clock_time(end)}"
    return f"{begin} to {end:%A}, {long_date(end)}, {clock_time(end)}"


def category_link(guidelines: Guidelines, category_id: str, count: int = 0) -> Link:
    category = guidelines.category(category_id)
    return Link(category.title if category else category_id, f"category/{category_id}/", count)


def entries(pages: Iterable[JudgedPage], guidelines: Guidelines) -> tuple[Entry, ...]:
    """The published posts, newest first."""
    found = [
        _entry(judged, judged.page, guidelines)
        for judged in pages
        if judged.published and isinstance(judged.page, Page) and judged.page.is_post
    ]
    return tuple(sorted(found, key=lambda entry: (entry.created, entry.path), reverse=True))


def _entry(judged: JudgedPage, page: Page, guidelines: Guidelines) -> Entry:
    categories = [guidelines.category(name) for name in page.categories]
    assert page.created is not None  # noqa: S101 - a post without a date is Unreadable
    return Entry(
        path=page.path,
        title=page.title,
        address=address(page.path, page.slug),
        created=page.created.astimezone(guidelines.zone),
        description=page.description,
        categories=tuple(category_link(guidelines, name) for name in page.categories),
        expired=judged.state is State.EXPIRED,
        pinned=page.pin,
        safety=any(category is not None and category.safety for category in categories),
        lang=page.lang,
    )


def views(pages: Iterable[JudgedPage], guidelines: Guidelines) -> Views:
    posts = entries(pages, guidelines)
    return Views(_home(posts), tuple(_listings(posts, guidelines)))


def _home(posts: tuple[Entry, ...]) -> Home:
    current = [post for post in posts if not post.expired]
    urgent = tuple(post for post in current if post.pinned)
    return Home(urgent, tuple(post for post in current if post not in urgent)[:ON_HOME])


def _listings(posts: tuple[Entry, ...], guidelines: Guidelines) -> Iterator[Listing]:
    months = _by_month(posts)
    topics = _by_category(posts)
    yield _index(posts, months, topics, guidelines)
    for category in guidelines.categories.categories:
        yield from _category_listings(category.id, topics.get(category.id, []), guidelines)
    yield _archive(months)
    for (year, month), found in months.items():
        yield _month(year, month, found)


def _by_month(posts: Iterable[Entry]) -> dict[tuple[int, int], list[Entry]]:
    grouped: dict[tuple[int, int], list[Entry]] = defaultdict(list)
    for post in posts:
        grouped[post.created.year, post.created.month].append(post)
    return grouped


def _by_category(posts: Iterable[Entry]) -> dict[str, list[Entry]]:
    grouped: dict[str, list[Entry]] = defaultdict(list)
    for post in posts:
        for link in post.categories:
            grouped[link.address.split("/")[1]].append(post)
    return grouped


INDEX = Link("Notices", "posts/")
ARCHIVE = Link("Archive by month", "archive/")


def _month_title(year: int, month: int) -> str:
    return f"{datetime(year, month, 1):%B} {year}"  # noqa: DTZ001 - a name, no instant


def _month_link(year: int, month: int, count: int) -> Link:
    return Link(_month_title(year, month), f"archive/{year}/{month:02d}/", count)


def _index(
    posts: tuple[Entry, ...],
    months: dict[tuple[int, int], list[Entry]],
    topics: dict[str, list[Entry]],
    guidelines: Guidelines,
) -> Listing:
    subjects = tuple(
        category_link(guidelines, category.id, len(topics.get(category.id, [])))
        for category in guidelines.categories.categories
    )
    recent = tuple(_month_link(*month, len(found)) for month, found in [*months.items()][:6])
    return Listing(
        address=INDEX.address,
        title=INDEX.title,
        description=f"The latest notices of the {guidelines.department.name}.",
        entries=posts[:LATEST],
        groups=(Group("By subject", subjects), Group("By month", (*recent, ARCHIVE))),
        feed=f"{FEEDS}{ALL}",
    )


def _category_listings(name: str, posts: list[Entry], guidelines: Guidelines) -> Iterator[Listing]:
    category = guidelines.category(name)
    assert category is not None  # noqa: S101 - the caller walks the list of categories
    by_year: dict[int, list[Entry]] = defaultdict(list)
    for post in posts:
        by_year[post.created.year].append(post)
    base = f"category/{name}/"
    years = tuple(Link(str(year), f"{base}{year}/", len(found)) for year, found in by_year.items())
    yield Listing(
        address=base,
        title=category.title,
        description=category.description,
        entries=tuple(posts[:LATEST]),
        groups=(Group("By year", years),) if years else (),
        up=INDEX,
        feed=f"{FEEDS}{name}",
    )
    for year, found in by_year.items():
        title = f"{category.title}, {year}"
        up = Link(category.title, base)
        yield Listing(f"{base}{year}/", title, f"{category.description} ({year})", tuple(found), up=up)


def _archive(months: dict[tuple[int, int], list[Entry]]) -> Listing:
    years: dict[int, list[Link]] = defaultdict(list)
    for (year, month), found in months.items():
        years[year].append(_month_link(year, month, len(found)))
    groups = tuple(Group(str(year), tuple(links)) for year, links in years.items())
    return Listing(ARCHIVE.address, ARCHIVE.title, "All notices, month by month.", (), groups, INDEX)


def _month(year: int, month: int, posts: list[Entry]) -> Listing:
    title = _month_title(year, month)
    return Listing(
        _month_link(year, month, 0).address, title, f"Notices of {title}.", tuple(posts), up=ARCHIVE
    )


def site_map(
    pages: Iterable[JudgedPage], listings: Iterable[Listing], guidelines: Guidelines
) -> dict[str, str]:
    """All that is published: each address with the day of its last change (YYYY-MM-DD), by address.

    A page changed when it was approved, a list with its newest post; of what never did, the day is empty.
    """
    found = {"": ""}
    for listing in listings:
        found[listing.address] = f"{listing.entries[0].created:%Y-%m-%d}" if listing.entries else ""
    for judged in pages:
        if judged.published and judged.approval and isinstance(judged.page, Page):
            issued = judged.approval.issued.astimezone(guidelines.zone)
            found[address(judged.path, judged.page.slug)] = issued.date().isoformat()
    return dict(sorted(found.items()))
