"""XML out of a file by a stranger's hand: no entities, no document types, nothing fetched, bounded."""

from __future__ import annotations

from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException  # type: ignore[import-untyped]  # ships no types
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]  # ships no types

from clearance.media.limits import Refused

MAX_DEPTH = 400
MAX_XML_BYTES = 30_000_000


def parse(data: bytes, what: str) -> Element:
    """The root element. Raises Refused for what is no XML, is too large or deep, or defines entities."""
    if len(data) > MAX_XML_BYTES:
        raise Refused(f"{what} is larger than {MAX_XML_BYTES:,} bytes")
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError):
        raise Refused(f"{what} is not XML that can be read safely") from None
    return _not_too_deep(root, what)


def _not_too_deep(root: Element, what: str) -> Element:
    level, depth = [root], 0
    while level:
        depth += 1
        if depth > MAX_DEPTH:
            raise Refused(f"{what} is nested more than {MAX_DEPTH} deep")
        level = [child for element in level for child in element]
    return root


def local(name: object) -> str:
    """An element's or attribute's name without its namespace; empty for a comment."""
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def attribute(element: Element, name: str) -> str | None:
    """An attribute by its local name, whatever its namespace."""
    return next((value for key, value in element.items() if local(key) == name), None)
