"""The text of an OpenDocument file (ISO/IEC 26300), and what of it is deleted, hidden or a comment."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from clearance.media.gathering import Gathering
from clearance.media.packages import Package
from clearance.media.values import Origin, Trait
from clearance.media.xml import attribute, local

_PARAGRAPHS = frozenset(("p", "h"))
_HIDDEN_TEXT = frozenset(("hidden-text", "hidden-paragraph"))
_UNSHOWN = frozenset(("collapse", "filter", "none"))


def tell_open_document(package: Package, found: Gathering) -> None:
    """Say every paragraph, and mark what a reader of the page would not see."""
    for name in ("content.xml", "styles.xml"):
        root = package.xml(name)
        if root is not None:
            _tell(root, Origin.TEXT, _hidden_styles(root), found)
    if "META-INF/manifest.xml" in package.names:
        _tell_encryption(package, found)


def _tell_encryption(package: Package, found: Gathering) -> None:
    root = package.xml("META-INF/manifest.xml")
    if root is not None and any(local(each.tag) == "encryption-data" for each in root.iter()):
        found.mark(Trait.ATTACHMENT, "locked part")


def _hidden_styles(root: Element) -> frozenset[str]:
    """Names of automatic styles that show nothing: of hidden text, rows, columns and sheets."""
    names: set[str] = set()
    for style in root.iter():
        if local(style.tag) == "style":
            shown = (attribute(each, "display") for each in style.iter())
            if any(value in {"none", "false"} for value in shown):
                names.add(attribute(style, "name") or "")
    return frozenset(names)


def _tell(element: Element, origin: Origin, hidden: frozenset[str], found: Gathering) -> None:
    pending = [(element, origin)]
    while pending:
        each, above = pending.pop()
        here = _origin(each, above, hidden)
        _mark(each, here, above, found)
        if local(each.tag) in _PARAGRAPHS:
            found.say("".join(_texts(each)), here)
        pending.extend((child, here) for child in reversed(each))


def _origin(element: Element, above: Origin, hidden: frozenset[str]) -> Origin:
    name = local(element.tag)
    if name == "tracked-changes":
        return Origin.EARLIER
    if name == "annotation":
        return Origin.ANNOTATION
    if above is not Origin.TEXT:
        return above
    unshown = attribute(element, "visibility") in _UNSHOWN or attribute(element, "display") == "none"
    styled = (attribute(element, "style-name") or "") in hidden
    return Origin.HIDDEN if name in _HIDDEN_TEXT or name == "notes" or unshown or styled else above


def _mark(element: Element, here: Origin, above: Origin, found: Gathering) -> None:
    if here is above or not "".join(element.itertext()).strip():
        return
    traits = {
        Origin.EARLIER: (Trait.EARLIER_REVISION, "tracked deletion"),
        Origin.ANNOTATION: (Trait.ANNOTATION, "comment"),
        Origin.HIDDEN: (Trait.HIDDEN_PART, "hidden text, row, column, sheet or note"),
    }
    found.mark(*traits[here])
    if here is Origin.HIDDEN:
        found.say(" ".join(element.itertext()), here)


def _texts(paragraph: Element) -> list[str]:
    """A paragraph's own words, without those of a comment inside it."""
    texts = [paragraph.text or ""]
    for child in paragraph:
        if local(child.tag) in {"s", "tab", "line-break"}:
            texts.append(" ")
        if local(child.tag) != "annotation":
            texts.extend(_texts(child))
        texts.append(child.tail or "")
    return texts
