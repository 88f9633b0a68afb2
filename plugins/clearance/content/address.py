"""Where a page stands on the site: short, readable, and the same for ever."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

FEEDS = "feeds/"
ALERTS = f"{FEEDS}cap/"
"""the alerts as documents for programs, each by its identifier"""
CALENDAR = "event.ics"
"""of a post that announces something: a file beside its page, for a reader's own calendar"""
INCIDENTS = "incidents/"
GENERATED = ("archive/", "category/", FEEDS, INCIDENTS, "records/")
"""folders of the site that are made by the generator's views; no page may stand there"""
OF_THE_SITE = ("assets/", "pagefind/", "search/")
"""folders of the site that hold the theme's files and the search"""
INDEX = "posts/"
"""the list of the newest posts; posts stand below it, but no page stands in its place"""


@lru_cache(maxsize=65_536)
def address(path: str, slug: str | None = None) -> str:
    """The page's address relative to the site's root, `posts/2026/flood/`; the home page's is empty.

    `path` is relative to the department (`content/…`); a slug replaces the last segment. The
    address is percent-encoded, fit for a link.
    """
    return quote(_folder(path, slug))


def plain_address(text: str) -> str:
    """An address that was written as text, percent-encoded as `address` does it."""
    return quote(text)


def destination(path: str, slug: str | None = None) -> str:
    """The file of the built site that shows the page."""
    return f"{_folder(path, slug)}index.html"


def source_destination(path: str, slug: str | None = None) -> str:
    """Where a copy of the page's source stands on the site: beside the page, so that no other can."""
    return f"{_folder(path, slug)}index.md"


def _folder(path: str, slug: str | None) -> str:
    folder, _, name = path.removeprefix("content/").rpartition("/")
    folder = f"{folder}/" if folder else ""
    stem = name.rpartition(".")[0] or name
    if stem in {"index", "README"} and slug is None:
        return folder
    return f"{folder}{slug or stem}/"
