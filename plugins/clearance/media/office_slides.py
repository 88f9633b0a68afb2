"""The text of a PowerPoint file (ECMA-376, part 1, 19): slides, the speaker's notes, comments."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from clearance.media.gathering import Gathering
from clearance.media.packages import Package
from clearance.media.values import Origin, Trait
from clearance.media.xml import attribute, local

_OFF = frozenset(("0", "false", "off"))


def tell_slides(package: Package, found: Gathering) -> None:
    """Say every paragraph, and mark hidden slides, notes and comments."""
    for name in package.names:
        root = package.xml(name) if name.startswith("ppt/") and name.endswith(".xml") else None
        if root is None:
            continue
        kind = local(root.tag)
        if kind == "sld":
            hidden = attribute(root, "show") in _OFF
            if hidden:
                found.mark(Trait.HIDDEN_PART, "hidden slide")
            _tell_paragraphs(root, Origin.HIDDEN if hidden else Origin.TEXT, found)
        elif kind == "notes":
            _tell_notes(root, found)
        elif kind in {"cmLst", "cmAuthorLst", "authorLst"}:
            _tell_comments(root, found)


def _paragraphs(root: Element) -> list[str]:
    found = (element for element in root.iter() if local(element.tag) == "p")
    texts = ("".join(part.text or "" for part in each.iter() if local(part.tag) == "t") for each in found)
    return [text for text in texts if text.strip()]


def _tell_paragraphs(root: Element, origin: Origin, found: Gathering) -> None:
    for text in _paragraphs(root):
        found.say(text, origin)


def _tell_notes(root: Element, found: Gathering) -> None:
    """The page of notes always has the slide's number on it, which is no note."""
    if any(not text.strip().isdecimal() for text in _paragraphs(root)):
        found.mark(Trait.HIDDEN_PART, "speaker's notes")
        _tell_paragraphs(root, Origin.HIDDEN, found)


def _tell_comments(root: Element, found: Gathering) -> None:
    for element in root.iter():
        name = attribute(element, "name")
        if local(element.tag) in {"cmAuthor", "author"} and name:
            found.say(name, Origin.METADATA, "name of a comment's writer")
        if local(element.tag) in {"text", "t"} and (element.text or "").strip():
            found.mark(Trait.ANNOTATION, "comment")
            found.say(element.text or "", Origin.ANNOTATION, "comment")
