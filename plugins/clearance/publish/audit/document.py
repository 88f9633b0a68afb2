"""A finished file as a browser would see it: its elements in order, however hostile the bytes.

One parse gives every check what it needs. HTML is read as browsers read it (WHATWG HTML,
section 13, by Lexbor), with the content of templates. XML is read as XML (by Expat), since
there a prefix or an entity can make a script of what looks like none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from selectolax.lexbor import LexborHTMLParser, LexborNode

from clearance.model import Place

MAX_DEPTH = 200
"""Levels of nesting. Chromium cuts a page at 512 and moves the rest elsewhere."""

MAX_TAGS = 60_000
"""Of an HTML file; the time to parse hostile nesting grows with the square of it (seconds at this)."""

_WITH_TEXT = frozenset({"script", "style", "title"})
_NOSCRIPT = re.compile(r"(</?)noscript(?=[\s/>])", re.IGNORECASE)


class Unreadable(Exception):
    """The text has no single meaning; the message says why."""


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """A start tag, named in lower case. `text` is kept for script, style and title.

    In XML, tags outside the HTML, SVG and MathML namespaces are called `other` and have no
    attributes; `?name` is a processing instruction.
    """

    tag: str
    attributes: Mapping[str, str | None]
    parent: Element | None
    texts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.texts)

    def get(self, name: str) -> str | None:
        """An attribute's value: None when it is absent, empty when it has no value."""
        return (self.attributes[name] or "") if name in self.attributes else None

    def words(self, name: str) -> list[str]:
        """An attribute's words in lower case."""
        return (self.get(name) or "").lower().split()

    def ancestors(self) -> Iterator[Element]:
        """The element itself and everything around it, from the inside out."""
        element: Element | None = self
        while element is not None:
            yield element
            element = element.parent

    def inside(self, tag: str) -> bool:
        return any(e.tag == tag for e in self.ancestors())


@dataclass(frozen=True, slots=True)
class Document:
    """One reading of one file. `is_page`: a browser shows it as an HTML page."""

    path: str
    source: str
    is_page: bool
    elements: list[Element] = field(default_factory=list)
    tags: dict[str, list[Element]] = field(default_factory=dict)
    attributes: dict[str, list[Element]] = field(default_factory=dict)

    def add(self, element: Element) -> None:
        self.elements.append(element)
        self.tags.setdefault(element.tag, []).append(element)
        for name in element.attributes:
            self.attributes.setdefault(name, []).append(element)

    def having(self, *names: str) -> Iterator[tuple[Element, str]]:
        """Each element with one of these attributes, and the value."""
        for name in names:
            for element in self.attributes.get(name, ()):
                yield element, element.attributes[name] or ""

    def tagged(self, *tags: str) -> Iterator[Element]:
        for tag in tags:
            yield from self.tags.get(tag, ())

    def place(self, element: Element | None) -> Place:
        """Where a tag stands in the file, when that can be told for sure; else its beginning."""
        if element is None or element.tag.startswith("?"):
            return Place()
        starts = [*re.finditer(rf"<{re.escape(element.tag)}(?=[\s/>])", self.source, re.IGNORECASE)]
        alike = self.tags[element.tag]
        if len(starts) != len(alike):
            return Place()
        return _place(self.source, starts[alike.index(element)].start())


def _place(source: str, offset: int) -> Place:
    return Place(source.count("\n", 0, offset) + 1, offset - source.rfind("\n", 0, offset))


# --- HTML ----------------------------------------------------------------------------------


def read_html(path: str, source: str) -> list[Document]:
    """The readings of an HTML file: one, or two when `noscript` makes it mean two things.

    Browsers with scripts take what stands in `noscript` as plain text, so that a tag hidden in
    it can end it early; `noframes` is plain text for every browser, and shows that reading.
    """
    if source.count("<") > MAX_TAGS:
        raise Unreadable(f"it has more than {MAX_TAGS:,} tags")
    sources = [source, _NOSCRIPT.sub(r"\1noframes", source)]
    return [_html(path, text) for text in dict.fromkeys(sources)]


