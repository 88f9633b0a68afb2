"""SA405, SA501 and SA502: a page says its encoding, its language and its title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clearance.publish.audit.document import Document, Element
from clearance.publish.audit.offence import Offence

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([^\s;\"']*)", re.IGNORECASE)


def encoding(document: Document) -> Iterator[Offence]:
    """Bytes that say nothing, or something else, are read by each browser's own guess."""
    declared = [name for meta in document.tagged("meta") if (name := _charset(meta)) is not None]
    if document.is_page and not (declared and set(declared) <= {"utf-8", "utf8"}):
        yield Offence("SA405", "the page doesn't say that it is UTF-8 (meta charset), or says otherwise")


def _charset(meta: Element) -> str | None:
    if (meta.get("http-equiv") or "").strip().lower() == "content-type":
        named = _CHARSET.search(meta.get("content") or "")
        return named[1].lower() if named else None
    charset = meta.get("charset")
    return None if charset is None else charset.strip().lower()


def language(document: Document) -> Iterator[Offence]:
    for html in document.tagged("html"):
        if document.is_page and not (html.get("lang") or html.get("xml:lang") or "").strip():
            yield Offence("SA501", "the html element has no lang", html)


def title(document: Document) -> Iterator[Offence]:
    titles = [t.text.strip() for t in document.tagged("title") if t.parent and t.parent.tag == "head"]
    if document.is_page and not any(titles[:1]):
        yield Offence("SA502", "the page has no title in its head")
