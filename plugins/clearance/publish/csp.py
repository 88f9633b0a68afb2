"""A strict Content-Security-Policy for a finished page, so that the browser itself keeps 1021.5.1.

The policy names every inline script and style of the page by its hash and allows nothing from
elsewhere. It stands in a `meta` element, since a plain web host sends no headers of ours.
Source: Content Security Policy Level 3 (W3C).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from clearance.errors import CannotJudge
from clearance.publish.audit import inline
from clearance.publish.audit.document import Document, Unreadable, read_html

ALIGNMENT_CSS = """\
/* Alignment of table cells, set by clearance in place of style attributes. */
td.align-left, th.align-left { text-align: left !important; }
td.align-center, th.align-center { text-align: center !important; }
td.align-right, th.align-right { text-align: right !important; }
"""
"""For a style sheet of the site: what `classes_for_alignment` needs."""

_SEARCH = "'wasm-unsafe-eval'"
"""The search is a WebAssembly program of the site's own, which browsers count as a script."""

_DATA_PICTURES = "img-src 'self' data:"
"""Material draws its icons as masks from data: addresses in its style sheets (img-src governs masks)."""

_BEARING = re.compile(
    r"<(?:script|style)\b.*?</(?:script|style)|<!--|-->|<!\[CDATA|</?(?:noscript|noframes|noembed|textarea|title"
    r"|xmp|iframe|plaintext|template|svg|math|select|frameset)\b",
    re.IGNORECASE | re.DOTALL,
)
_POLICIES: dict[tuple[str, ...], str] = {}
_MOST_POLICIES = 256

_CELL = re.compile(
    r"<(?P<tag>t[dh])(?P<before>(?:\s[^<>]*?)?)\sstyle=\"text-align: (?P<side>left|center|right);?\""
    r"(?P<after>[^<>]*)>"
)
_CLASS = re.compile(r"(?<=\s)class=\"([^\"]*)\"")
_POLICY_META = re.compile(r"\n<meta http-equiv=\"Content-Security-Policy\" content=\"[^\"<>]*\">")
_LEADING = re.compile(
    r"(?>\s+|<!doctype[^>]*>|<!--(?!-?>).*?-->|<html(?:\s[^<>]*)?>)*+<head(?:\s[^<>]*)?>"
    r"(?:\s*<meta\s+charset=[\"']?utf-8[\"']?\s*/?>)?",
    re.IGNORECASE | re.DOTALL,
)


def protect(html: str) -> str:
    """A finished page with table alignment by classes and its strict policy in place."""
    return insert(classes_for_alignment(html))


def policy(html: str) -> str:
    """The strictest policy under which this page works, made of what the page itself holds.

    Connections to this site are for the search index, workers for its engine. `object-src`,
    `base-uri`, `form-action` and `frame-src` allow nothing. Raises CannotJudge for a page that
    can't be read for sure.

    Pages share their scripts and styles. A page in which the same ones seem to stand as in one before,
    among the same tags that decide whether they are scripts and styles at all, gets the same policy;
    where it only seemed so, the audit, which reads for itself, finds it out.
    """
    seeming = tuple(_BEARING.findall(html))
    if seeming not in _POLICIES:
        if len(_POLICIES) >= _MOST_POLICIES:
            _POLICIES.clear()
        _POLICIES[seeming] = _policy(_read(html))
    return _POLICIES[seeming]


def _policy(documents: list[Document]) -> str:
    directives = (
        "default-src 'self'",
        f"{_with_hashes('script-src', map(inline.source, inline.scripts(documents)))} {_SEARCH}",
        _with_hashes("style-src", (inline.source(e) for e in inline.styles(documents))),
        _DATA_PICTURES,
        "object-src 'none'",
        "frame-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return "; ".join(directives)


def insert(html: str) -> str:
    """The page with its policy first in the head (after a `meta charset`), all else unchanged.

    A policy written here before is replaced, so doing it twice changes nothing. Raises
    CannotJudge when the page has no `head` tag to put it in.
    """
    leading = _LEADING.match(html)
    if leading is None:
        raise CannotJudge("the page doesn't begin with html and head tags, so its policy has no place")
    start, rest = html[: leading.end()], html[leading.end() :]
    former = _POLICY_META.match(rest)
    rest = rest[former.end() :] if former else rest
    return f'{start}\n<meta http-equiv="Content-Security-Policy" content="{policy(start + rest)}">{rest}'


def classes_for_alignment(html: str) -> str:
    """Table cells aligned by a class (see ALIGNMENT_CSS) where Markdown wrote a style attribute."""
    return _CELL.sub(_aligned, html)


def _aligned(cell: re.Match[str]) -> str:
    name = f"align-{cell['side']}"
    attributes, merged = _CLASS.subn(rf'class="\1 {name}"', cell["before"] + cell["after"], count=1)
    own = "" if merged else f' class="{name}"'
    return f"<{cell['tag']}{own}{attributes}>"


def _read(html: str) -> list[Document]:
    try:
        return read_html("", html)
    except Unreadable as error:
        raise CannotJudge(f"the page can't be read: {error}") from None


def _with_hashes(directive: str, hashes: Iterable[str]) -> str:
    return " ".join((f"{directive} 'self'", *dict.fromkeys(hashes)))
