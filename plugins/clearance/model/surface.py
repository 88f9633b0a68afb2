"""All that the public could read of a page, and what the rules on texts made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from clearance.model.judging import Finding, Place
from clearance.model.page import Page


@dataclass(frozen=True, slots=True)
class Element:
    """A start tag (or a comment, tag `#comment`) of the rendered page, with its place in the source."""

    tag: str
    attributes: Mapping[str, str]
    place: Place
    text: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A text that the public could read. `origin`: title, description, tag, body, alt, title-attribute, …"""

    text: str
    origin: str
    place: Place


@dataclass(frozen=True, slots=True)
class Reference:
    """A link or a resource of the rendered page.

    `target` is what stands in the page; `path` is the local file that it means, when it is
    local; `loads` tells a resource that the browser fetches by itself from a link that a
    reader follows.
    """

    target: str
    path: str | None
    loads: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Link:
    """A link by the name under which a screen reader lists it, white space folded; it may be empty."""

    name: str
    target: str
    place: Place


@dataclass(frozen=True, slots=True)
class Table:
    """A table of data: the cells of its longest row, and how many headers in it say something."""

    columns: int
    headers: int
    place: Place


@dataclass(frozen=True, slots=True)
class Surface:
    """Everything of a page that the public could read, mapped back to lines of the source."""

    elements: tuple[Element, ...] = ()
    passages: tuple[Passage, ...] = ()
    references: tuple[Reference, ...] = ()
    links: tuple[Link, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class TextVerdict:
    """What is wrong with a page's words and files, by the guidelines alone: no person, clock or commit.

    `references` are the page's; `files` maps each local file that it shows, links to or declares,
    where there is one, to its digest. `findings` are those of the rules on pages, `further` those
    on what is inside the files and of the rule packs. `lasting` is False where looking again might
    find something else: a file could not be read in time, say.
    """

    page: Page
    references: tuple[Reference, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    further: tuple[Finding, ...] = ()
    lasting: bool = True
