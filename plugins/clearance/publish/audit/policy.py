"""SA601 to SA604: a strict Content-Security-Policy that the page really satisfies.

Source: Content Security Policy Level 3 (W3C), sections 2.2 (parsing), 3.3 (the meta element)
and 6.8 (which directive decides).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from clearance.publish.audit import inline
from clearance.publish.audit.addresses import Address
from clearance.publish.audit.document import Document, Element
from clearance.publish.audit.fetched import Fetched, fetched
from clearance.publish.audit.offence import Offence

NONE, SELF = "'none'", "'self'"

_FETCHING = frozenset(
    {
        "default-src",
        "script-src",
        "script-src-elem",
        "script-src-attr",
        "style-src",
        "style-src-elem",
        "style-src-attr",
        "img-src",
        "font-src",
        "media-src",
        "connect-src",
        "frame-src",
        "child-src",
        "worker-src",
        "manifest-src",
        "object-src",
        "base-uri",
        "form-action",
    }
)
_WITHOUT_SOURCES = frozenset(
    {"upgrade-insecure-requests", "block-all-mixed-content", "require-trusted-types-for", "trusted-types"}
)
_WITHOUT_EFFECT_IN_META = frozenset({"frame-ancestors", "report-uri", "report-to", "sandbox"})
_CLOSED = {"object-src": {NONE}, "base-uri": {NONE, SELF}, "form-action": {NONE, SELF}}
_HASH = re.compile(r"'sha(?:256|384|512)-[A-Za-z0-9+/_-]+={0,2}'")
_ALLOWED_ANYWHERE = frozenset({NONE, SELF, "'report-sample'"})
_ALLOWED_IN = {
    "'wasm-unsafe-eval'": frozenset({"script-src", "default-src"}),
    "data:": frozenset({"img-src", "font-src", "media-src"}),
    "blob:": frozenset({"img-src", "media-src"}),
}
_FALLBACKS = {
    "script-src-elem": ("script-src-elem", "script-src", "default-src"),
    "style-src-elem": ("style-src-elem", "style-src", "default-src"),
}
_BEFORE_POLICY = frozenset({"html", "head", "meta", "title"})


@dataclass(frozen=True, slots=True)
class Policy:
    """Directive to sources, all in lower case but for hashes; of a doubled directive the first counts."""

    directives: Mapping[str, frozenset[str]]

    def sources(self, directive: str) -> frozenset[str]:
        """The sources that decide; those of default-src when nothing nearer is given."""
        for name in _FALLBACKS.get(directive, (directive, "default-src")):
            if name in self.directives:
                return self.directives[name]
        return frozenset()


def parse(text: str) -> Policy:
    directives: dict[str, frozenset[str]] = {}
    for part in text.split(";"):
        name, *values = part.split() or [""]
        if name:
            directives.setdefault(name.lower(), frozenset(map(_lowered, values)))
    return Policy(directives)


def _lowered(source: str) -> str:
    return source if source.lower().startswith("'sha") else source.lower()


def present(document: Document, allowed: frozenset[str]) -> Iterator[Offence]:
    """The policy of a page: there, in time, strict and kept."""
    if not document.is_page:
        return
    found = [meta for meta in document.tagged("meta") if _is_policy(meta)]
    if not found:
        yield Offence("SA601", "the page has no Content-Security-Policy")
        return
    yield from _placed(document, found)
    policy = parse(found[0].get("content") or "")
    yield from (Offence("SA603", message, found[0]) for message in weaknesses(policy, allowed))
    yield from _unmet(document, policy)


def _is_policy(meta: Element) -> bool:
    return (meta.get("http-equiv") or "").strip().lower() == "content-security-policy"


def _placed(document: Document, found: list[Element]) -> Iterator[Offence]:
    first, *others = found
    for meta in others:
        yield Offence("SA602", "a second Content-Security-Policy; one is expected", meta)
    if first.parent is None or first.parent.tag != "head":
        yield Offence("SA602", "the Content-Security-Policy stands outside the head", first)
        return
    before = document.elements[: document.elements.index(first)]
    early = next((e for e in before if e.tag not in _BEFORE_POLICY), None)
    if early is not None:
        yield Offence("SA602", f"{early.tag} stands before the Content-Security-Policy", first)


# --- strict --------------------------------------------------------------------------------


def weaknesses(policy: Policy, allowed: frozenset[str]) -> Iterator[str]:
    """What this policy allows and shouldn't, in words."""
    if "default-src" not in policy.directives:
        yield "default-src is missing; 'self' or 'none' is expected"
    for directive in ("base-uri", "form-action"):
        if directive not in policy.directives:
            yield f"{directive} is missing; 'none' is expected"
    if policy.sources("object-src") != {NONE}:
        yield "object-src must be 'none'"
    for directive, sources in policy.directives.items():
        yield from _directive_weaknesses(directive, sources, allowed)


def _directive_weaknesses(directive: str, sources: frozenset[str], allowed: frozenset[str]) -> Iterator[str]:
    if directive in _WITHOUT_SOURCES | _WITHOUT_EFFECT_IN_META:
        return
    if directive not in _FETCHING:
        yield f"{directive[:40]} is no directive that browsers know"
        return
    closed = _CLOSED.get(directive)
    for source in sorted(sources):
        if (closed is not None and source not in closed) or not _is_strict(directive, source, allowed):
            yield f"{directive} allows {source[:60]}"


def _is_strict(directive: str, source: str, allowed: frozenset[str]) -> bool:
    if source in _ALLOWED_ANYWHERE or source.removeprefix("https://") in allowed:
        return True
    if _HASH.fullmatch(source):
        return directive.startswith(("script-src", "style-src"))
    return directive in _ALLOWED_IN.get(source, frozenset())


# --- kept ----------------------------------------------------------------------------------


def _unmet(document: Document, policy: Policy) -> Iterator[Offence]:
    kinds = (
        ("script-src-elem", "script", inline.scripts([document])),
        ("style-src-elem", "style", inline.styles([document])),
    )
    for directive, kind, elements in kinds:
        for element in elements:
            if inline.sources(element).isdisjoint(policy.sources(directive)):
                yield Offence("SA604", f"an inline {kind} whose hash the policy doesn't have", element)
    for element, _ in document.having("style"):
        yield Offence("SA604", f"{element.tag} has a style attribute", element)
    for item in fetched(document):
        if not _permits(policy.sources(item.directive), item.address):
            yield Offence("SA604", f"{item.element.tag} needs {_needed(item)}", item.element)


def _permits(sources: frozenset[str], address: Address) -> bool:
    if address.is_local:
        return SELF in sources
    return any(s in sources for s in (f"{address.scheme}:", address.host, f"https://{address.host}") if s)


def _needed(item: Fetched) -> str:
    source = SELF if item.address.is_local else item.address.shown
    return f"{item.directive} {source}"
