"""SA101 to SA103: nothing on the page takes in what the public writes."""

from __future__ import annotations

from collections.abc import Iterator

from clearance.publish.audit import addresses
from clearance.publish.audit.document import Document, Element
from clearance.publish.audit.offence import Offence

_FIELDS = ("input", "textarea", "select", "button", "keygen", "isindex")
_SEARCH_TYPES = frozenset({"", "text", "search", "hidden", "checkbox", "radio", "submit", "reset", "button"})
_SWITCH_TYPES = frozenset({"checkbox", "radio"})
_SENDING = ("formaction", "formmethod", "formenctype", "formtarget", "form")


def forms(document: Document) -> Iterator[Offence]:
    harmless = _harmless_forms(document)
    for form in document.tagged("form"):
        if form not in harmless:
            yield Offence("SA101", "a form that is not the site's own search", form)


def fields(document: Document) -> Iterator[Offence]:
    harmless = _harmless_forms(document)
    for field in document.tagged(*_FIELDS):
        if not _is_harmless(field, harmless):
            kind = f"{field.tag} {field.get('type') or ''}".strip()
            yield Offence("SA102", f"a field ({kind[:40]}) outside the site's own search", field)


def editable(document: Document) -> Iterator[Offence]:
    for element, value in document.having("contenteditable"):
        if value.strip().lower() != "false":
            yield Offence("SA103", f"{element.tag} can be written in by the reader", element)


def _harmless_forms(document: Document) -> set[Element]:
    foreign = {_form_of(field) for field in document.tagged(*_FIELDS) if not _is_palette(field)}
    return {
        form
        for form in document.tagged("form")
        if _is_search(form) or (_is_colour_switch(form) and form not in foreign)
    }


def _is_search(form: Element) -> bool:
    """A form in a search region that sends nothing, or sends a plain question to this site."""
    local = addresses.read(form.get("action") or "").is_local
    asks = (form.get("method") or "get").strip().lower() == "get"
    return local and asks and _in_search(form)


def _in_search(element: Element) -> bool:
    return any(e.tag == "search" or "search" in e.words("role") for e in element.ancestors())


def _is_colour_switch(form: Element) -> bool:
    """Material's palette: radio buttons that only a script of the theme reads."""
    unsent = form.get("action") is None and form.get("method") is None
    return unsent and form.get("data-md-component") == "palette"


def _is_palette(field: Element) -> bool:
    return _type(field) == "radio" and field.get("name") == "__palette" and not _sends(field)


def _is_harmless(field: Element, harmless: set[Element]) -> bool:
    if _sends(field) or field.tag not in {"input", "button"}:
        return False
    form = _form_of(field)
    if form is None and (field.tag == "button" or _type(field) in _SWITCH_TYPES):
        return True
    kept = _in_search(field) if form is None else form in harmless
    return kept and _type(field) in _SEARCH_TYPES


def _form_of(field: Element) -> Element | None:
    return next((e for e in field.ancestors() if e.tag == "form"), None)


def _type(field: Element) -> str:
    return (field.get("type") or "").strip().lower()


def _sends(field: Element) -> bool:
    return any(field.get(name) is not None for name in _SENDING)
