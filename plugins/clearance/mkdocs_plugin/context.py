"""What the templates are given for each page, and what of its front matter MkDocs may know."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from html import escape
from typing import Any

from clearance.content.address import CALENDAR, address
from clearance.content.languages import attributes, regional
from clearance.gate import Judgement
from clearance.guidelines.models import Guidelines
from clearance.mkdocs_plugin.selection import CONTENT, HOME, Selection
from clearance.model import Change, JudgedPage, Page
from clearance.publish.live import texts
from clearance.publish.live_text import text_of
from clearance.publish.live_values import Live, Notice
from clearance.publish.past import former_versions
from clearance.publish.provenance import Provenance, provenance
from clearance.publish.translations import Translation
from clearance.publish.views import (
    Home,
    Link,
    Listing,
    Views,
    category_link,
    clock_time,
    long_date,
    site_map,
    time_span,
)

CONTACT = "content/contact.md"


@dataclass(frozen=True, slots=True)
class Event:
    """What a post announces. `calendar` is the address of a file for a reader's own calendar."""

    when: str
    starts_at: str
    place: str
    calendar: str


@dataclass(frozen=True, slots=True)
class Warned:
    """What a post tells alerting systems, for readers. Not escaped."""

    area: str
    instruction: str
    until: str
    until_at: str


@dataclass(frozen=True, slots=True)
class Note:
    """What is told of one change. Not escaped."""

    on: str
    at: str
    text: str


@dataclass(frozen=True, slots=True)
class Post:
    """What stands around a post's text."""

    created: str
    created_at: str
    updated: str | None
    categories: tuple[Link, ...]
    offices: tuple[str, ...]
    expired: str | None
    event: Event | None = None
    alert: Warned | None = None
    corrections: tuple[Note, ...] = ()
    """what changed for readers, newest first"""
    minor: tuple[Note, ...] = ()
    """what else changed, newest first"""


@dataclass(frozen=True, slots=True)
class Share:
    """What is told of a page to those who show it where its address is shared. Not escaped.

    `image` is the address of its social card on this site, or empty.
    """

    title: str = ""
    image: str = ""
    image_text: str = ""
    published_at: str = ""
    updated_at: str = ""
    subject: str = ""
    locale: str = ""
    """the language, as Open Graph has it: `en_US`"""


@dataclass(frozen=True, slots=True)
class Shown:
    """`meta` and `body` go to MkDocs; the rest is `clearance` in the templates."""

    department: Any
    meta: dict[str, Any] = field(default_factory=dict)
    body: str | None = None
    post: Post | None = None
    provenance: Provenance | None = None
    listing: Listing | None = None
    home: Home | None = None
    notice: Notice | None = None
    share: Share | None = None
    sitemap: str = ""
    """the entries of the sitemap (sitemaps.org), one on each line"""
    lang: str = ""
    """the page's own, where it says one; the theme's words are in the department's"""
    tongues: Mapping[str, str] = field(default_factory=dict)
    """what marks the titles in menus of pages in another language, by path below content/"""
    translations: tuple[Translation, ...] = ()
    """of the page, itself among them"""
    contact: str = ""
    """the address of the page that tells how to reach the department, where there is one"""

    @property
    def tongue(self) -> str:
        """What marks an element as in the page's language."""
        return attributes(self.lang)


def plain(judgement: Judgement, views: Views) -> Shown:
    """For templates that are no pages, such as 404."""
    judged = judgement.outcome.page(CONTACT)
    page = judged.page if judged and judged.published else None
    contact = address(CONTACT, page.slug) if isinstance(page, Page) else ""
    return Shown(judgement.evidence.guidelines.department, contact=contact, tongues=views.tongues)


def mapped(judgement: Judgement, views: Views, site_url: str) -> Shown:
    """For the sitemap, which is empty where nobody said under which address the site stands."""
    guidelines = judgement.evidence.guidelines
    found = site_map(judgement.outcome.pages, views.listings, guidelines) if site_url else {}
    lines = (
        f"  <url><loc>{escape(site_url + place)}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>"
        for place, day in found.items()
    )
    return Shown(guidelines.department, sitemap="\n".join(lines))


def describe(
    source: str,
    selection: Selection,
    views: Views,
    judgement: Judgement,
    render: Callable[[str], str] | None = None,
) -> Shown:
    """What MkDocs and the templates learn about the page made from `source` (relative to content/).

    `render` makes the texts on the live page of an incident, for the templates.
    """
    return replace(_described(source, selection, views, judgement, render), tongues=views.tongues)


def _described(
    source: str,
    selection: Selection,
    views: Views,
    judgement: Judgement,
    render: Callable[[str], str] | None,
) -> Shown:
    guidelines = judgement.evidence.guidelines
    listing = selection.listings.get(source)
    if listing is not None:
        share = _shared(listing.title, source, selection, judgement)
        if listing.live and render:
            listing = replace(listing, live=_with_texts(listing.live, judgement, render))
        return replace(_listing(listing, guidelines), share=share)
    judged = selection.pages.get(source)
    if judged is None and source == HOME:
        name = guidelines.department.name
        meta = {**_meta(name, f"Notices of the {name}."), "template": "clearance/home.html"}
        share = _shared("", source, selection, judgement)
        return Shown(guidelines.department, meta=meta, body="", home=views.home, share=share)
    if judged is None:
        return plain(judgement, views)
    if not isinstance(judged.page, Page):
        return Shown(guidelines.department, meta=_meta(source, ""), body="")
    home = views.home if source == HOME else None
    shown = _page(judged, judged.page, guidelines, home, judgement)
    tongues = views.translations.get(judged.path, ())
    shown = replace(shown, notice=views.notices.get(judged.path), translations=tongues)
    share = _shared("" if home else judged.page.title, source, selection, judgement, judged.page.lang)
    return replace(shown, share=_dated(share, judged.page, guidelines) if judged.page.is_post else share)


