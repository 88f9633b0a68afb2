"""The links and tables of a page as a screen reader tells them: by name, and by headers."""

from __future__ import annotations

from collections.abc import Iterable

from clearance.content.locate import Locator
from clearance.content.markup import COMMENT, End, Event, Start, Text
from clearance.model import Link, Table

MATTERS = frozenset({"a", "table"})
"""a page without any of these elements has neither links nor tables"""
_FOLLOWED = frozenset({*MATTERS, "td", "th"})
_LAYOUT = frozenset({"none", "presentation"})
_LINE_NUMBERS = "highlighttable"
"""a program's lines beside their numbers, as Pygments lays them out"""


def structure(
    placed: Iterable[tuple[Event, int]], locator: Locator
) -> tuple[tuple[Link, ...], tuple[Table, ...]]:
    """Every `<a href>` and every table of data, each in the order in which they end.

    What stands in a table inside another is counted with the inner one. A link's name is its label,
    or else its words with those of its pictures, or else its title (accname 1.2, 4.3.2).
    """
    reading = _Reading(locator)
    for event, offset in placed:
        if isinstance(event, Text):
            reading.said.append(event.text)
        elif isinstance(event, End):
            if event.tag in _FOLLOWED:
                reading.end()
        elif event.tag in _FOLLOWED:
            reading.open.append((event, offset, len(reading.said)))
            if event.tag == "table":
                reading.counts.append([0, 0])
        elif event.tag != COMMENT and event.attributes.get("alt"):
            reading.said.append(event.attributes["alt"])
    return tuple(reading.links), tuple(reading.tables)


class _Reading:
    """What was said so far, the elements that are still open, and cells and headers of each open table."""

    def __init__(self, locator: Locator) -> None:
        self.said: list[str] = []
        self.open: list[tuple[Start, int, int]] = []
        self.counts: list[list[int]] = []
        self.links: list[Link] = []
        self.tables: list[Table] = []
        self._locator = locator

    def end(self) -> None:
        start, offset, begun = self.open.pop()
        if start.tag == "a":
            self._end_link(start, offset, begun)
        elif start.tag == "table":
            cells, headers = self.counts.pop()
            if start.attributes.get("role") not in _LAYOUT and start.attributes.get("class") != _LINE_NUMBERS:
                self.tables.append(Table(cells, headers, self._locator.place(offset)))
        elif self.counts:
            self.counts[-1][0] += 1
            self.counts[-1][1] += start.tag == "th" and any(map(_says, self.said[begun:]))

    def _end_link(self, start: Start, offset: int, begun: int) -> None:
        target = start.attributes.get("href")
        if target is None:
            return
        names = (
            start.attributes.get("aria-label", ""),
            "".join(self.said[begun:]),
            start.attributes.get("title", ""),
        )
        name = next((" ".join(each.split()) for each in names if _says(each)), "")
        self.links.append(Link(name, target, self._locator.place(offset)))


def _says(text: str) -> bool:
    return any(map(str.isalnum, text))
