"""Where on a page something stands that a rule speaks of."""

from __future__ import annotations

from clearance.model import Page, Place, Surface


def of_item(page: Page, key: str, index: int) -> Place:
    """Where one item of a list in the front matter stands, or else its key."""
    return page.places.get(f"{key}.{index}") or page.place(key)


def of_media(page: Page, surface: Surface, path: str) -> Place:
    """Where the page declares a file, or else where it first shows or links to it."""
    declared = (declaration.place for declaration in page.media if declaration.path == path)
    return next(declared, None) or of_file(surface, path)


def of_file(surface: Surface, path: str) -> Place:
    """Where the page first shows or links to a local file, or else its top."""
    return next((r.place for r in surface.references if r.path == path), Place())
