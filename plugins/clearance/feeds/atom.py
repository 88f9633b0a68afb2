"""Atom (RFC 4287), with tombstones for what was withdrawn (RFC 6721).

Ids. An `atom:id` must never change, or every subscriber gets every old post once more. The permanent URL
is no such id: it changes when the department gets another domain, moves to https or mends a slug. So
entries and feed carry `tag:` URIs (RFC 4151, `checked.tag_uri`), made from a domain and the day of the
post; any other URI is taken too.

Updated. Readers mark an entry as unread when `atom:updated` moves, so it moves only when there is
something new to see: publication, a change of the post, the end of its validity (`Entry.changed`). The
feed's is the latest of all.

Expired. Atom knows no such state, and readers show titles: so the title says it, first, and a category
says it to programs. That category has a scheme, which tells it from one that the department named alike.

Withdrawn. `at:deleted-entry` holds the id and the instant, no comment and no source. A reader that knows
RFC 6721 removes its copy; any other is left with it, and no feed can change that.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

from clearance.feeds.entry import (
    Entry,
    Feed,
    Withdrawn,
    expired_label,
    in_order,
    last_change,
    still_withdrawn,
)
from clearance.feeds.instants import utc
from clearance.feeds.text import block, line, markup
from clearance.feeds.xml import document, leaf

MEDIA_TYPE = "application/atom+xml"
ATOM = "http://www.w3.org/2005/Atom"
_TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"


def atom(feed: Feed, entries: Iterable[Entry], withdrawn: Iterable[Withdrawn] = ()) -> bytes:
    """The feed as UTF-8, entries newest first, whatever order they came in.

    ValueError when two entries have one id, or an entry is withdrawn as well.
    """
    posts = in_order(entries)
    gone = still_withdrawn(posts, withdrawn)
    root = Element("feed", {"xmlns": ATOM, **({"xmlns:at": _TOMBSTONES} if gone else {})})
    root.set("xml:lang", feed.language)
    head(root, feed, utc(last_change(feed, posts, gone)))
    for one in gone:  # before the entries, where the schema of RFC 4287 wants extensions
        leaf(root, "at:deleted-entry", attributes={"ref": one.id, "when": utc(one.when)})
    for post in posts:
        _entry(root, feed, post)
    return document(root)


def head(root: Element, feed: Feed, updated: str) -> None:
    """What a feed says of itself."""
    leaf(root, "id", feed.id)
    leaf(root, "title", line(feed.title))
    leaf(root, "updated", updated)
    leaf(root, "link", attributes={"rel": "self", "type": MEDIA_TYPE, "href": feed.url})
    leaf(root, "link", attributes={"rel": "alternate", "type": "text/html", "href": feed.home})
    leaf(SubElement(root, "author"), "name", line(feed.author))
    if feed.icon is not None:
        leaf(root, "icon", feed.icon)


def _entry(root: Element, feed: Feed, post: Entry) -> None:
    entry = SubElement(root, "entry")
    if post.language != feed.language:
        entry.set("xml:lang", post.language)
    leaf(entry, "id", post.id)
    leaf(entry, "title", post.shown_title)
    leaf(entry, "published", utc(post.published))
    leaf(entry, "updated", utc(post.changed))
    leaf(entry, "link", attributes={"rel": "alternate", "type": "text/html", "href": post.url})
    _categories(entry, feed, post)
    leaf(entry, "summary", block(post.summary))
    if post.content is not None:
        leaf(entry, "content", markup(post.content), {"type": "html", "xml:base": post.url})


def _categories(entry: Element, feed: Feed, post: Entry) -> None:
    for category in post.categories:
        leaf(entry, "category", attributes={"term": line(category.term), "label": line(category.label)})
    if post.expired:
        scheme = f"{feed.home.split('#')[0]}#state"
        label = expired_label(post.language)
        leaf(entry, "category", attributes={"term": "expired", "scheme": scheme, "label": label})
