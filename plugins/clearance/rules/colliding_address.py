"""Two pages have the same address on the site, or a page has that of a generated list.

## What it checks
The address of each page: its path without `.md`, where `index.md` and `README.md` stand for
their folder and `slug` takes the place of the last part; and its former addresses
(`clearance.formerly`). Letters of different case count as the same, because some servers don't
tell them apart. Addresses in the folders of the generated lists are taken, and so are those of
files; and no file may stand where the calendar of an event is made (`event.ics` beside its page).

## Why it matters
Only one of the two can be read at that address, and which one is a matter of chance: an
approved page could be replaced by one that says something else (1021.4).

## Remedy
Give one of the pages another file name or another `slug`, or take the former address away.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from clearance.content.address import (
    CALENDAR,
    GENERATED,
    INDEX,
    OF_THE_SITE,
    address,
    destination,
    plain_address,
)
from clearance.model import JudgedPage, Page, Place, Severity, Unreadable, Violation
from clearance.rules.rule import Department

CODE = "CT103"
NAME = "colliding-address"
CLAUSE = "1021.4"
SEVERITY = Severity.BLOCK
INTEGRITY = False


def check(department: Department, /) -> Iterator[tuple[str, Violation]]:
    pages = sorted(department.pages, key=lambda judged: judged.path)
    holders: dict[str, JudgedPage] = {}
    for judged in pages:
        page = judged.page
        where = address(page.path, _slug(page))
        holder = holders.setdefault(where.casefold(), judged)
        if holder is not judged:
            yield (
                page.path,
                Violation(f"the address {where!r} is already that of `{holder.path}`", _place(page)),
            )
        elif where.casefold().startswith(GENERATED) or where.casefold() == INDEX:
            kept = ", ".join(GENERATED)
            message = f"the address {where!r} is kept for a generated list; expected one outside of {kept}"
            yield page.path, Violation(message, _place(page))
    files = {path.casefold() for path in department.facts.files}
    yield from _calendars(pages, files)
    yield from _former(pages, holders, files)


def _calendars(pages: list[JudgedPage], files: set[str]) -> Iterator[tuple[str, Violation]]:
    for judged in pages:
        page = judged.page
        if isinstance(page, Page) and page.event:
            made = destination(page.path, page.slug).removesuffix("index.html") + CALENDAR
            if f"content/{made}".casefold() in files:
                message = f"`content/{made}` stands where the calendar of this event is made; rename the file"
                yield page.path, Violation(message, page.place("clearance.event"))


def _former(
    pages: list[JudgedPage], holders: dict[str, JudgedPage], files: set[str]
) -> Iterator[tuple[str, Violation]]:
    """A former address of a published page goes before a page that nobody has read there yet."""
    claimed: dict[str, JudgedPage] = {}
    for judged in sorted(pages, key=lambda one: not one.published):
        page = judged.page
        for number, former in enumerate(page.formerly if isinstance(page, Page) else ()):
            place = page.place(f"clearance.formerly.{number}") if isinstance(page, Page) else page.place
            where = plain_address(former).casefold()
            holder = holders.get(where)
            other = claimed.setdefault(where, judged)
            if holder and judged.published and not holder.published:
                message = f"the address {former!r} leads to `{page.path}`, which stood there before"
                yield holder.path, Violation(message, _place(holder.page))
            elif holder:
                yield page.path, Violation(f"the address {former!r} is that of `{holder.path}`", place)
            elif other is not judged:
                message = f"the address {former!r} leads to `{other.path}` already"
                yield page.path, Violation(message, place)
            elif _is_kept(former.casefold(), files):
                message = f"the address {former!r} is kept for a list or a file of the site"
                yield page.path, Violation(message, place)


def _is_kept(former: str, files: set[str]) -> bool:
    """Whether lists, the theme or a file of the site stand there, or at a part of it."""
    first = former.partition("/")[0]
    parts = accumulate(former.removesuffix("/").split("/"), lambda above, part: f"{above}/{part}")
    taken = any(f"content/{part}" in files for part in (*parts, f"{former}index.html"))
    return taken or "." in first or former == INDEX or former.startswith((*GENERATED, *OF_THE_SITE))


def _slug(page: Page | Unreadable) -> str | None:
    return page.slug if isinstance(page, Page) else None


def _place(page: Page | Unreadable) -> Place:
    return page.place("slug") if isinstance(page, Page) else page.place
