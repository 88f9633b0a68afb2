"""Small XML documents, written in one way only."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring


def leaf(
    parent: Element, tag: str, text: str | None = None, attributes: dict[str, str] | None = None
) -> None:
    """A last child of `parent`; attributes stand in the order given."""
    SubElement(parent, tag, attributes or {}).text = text


def optional(parent: Element, tag: str, text: str) -> None:
    """A last child of `parent`, if there is a text for it."""
    if text:
        leaf(parent, tag, text)


def document(root: Element) -> bytes:
    """UTF-8 with a declaration, indented by two spaces. The root is indented in place."""
    indent(root)
    written = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{written}\n'.encode()