def _meta(title: str, description: str) -> dict[str, Any]:
    """Escaped here, because the theme prints titles and descriptions as they are."""
    return {"title": escape(title), "description": escape(description)}


def _with_texts(live: Live, judgement: Judgement, render: Callable[[str], str]) -> Live:
    own = [update for update in live.updates if update.path]
    return texts(live, {one.path: text_of(one.path, one.key, judgement, render) for one in own})


def _listing(listing: Listing, guidelines: Guidelines) -> Shown:
    meta = {
        **_meta(listing.title, listing.description),
        "template": "clearance/incident.html" if listing.live else "clearance/listing.html",
        "search": {"exclude": True},
        "hide": ["navigation", "toc"],
    }
    return Shown(guidelines.department, meta=meta, body="", listing=listing)


def _page(
    judged: JudgedPage, page: Page, guidelines: Guidelines, home: Home | None, judgement: Judgement
) -> Shown:
    meta = {**_meta(page.title, page.description), "hide": ["navigation"]}
    if page.is_post:
        meta["template"] = "clearance/post.html"
    elif home is not None:
        meta["template"] = "clearance/home.html"
    return Shown(
        department=guidelines.department,
        meta=meta,
        body=page.body,
        post=_post(page, guidelines, judgement.outcome.at) if page.is_post else None,
        provenance=provenance(judged, guidelines, former_versions(judged, judgement)),
        home=home,
        lang=page.lang,
    )


def _shared(title: str, source: str, selection: Selection, judgement: Judgement, lang: str = "") -> Share:
    """Of the front page, which has the site's own title, the title is left empty."""
    name = judgement.evidence.guidelines.department.name
    image = selection.cards.address(CONTENT + source)
    language, *_, region = regional(lang or judgement.evidence.config.language).split("-")
    return Share(
        title=title,
        image=image,
        image_text=f"{title}. {name}" if title else name,
        locale=f"{language}_{region}",
    )


def _dated(share: Share, page: Page, guidelines: Guidelines) -> Share:
    moments = (
        moment.astimezone(guidelines.zone).isoformat() if moment else ""
        for moment in (page.created, page.updated)
    )
    published, updated = moments
    subject = category_link(guidelines, page.categories[0]).title if page.categories else ""
    return replace(share, published_at=published, updated_at=updated, subject=subject)


def _post(page: Page, guidelines: Guidelines, now: datetime) -> Post:
    assert page.created is not None  # noqa: S101 - a post without a date is Unreadable
    created = page.created.astimezone(guidelines.zone)
    updated = page.updated.astimezone(guidelines.zone) if page.updated else None
    expired = page.expires is not None and page.expires <= now
    expires = page.expires.astimezone(guidelines.zone) if page.expires and expired else None
    members = [guidelines.member(author) for author in page.authors]
    return Post(
        created=f"{long_date(created)}, {clock_time(created)}" if page.incident else long_date(created),
        created_at=created.isoformat(),
        updated=f"{long_date(updated)}, {clock_time(updated)}" if updated else None,
        categories=tuple(category_link(guidelines, name) for name in page.categories),
        offices=tuple(dict.fromkeys(member.office for member in members if member)),
        expired=f"{long_date(expires)}, {clock_time(expires)}" if expires else None,
        event=_event(page, guidelines),
        alert=_alert(page, guidelines),
        corrections=_notes((change for change in page.changes if not change.minor), guidelines),
        minor=_notes((change for change in page.changes if change.minor), guidelines),
    )


def _event(page: Page, guidelines: Guidelines) -> Event | None:
    if page.event is None:
        return None
    start = page.event.start.astimezone(guidelines.zone)
    end = page.event.end.astimezone(guidelines.zone) if page.event.end else None
    calendar = f"{address(page.path, page.slug)}{CALENDAR}"
    return Event(time_span(start, end), start.isoformat(), page.event.place, calendar)


def _alert(page: Page, guidelines: Guidelines) -> Warned | None:
    if page.alert is None or page.alert.expires is None:
        return None
    ends = page.alert.expires.astimezone(guidelines.zone)
    until = f"{long_date(ends)}, {clock_time(ends)}"
    return Warned(page.alert.area, page.alert.instruction, until, ends.isoformat())


def _notes(changes: Iterable[Change], guidelines: Guidelines) -> tuple[Note, ...]:
    newest_first = sorted(changes, key=lambda change: change.date, reverse=True)
    return tuple(_note(change, change.date.astimezone(guidelines.zone)) for change in newest_first)


def _note(change: Change, local: datetime) -> Note:
    return Note(f"{long_date(local)}, {clock_time(local)}", local.isoformat(), change.note)
