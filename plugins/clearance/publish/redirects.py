"""Former addresses of pages: at each of them a page that leads to where the page stands now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from clearance.content.address import address, plain_address
from clearance.model import JudgedPage, Page


@dataclass(frozen=True, slots=True)
class Redirect:
    """From a former address to the present one, both relative to the site's top and fit for links."""

    former: str
    present: str
    title: str

    @property
    def way(self) -> str:
        """The present address as seen from the former one, wherever the site stands."""
        return "../" * self.former.count("/") + self.present


def redirects(pages: Iterable[JudgedPage]) -> dict[str, Redirect]:
    """Of the published pages, by the file of the site."""
    return {
        f"{former}index.html": Redirect(plain_address(former), address(page.path, page.slug), page.title)
        for judged in pages
        if judged.published and isinstance(page := judged.page, Page)
        for former in page.formerly
    }


def page(redirect: Redirect, *, language: str, site_name: str, site_url: str) -> str:
    """The page at the former address: it sends its reader on at once, and says so where that fails.

    `site_name` is escaped already; `site_url` may be empty.
    """
    title, way = escape(redirect.title), escape(redirect.way)
    present = escape(site_url + redirect.present)
    canonical = f'<link rel="canonical" href="{present}">\n' if site_url else ""
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f'<meta http-equiv="refresh" content="0; url={way}">\n<meta name="robots" content="noindex">\n'
        f"{canonical}<title>{title} - {site_name}</title>\n</head>\n<body>\n"
        f'<p>This page has moved: <a href="{way}">{title}</a></p>\n</body>\n</html>\n'
    )
