"""SA301 to SA307: no script but the reviewed ones, and no document inside the document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clearance.publish.audit import addresses
from clearance.publish.audit.document import Document, Element
from clearance.publish.audit.offence import Offence

_HANDLER = re.compile(r"on[a-z]{2,}", re.IGNORECASE)
_MOVED = re.compile(r"0; url=([^\s\"';,]+)")
"""only in this form: browsers read others, too, and differ on them"""
_LEADING = frozenset({"html", "head", "meta", "link", "title", "body", "p", "a"})
"""all that a page may consist of that does nothing but lead on"""
_CONDITIONAL = re.compile(r"<!--\s*\[\s*if\b", re.IGNORECASE)
_ADDRESSED = (
    "href",
    "xlink:href",
    "src",
    "action",
    "formaction",
    "data",
    "poster",
    "background",
    "srcset",
    "imagesrcset",
    "to",
    "from",
    "by",
    "values",
    "cite",
    "longdesc",
    "manifest",
)
_SCRIPTING = frozenset({"javascript", "vbscript", "livescript", "mocha"})
_PICTURES = frozenset({"img", "image", "feimage", "source", "video", "input", "link"})
_EMBEDDING = ("iframe", "frame", "object", "embed", "applet", "portal", "fencedframe", "webview")
_ANIMATING = ("animate", "set", "animatemotion", "animatetransform", "animatecolor")


def handlers(document: Document) -> Iterator[Offence]:
    for name in document.attributes:
        if _HANDLER.fullmatch(name):
            for element, _ in document.having(name):
                yield Offence("SA301", f"{element.tag} carries a script in {name[:40]}", element)


def script_addresses(document: Document) -> Iterator[Offence]:
    for element, value in document.having(*_ADDRESSED):
        for text in (value, *value.split(";")) if ":" in value else ():
            if _runs(element, addresses.read(text).scheme):
                yield Offence("SA302", f"the address in {element.tag} holds a script or a document", element)
                break
    yield from _animated(document)


def _runs(element: Element, scheme: str) -> bool:
    return scheme in _SCRIPTING or (scheme == "data" and element.tag not in _PICTURES)


def _animated(document: Document) -> Iterator[Offence]:
    for element in document.tagged(*_ANIMATING):
        named = element.get("attributeName") or element.get("attributename") or ""
        name = named.strip().lower().rpartition(":")[2]
        if name == "href" or _HANDLER.fullmatch(name):
            yield Offence("SA302", f"{element.tag} changes an address or a script while it is shown", element)


def bases(document: Document) -> Iterator[Offence]:
    for element in document.tagged("base"):
        yield Offence("SA303", "a base element turns addresses elsewhere", element)


def redirects(document: Document) -> Iterator[Offence]:
    """Only a page that does nothing else may send its reader on: at once, and to this very site."""
    for element in document.tagged("meta"):
        refreshes = (element.get("http-equiv") or "").strip().lower() == "refresh"
        if refreshes and not (_leads_on(element.get("content") or "") and document.tags.keys() <= _LEADING):
            yield Offence("SA304", "the page sends its reader elsewhere by itself", element)


def _leads_on(content: str) -> bool:
    found = _MOVED.fullmatch(content)
    return found is not None and addresses.read(found[1]).is_local


def embedded(document: Document) -> Iterator[Offence]:
    for element in document.tagged(*_EMBEDDING):
        yield Offence("SA305", f"{element.tag} shows another document inside the page", element)
    for element, _ in document.having("srcdoc"):
        if element.tag not in _EMBEDDING:
            yield Offence("SA305", f"{element.tag} holds a document in srcdoc", element)


def conditional(document: Document) -> Iterator[Offence]:
    if document.is_page and _CONDITIONAL.search(document.source):
        yield Offence("SA306", "a comment that old browsers run as part of the page")


def active_files(document: Document) -> Iterator[Offence]:
    """In a file that is no page, and so has no policy of its own."""
    if not document.is_page:
        for element in document.tagged("script"):
            yield Offence("SA307", "a script in a file that is no page", element)
    for element in document.tagged("?xml-stylesheet"):
        yield Offence("SA307", "the file is turned into something else when it is opened", element)
