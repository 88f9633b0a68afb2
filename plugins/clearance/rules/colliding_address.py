"""Two pages have the same address on the site, or a page has that of a generated list.

## What it checks
The address of each page: its path without `.md`, where `index.md` and `README.md` stand for
their folder and `slug` takes the place of the last part. Letters of different case count as
the same, because some servers don't tell them apart. Addresses in the folders of the
generated lists are taken.

## Why it matters
Only one of the two can be read at that address, and which one is a matter of chance: an
approved page could be replaced by one that says something else (1021.4).

## Remedy
Give one of the pages another file name or another `slug`.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.content.address import GENERATED, INDEX, address
from clearance.model import Page, Place, Severity, Unreadable, Violation
from clearance.rules.rule import Department

CODE = "CT103"
NAME = "colliding-address"
CLAUSE = "1021.4"
SEVERITY = Severity.BLOCK
INTEGRITY = False


def check(department: Department, /) -> Iterator[tuple[str, Violation]]:
    holders: dict[str, str] = {}
    for page in sorted((judged.page for judged in department.pages), key=lambda page: page.path):
        where = address(page.path, _slug(page))
        holder = holders.setdefault(where.casefold(), page.path)
        if holder != page.path:
            yield page.path, Violation(f"the address {where!r} is already that of `{holder}`", _place(page))
        elif where.casefold().startswith(GENERATED) or where.casefold() == INDEX:
            kept = ", ".join(GENERATED)
            message = f"the address {where!r} is kept for a generated list; expected one outside of {kept}"
            yield page.path, Violation(message, _place(page))


def _slug(page: Page | Unreadable) -> str | None:
    return page.slug if isinstance(page, Page) else None


def _place(page: Page | Unreadable) -> Place:
    return page.place("slug") if isinstance(page, Page) else page.place
