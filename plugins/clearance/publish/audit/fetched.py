"""What the browser fetches by itself for a page: each address, and the policy directive over it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from clearance.publish.audit import addresses
from clearance.publish.audit.addresses import Address
from clearance.publish.audit.document import Document, Element

_PLAIN = ("src", "poster", "background", "lowsrc", "dynsrc", "manifest", "data", "action", "formaction")
_LISTS = ("srcset", "imagesrcset")
_LINKS = ("href", "xlink:href")
_NOT_FETCHED = frozenset({"a", "area", "base", "link"})
_QUIET_RELATIONS = frozenset(
    {
        "alternate",
        "author",
        "bookmark",
        "canonical",
        "edit",
        "help",
        "license",
        "me",
        "next",
        "prev",
        "privacy-policy",
        "shortlink",
        "tag",
        "terms-of-service",
        "up",
        "via",
        "first",
        "last",
        "nofollow",
        "noopener",
        "noreferrer",
    }
)
"""`link` relations that no current browser fetches (HTML, 4.6.8); every other one counts as fetched"""

_BY_TAG = {
    "script": "script-src-elem",
    "img": "img-src",
    "input": "img-src",
    "image": "img-src",
    "feimage": "img-src",
    "use": "img-src",
    "audio": "media-src",
    "video": "media-src",
    "track": "media-src",
    "form": "form-action",
    "button": "form-action",
}
_BY_RELATION = {
    "stylesheet": "style-src-elem",
    "icon": "img-src",
    "apple-touch-icon": "img-src",
    "mask-icon": "img-src",
    "manifest": "manifest-src",
    "modulepreload": "script-src-elem",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """`directive` of the Content-Security-Policy that decides (CSP Level 3, section 6.1)."""

    element: Element
    address: Address
    directive: str


def fetched(document: Document) -> Iterator[Fetched]:
    for element, text, attribute in _addresses(document):
        address = addresses.read(text)
        if address.scheme != "about":
            yield Fetched(element, address, _directive(element, attribute))


def _addresses(document: Document) -> Iterator[tuple[Element, str, str]]:
    for attribute in _PLAIN:
        yield from ((e, text, attribute) for e, text in document.having(attribute))
    for attribute in _LISTS:
        for element, texts in document.having(attribute):
            yield from ((element, text, attribute) for text in addresses.candidates(texts))
    for attribute in _LINKS:
        for element, text in document.having(attribute):
            if element.tag not in _NOT_FETCHED or _is_fetched_link(element):
                yield element, text, attribute


def _is_fetched_link(element: Element) -> bool:
    return element.tag == "link" and not set(element.words("rel")) <= _QUIET_RELATIONS


def _directive(element: Element, attribute: str) -> str:
    if attribute in {"poster", "background", "srcset", "imagesrcset"}:
        return "img-src"
    if attribute in {"action", "formaction"}:
        return "form-action"
    if element.tag == "source":
        return "img-src" if element.inside("picture") else "media-src"
    if element.tag == "link":
        relations = [_BY_RELATION[rel] for rel in element.words("rel") if rel in _BY_RELATION]
        return relations[0] if relations else "default-src"
    return _BY_TAG.get(element.tag, "default-src")
