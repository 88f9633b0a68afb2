"""What of a page the public could read, and what its HTML would make a browser do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TypeVar

from clearance.content.links import host, local_path, scheme, words
from clearance.content.locate import Locator, offsets
from clearance.content.markup import COMMENT, Event, Start, Text, read_markup
from clearance.content.references import targets
from clearance.content.structure import MATTERS, structure
from clearance.content.unseen import unseen
from clearance.model import Element, Page, Passage, Place, Reference, Surface

__all__ = ["extract", "host", "scheme"]

Value = TypeVar("Value")

_ORIGINS = {"alt": "alt", "title": "title-attribute"}
_READ_ATTRIBUTES = frozenset(
    {
        "abbr",
        "aria-description",
        "aria-label",
        "aria-placeholder",
        "aria-roledescription",
        "aria-valuetext",
        "content",
        "label",
        "placeholder",
        "srcdoc",
        "standby",
        "summary",
        "value",
    }
)
_PAGES = frozenset({"", ".md", ".html"})
_CODE = frozenset({"script", "style"})
_BLOCK_NAMES = """
address article aside audio blockquote body button canvas caption center col colgroup dd details dialog dir
div dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe
input legend li listing main menu nav noembed noframes noscript object ol optgroup option p plaintext pre
script search section select style summary svg table tbody td template textarea tfoot th thead title tr ul
video xmp
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
"""elements that stand for themselves; any other, unknown ones too, continues the text around it"""


def extract(page: Page, html: str) -> Surface:
    """The surface of a page, from its body as Python-Markdown renders it.

    Texts come block by block with white space folded, words that only markup divides joined.
    Places are those of the source, as near as can be found, and never before the body. What
    `<noscript>` hides differs between browsers with and without scripts: both readings count.
    Raises CannotJudge for a flood of tags that can't be read in bounded time.
    """
    surface = _read(page, html, scripting=False)
    if "<noscript" in html.lower():
        surface = _joined(surface, _read(page, html, scripting=True))
    passages = (*_front_matter(page), *surface.passages)
    addresses = _addresses(page, surface.references, passages)
    passages = (*passages, *addresses)
    return replace(surface, passages=(*passages, *unseen(page, passages, surface)))


def _read(page: Page, html: str, *, scripting: bool) -> Surface:
    locator = Locator(page)
    events = read_markup(html, page.path, scripting=scripting)
    placed = [*zip(events, offsets(events, locator), strict=True)]
    starts = [(event, offset) for event, offset in placed if isinstance(event, Start)]
    structured = any(start.tag in MATTERS for start, _ in starts)
    links, tables = structure(placed, locator) if structured else ((), ())
    return Surface(
        elements=tuple(Element(s.tag, s.attributes, locator.place(offset), s.text) for s, offset in starts),
        passages=tuple(_passages(placed, locator)),
        references=tuple(_references(starts, page, locator)),
        links=links,
        tables=tables,
    )


def _joined(first: Surface, second: Surface) -> Surface:
    """Both readings; what they have in common once."""
    return Surface(
        _once(first.elements, second.elements),
        _once(first.passages, second.passages),
        _once(first.references, second.references),
        _once(first.links, second.links),
        _once(first.tables, second.tables),
    )


def _once(first: tuple[Value, ...], second: tuple[Value, ...]) -> tuple[Value, ...]:
    return tuple({repr(value): value for value in (*first, *second)}.values())


def _front_matter(page: Page) -> Iterator[Passage]:
    for key, text in (("title", page.title), ("description", page.description)):
        if text:
            yield Passage(text, key, page.place(key))
    if page.event:
        yield Passage(page.event.place, "event", page.place("clearance.event.place"))
    if page.alert:
        for key in ("event", "area", "instruction"):
            if text := getattr(page.alert, key):
                yield Passage(text, "alert", page.place(f"clearance.alert.{key}"))
    for number, tag in enumerate(page.tags):
        yield Passage(tag, "tag", page.place(f"tags.{number}"))
    for number, change in enumerate(page.changes):
        yield Passage(change.note, "change", page.place(f"clearance.changes.{number}.note"))


def _addresses(page: Page, references: Iterable[Reference], passages: Iterable[Passage]) -> Iterator[Passage]:
    """The words in the page's own address, in its former ones, and in those of other pages that it links to.

    Each once, and not what the page says anyway. Names of files are read with the files.
    """
    told = {word for passage in passages for word in passage.text.lower().split()}
    own = Passage(words(page.slug or PurePosixPath(page.path).stem), "address", page.place("slug"))
    former = (
        Passage(words(each), "address", page.place(f"clearance.formerly.{number}"))
        for number, each in enumerate(page.formerly)
    )
    pages = (each for each in references if PurePosixPath(each.path or "").suffix in _PAGES)
    linked = (Passage(words(each.target), "link-target", each.place) for each in pages)
    for passage in dict.fromkeys((own, *former, *linked)):
        if not told.issuperset(passage.text.lower().split()):
            yield passage


def _passages(placed: Iterable[tuple[Event, int]], locator: Locator) -> Iterator[Passage]:
    block = _Block()
    for event, offset in placed:
        if isinstance(event, Text) and event.inside in _CODE:
            yield Passage(event.text, event.inside, locator.place(offset))
        elif isinstance(event, Text):
            block.add(event.text, offset)
        elif event.tag in _BLOCKS:
            yield from block.close(locator)
        elif event.tag == "br":
            block.add(" ", offset)
        if isinstance(event, Start) and (event.attributes or event.tag == COMMENT):
            yield from _spoken(event, offset, locator)
    yield from block.close(locator)


class _Block:
    """The text of a block so far, and where its first visible part stands."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._offset: int | None = None

    def add(self, text: str, offset: int) -> None:
        self._texts.append(text)
        if self._offset is None and text.strip():
            self._offset = offset

    def close(self, locator: Locator) -> Iterator[Passage]:
        if self._offset is not None:
            yield Passage(" ".join("".join(self._texts).split()), "body", locator.place(self._offset))
        self._texts, self._offset = [], None


def _spoken(start: Start, offset: int, locator: Locator) -> Iterator[Passage]:
    """What an element says besides its text: a comment, and attributes that are shown or read aloud."""
    if start.tag == COMMENT:
        yield Passage(start.text, "comment", _place_of(start.text, offset, locator))
    for name, value in start.attributes.items():
        origin = _ORIGINS.get(name) or ("attribute" if name in _READ_ATTRIBUTES else None)
        if origin and value.strip():
            yield Passage(value, origin, _place_of(value, offset, locator))


def _references(starts: Iterable[tuple[Start, int]], page: Page, locator: Locator) -> Iterator[Reference]:
    for start, offset in starts:
        for target, loads in targets(start):
            path = local_path(target, page.path)
            yield Reference(target, path, loads, _place_of(target, offset, locator))


def _place_of(value: str, offset: int, locator: Locator) -> Place:
    """Where an attribute's value stands as written, or else its element."""
    found = locator.find_value(value, offset)
    return locator.place(offset if found is None else found)