def _html(path: str, source: str) -> Document:
    document = Document(path, source, is_page=True)
    tree = LexborHTMLParser(source)
    waiting = [tree.root] if tree.root is not None else []
    waiting += tree.template_fragments()
    while waiting:
        fragment = waiting.pop(0)
        _gather(document, fragment)
        waiting += fragment.template_fragments() if fragment.tag is None else []
    return document


def _gather(document: Document, root: LexborNode) -> None:
    """Add each element below this root, itself included when it is one."""
    seen: dict[int, tuple[Element | None, int]] = {}
    for node in root.traverse():
        above = node.parent
        parent, depth = seen.get(above.mem_id, (None, 0)) if above is not None else (None, 0)
        tag = str(node.tag)
        if depth > MAX_DEPTH:
            raise Unreadable(f"elements are nested deeper than {MAX_DEPTH} levels")
        texts = [node.text(deep=False)] if tag in _WITH_TEXT else []
        element = Element(tag, node.attributes, parent, texts)
        seen[node.mem_id] = element, depth + 1
        document.add(element)


# --- XML -----------------------------------------------------------------------------------

_NAMESPACES = {
    "http://www.w3.org/1999/xhtml": "",
    "http://www.w3.org/2000/svg": "",
    "http://www.w3.org/1998/Math/MathML": "",
    "http://www.w3.org/1999/xlink": "xlink:",
    "http://www.w3.org/XML/1998/namespace": "xml:",
}
_HTML_ROOT = "http://www.w3.org/1999/xhtml html"


class _XmlReader:
    def __init__(self, path: str, source: str) -> None:
        self.document = Document(path, source, is_page=False)
        self.open: list[Element] = []
        self.is_page = False

    def read(self) -> Document:
        parser = expat.ParserCreate("utf-8", " ")
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text
        parser.ProcessingInstructionHandler = self.instruction
        parser.XmlDeclHandler = self.declaration
        parser.EntityDeclHandler = self.entity
        try:
            parser.Parse(self.document.source.encode(), True)  # noqa: FBT003 - Expat takes it by place only
        except expat.ExpatError as error:
            raise Unreadable(f"not well-formed XML: {expat.ErrorString(error.code)}") from None
        made = self.document
        return Document(made.path, made.source, self.is_page, made.elements, made.tags, made.attributes)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if not self.open:
            self.is_page = name == _HTML_ROOT
        if len(self.open) > MAX_DEPTH:
            raise Unreadable(f"elements are nested deeper than {MAX_DEPTH} levels")
        namespace, _, local = name.rpartition(" ")
        known = namespace in _NAMESPACES
        named: dict[str, str | None] = {_attribute(k): v for k, v in attributes.items()} if known else {}
        element = Element(local.lower() if known else "other", named, self.open[-1] if self.open else None)
        self.open.append(element)
        self.document.add(element)

    def end(self, _: str) -> None:
        self.open.pop()

    def text(self, data: str) -> None:
        if self.open[-1].tag in _WITH_TEXT:
            self.open[-1].texts.append(data)

    def instruction(self, target: str, data: str) -> None:
        self.document.add(Element(f"?{target.lower()}", {}, None, [data]))

    def declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if (encoding or "utf-8").lower() != "utf-8":
            raise Unreadable("it says that it is written in another encoding than UTF-8")

    def entity(self, *_: object) -> None:
        raise Unreadable("it declares entities of its own, which can hide anything")


def _attribute(name: str) -> str:
    namespace, _, local = name.rpartition(" ")
    return _NAMESPACES.get(namespace, "" if not namespace else "other:") + local.lower()


def read_xml(path: str, source: str) -> list[Document]:
    """The one reading of an XML file; raises Unreadable when it isn't well formed."""
    return [_XmlReader(path, source).read()]
