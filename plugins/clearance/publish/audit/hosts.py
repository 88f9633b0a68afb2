"""SA201 to SA204: the browser fetches nothing from another host and reports to nobody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from clearance.content.references import STYLED
from clearance.publish.audit import code
from clearance.publish.audit.addresses import Address
from clearance.publish.audit.document import Document, Element
from clearance.publish.audit.fetched import fetched
from clearance.publish.audit.offence import Offence

_LISTED = frozenset({"importmap", "speculationrules"})


def resources(document: Document, allowed: frozenset[str]) -> Iterator[Offence]:
    for item in fetched(document):
        address = item.address
        if address.host and address.host not in allowed:
            yield Offence(
                "SA201", f"{item.element.tag} makes the browser go to {address.shown}", item.element
            )


def styles(document: Document, allowed: frozenset[str]) -> Iterator[Offence]:
    painted = ((e, value) for e, value in document.having(*STYLED))
    for element, css in (*painted, *((e, e.text) for e in document.tagged("style"))):
        yield from _style(css, element, allowed)


def scripts(document: Document, allowed: frozenset[str]) -> Iterator[Offence]:
    for element in document.tagged("script"):
        yield from script_text(element.text, element, allowed)
        if _LISTED & set(element.words("type")):
            yield from _listed(element.text, element, allowed)


def pings(document: Document) -> Iterator[Offence]:
    for name in ("ping", "attributionsrc"):
        for element, _ in document.having(name):
            yield Offence("SA204", f"{element.tag} reports on its reader ({name})", element)


def style_text(css: str, allowed: frozenset[str]) -> Iterator[Offence]:
    yield from _style(css, None, allowed)


def script_text(script: str, element: Element | None, allowed: frozenset[str]) -> Iterator[Offence]:
    for address in _foreign(code.in_script(script), allowed):
        yield Offence("SA203", f"a script calls {address.shown}", element)


def data_text(text: str, allowed: frozenset[str]) -> Iterator[Offence]:
    """A web manifest."""
    yield from _listed(text, None, allowed)


def _style(css: str, element: Element | None, allowed: frozenset[str]) -> Iterator[Offence]:
    for address in _foreign(code.in_style(css), allowed):
        yield Offence("SA202", f"a style makes the browser go to {address.shown}", element)


def _listed(text: str, element: Element | None, allowed: frozenset[str]) -> Iterator[Offence]:
    for address in _foreign(code.in_data(text), allowed):
        yield Offence("SA201", f"a list of files names {address.shown}", element)


def _foreign(found: Iterable[Address], allowed: frozenset[str]) -> list[Address]:
    return [address for address in dict.fromkeys(found) if address.host not in allowed]
