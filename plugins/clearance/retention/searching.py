"""Which records somebody looks for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from clearance.retention.entries import Entry, Version, folded


@dataclass(frozen=True, slots=True)
class Query:
    """All of it must hold; what is empty is not asked. `since` is the first instant, `until` the last one.

    `author`, `category`, `incident` and `words` must hold of one page of the record; a record that is
    about no page is found by its own words, and by the incident that it names.
    """

    since: datetime | None = None
    until: datetime | None = None
    kind: str = ""
    author: str = ""
    approver: str = ""
    category: str = ""
    incident: str = ""
    words: tuple[str, ...] = ()


def search(entries: Iterable[Entry], query: Query) -> list[Entry]:
    """Those that are meant, in the order in which they come."""
    words = tuple(folded(word) for word in query.words)
    return [entry for entry in entries if _own(entry, query) and _about(entry, query, words)]


def _own(entry: Entry, query: Query) -> bool:
    return (
        (not query.kind or entry.kind == query.kind)
        and (not query.approver or (entry.kind == "approval" and entry.member == query.approver))
        and (query.since is None or entry.at >= query.since)
        and (query.until is None or entry.at <= query.until)
    )


def _about(entry: Entry, query: Query, words: tuple[str, ...]) -> bool:
    if any(_page(version, query, words) for version in entry.versions):
        return True
    of_page = query.author or query.category
    named = not query.incident or query.incident in entry.ids
    return not of_page and named and all(word in entry.text for word in words)


def _page(version: Version, query: Query, words: tuple[str, ...]) -> bool:
    return (
        (not query.author or query.author in version.authors)
        and (not query.category or query.category in version.categories)
        and (not query.incident or query.incident == version.incident)
        and all(word in version.text for word in words)
    )
