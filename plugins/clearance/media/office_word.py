"""The text of a Word file (ECMA-376, part 1, 17), and what of it is deleted, hidden or a comment."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from clearance.media.gathering import Gathering
from clearance.media.packages import Package
from clearance.media.values import Origin, Trait
from clearance.media.xml import attribute, local

_DELETED = frozenset(("del", "moveFrom"))
_BREAKS = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-"}
_OFF = frozenset(("0", "false", "off"))


def tell_word(package: Package, found: Gathering) -> None:
    """Say every paragraph, and mark what a reader of the page would not see."""
    for name in package.names:
        if not (name.startswith("word/") and name.endswith(".xml")):
            continue
        root = package.xml(name)
        if root is not None and local(root.tag) in {"document", "hdr", "ftr", "footnotes", "endnotes"}:
            _tell_paragraphs(root, found)
        elif root is not None and local(root.tag) == "comments":
            _tell_comments(root, found)


def _tell_comments(root: Element, found: Gathering) -> None:
    for comment in root:
        found.mark(Trait.ANNOTATION, "comment")
        found.say(attribute(comment, "author") or "", Origin.METADATA, "name of a comment's writer")
        found.say("".join(text for text, _ in _runs(comment)), Origin.ANNOTATION, "comment")


def _tell_paragraphs(root: Element, found: Gathering) -> None:
    for paragraph in root.iter():
        if local(paragraph.tag) != "p":
            continue
        texts: dict[Origin, str] = {}
        for text, origin in _runs(paragraph):
            texts[origin] = texts.get(origin, "") + text
        for origin, text in texts.items():
            found.say(text, origin)
        if texts.get(Origin.EARLIER, "").strip():
            found.mark(Trait.EARLIER_REVISION, "tracked deletion")
        if texts.get(Origin.HIDDEN, "").strip():
            found.mark(Trait.INVISIBLE_TEXT, "hidden text")


def _runs(paragraph: Element, origin: Origin = Origin.TEXT) -> Iterator[tuple[str, Origin]]:
    """Pieces of text in order, each with what becomes of it on the page."""
    for child in paragraph:
        name = local(child.tag)
        if name in {"t", "delText", "instrText"}:
            yield child.text or "", Origin.EARLIER if name == "delText" else origin
        elif name in _BREAKS:
            yield _BREAKS[name], origin
        elif name in _DELETED:
            yield from _runs(child, Origin.EARLIER)
        elif name == "r" and _is_hidden(child):
            yield from _runs(child, Origin.HIDDEN if origin is Origin.TEXT else origin)
        elif name != "p" or local(paragraph.tag) == "comment":
            yield from _runs(child, origin)


def _is_hidden(run: Element) -> bool:
    """Whether a run is marked as hidden text (17.3.2.41)."""
    marks = (mark for properties in run if local(properties.tag) == "rPr" for mark in properties)
    return any(local(mark.tag) == "vanish" and attribute(mark, "val") not in _OFF for mark in marks)
