"""Pages and rendered HTML for the tests of content."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import markdown

from clearance.content.page import read_page
from clearance.content.surface import extract
from clearance.model import Page, Surface, Unreadable

CHICAGO = ZoneInfo("America/Chicago")
POST = "content/posts/flood.md"
BODY_LINE = 5

_EXTENSIONS = [
    "admonition",
    "attr_list",
    "footnotes",
    "md_in_html",
    "pymdownx.details",
    "pymdownx.superfences",
    "tables",
    "toc",
]


def read(front: str, body: str = "Text.\n", path: str = POST) -> Page | Unreadable:
    return read_page(path, f"---\n{front}\n---\n{body}".encode(), CHICAGO)


def page(body: str = "Text.\n", front: str = "title: Flood\ndate: 2026-03-01", path: str = POST) -> Page:
    result = read(front, body, path)
    assert isinstance(result, Page), result
    return result


def surface(body: str, path: str = POST) -> Surface:
    """The surface of a post whose body begins at line BODY_LINE, rendered as the site renders it."""
    return surface_of(page(body, path=path))


def surface_of(post: Page) -> Surface:
    return extract(post, markdown.markdown(post.body, extensions=_EXTENSIONS))


def raw_surface(html: str) -> Surface:
    """The surface of HTML that stands in the source as it is."""
    return extract(page(html), html)
