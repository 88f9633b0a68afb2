"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/).

The format has no tombstones: a withdrawn post is no longer there. An expired one says so in its title, as
in Atom, and among its tags.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from clearance.feeds.entry import Entry, Feed, expired_label, in_order
from clearance.feeds.instants import utc
from clearance.feeds.text import block, line, markup

MEDIA_TYPE = "application/feed+json"
_VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(feed: Feed, entries: Iterable[Entry]) -> bytes:
    """The feed as UTF-8, entries newest first. ValueError when two entries have one id."""
    made = {
        "version": _VERSION,
        "title": line(feed.title),
        "home_page_url": feed.home,
        "feed_url": feed.url,
        **({"icon": feed.icon} if feed.icon is not None else {}),
        "authors": [{"name": line(feed.author)}],
        "language": feed.language,
        "items": [_item(feed, post) for post in in_order(entries)],
    }
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode()


def _item(feed: Feed, post: Entry) -> dict[str, object]:
    return {
        "id": post.id,
        "url": post.url,
        "title": post.shown_title,
        "summary": block(post.summary),
        **_content(post),
        "date_published": utc(post.published),
        "date_modified": utc(post.changed),
        "tags": _tags(post),
        **({"language": post.language} if post.language != feed.language else {}),
    }


def _content(post: Entry) -> dict[str, str]:
    """An item must have content in one form or the other."""
    if post.content is None:
        return {"content_text": block(post.summary)}
    return {"content_html": markup(post.content)}


def _tags(post: Entry) -> list[str]:
    expired = [expired_label(post.language)] if post.expired else []
    return [*(line(category.label) for category in post.categories), *expired]
