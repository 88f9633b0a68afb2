"""Inline code of a page, as a Content-Security-Policy names it: by digest.

Source: CSP Level 3, sections 6.7.3.3 (element matches source list) and 4.2.3 (inline check).
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator

from clearance.publish.audit.document import Document, Element

_ALGORITHMS = ("sha256", "sha384", "sha512")
_EXECUTED = frozenset({"", "module", "importmap", "speculationrules"})
_JAVASCRIPT = ("javascript", "ecmascript", "jscript", "livescript")


def scripts(documents: Iterable[Document]) -> Iterator[Element]:
    """Scripts that stand in the page itself. Blocks of data (such as JSON) and empty ones don't run."""
    for element in _each(documents, "script"):
        has_source = any(element.get(name) is not None for name in ("src", "href", "xlink:href"))
        if element.text and not has_source and _is_executed(element):
            yield element


def styles(documents: Iterable[Document]) -> Iterator[Element]:
    return _each(documents, "style")


def source(element: Element) -> str:
    """The source expression that allows exactly this code, such as `'sha256-…'`."""
    return _source("sha256", element)


def sources(element: Element) -> frozenset[str]:
    """Each source expression that would allow exactly this code."""
    return frozenset(_source(name, element) for name in _ALGORITHMS)


def _source(algorithm: str, element: Element) -> str:
    digest = hashlib.new(algorithm, element.text.encode()).digest()
    return f"'{algorithm}-{base64.b64encode(digest).decode()}'"


def _is_executed(element: Element) -> bool:
    """Whether some browser runs this type; any that names JavaScript counts."""
    kind = (element.get("type") or "").strip().lower()
    return kind in _EXECUTED or any(name in kind for name in _JAVASCRIPT)


def _each(documents: Iterable[Document], tag: str) -> Iterator[Element]:
    for document in documents:
        yield from document.tagged(tag)
