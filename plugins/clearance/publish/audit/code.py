"""Which hosts a style sheet or a script names in a place that makes the browser go there.

Both are text scans, not parsers, and lean towards finding too much: comments count, and CSS
is read with and without its backslash escapes. What a script puts together as it runs can't
be seen here; the page's Content-Security-Policy stops that, and SA603 and SA604 check it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from clearance.publish.audit import addresses

_GAP = r"(?>\s+|/\*.*?\*/)*+"
_CSS_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})[ \t\r\n\f]?|(.))", re.DOTALL)
_CSS_CALL = re.compile(r"(?:url|src|image)\(\s*+[\"']?([^\"')\s]*)", re.IGNORECASE)
_CSS_IMPORT = re.compile(rf"@import{_GAP}[\"']([^\"']*)", re.IGNORECASE | re.DOTALL)
_CSS_QUOTED = re.compile(
    r"(?<!xmlns=)(?<!xlink=)[\"']\s*+((?:[a-z][a-z0-9+.-]*:)?[/\\]{2}[^\"'\s]*)", re.IGNORECASE
)
_CSS_NAMESPACE = re.compile(
    r"@namespace\s+(?:[\w-]+\s+)?(?:url\()?[\"']?http://www\.w3\.org/[\w./-]*[\"']?\)?\s*;", re.IGNORECASE
)
"""names a kind of markup and fetches nothing"""

_OPENING = r"\s*\(\s*(?:new\s+URL\s*\(\s*)?"
_ABROAD = r"[\"'`]\s*((?:(?:https?|wss?|ftp):|[/\\]{2})[^\"'`\s]*)"
_JS_CALLS = (
    re.compile(
        r"\b(?:fetch|sendBeacon|importScripts|import|EventSource|WebSocket|WebTransport|"
        r"Worker|SharedWorker)" + _OPENING + _ABROAD
    ),
    re.compile(r"\.open\s*\(\s*[\"'`]\w*[\"'`]\s*,\s*" + _ABROAD),
    re.compile(r"\b(?:from|import)\s*" + _ABROAD),
    re.compile(r"\.(?:src|srcset|action|data|poster)\s*=\s*" + _ABROAD),
)
_ADDRESS = re.compile(r"[\"']\s*((?:[a-z][a-z0-9+.-]*:)?[/\\]{2}[^\"'\s]*)", re.IGNORECASE)


def in_style(css: str) -> Iterator[addresses.Address]:
    """Each address outside this site (or `data:`) that these styles would fetch."""
    readings = {css, _unescaped(css)} if "\\" in css else {css}
    for reading in readings:
        text = _CSS_NAMESPACE.sub("", reading)
        for pattern in (_CSS_CALL, _CSS_IMPORT, _CSS_QUOTED):
            yield from _abroad(pattern.findall(text))


@lru_cache(maxsize=256)  # a site's pages share their inline scripts
def in_script(script: str) -> tuple[addresses.Address, ...]:
    """Each address on another host that stands written out in a call of this script."""
    return tuple(address for pattern in _JS_CALLS for address in _abroad(pattern.findall(script)))


def in_data(text: str) -> Iterator[addresses.Address]:
    """Each quoted address on another host in an import map, web manifest or the like."""
    yield from _abroad(_ADDRESS.findall(text))


def _abroad(found: list[str]) -> Iterator[addresses.Address]:
    for text in found:
        address = addresses.read(text)
        if not address.is_local and address.scheme not in {"data", "about"}:
            yield address


def _unescaped(css: str) -> str:
    return _CSS_ESCAPE.sub(_character, css)


def _character(escape: re.Match[str]) -> str:
    if escape[1] is None:
        return escape[2]
    number = int(escape[1], 16)
    return chr(number) if 0 < number < 0xD800 or 0xDFFF < number <= 0x10FFFF else "\ufffd"  # noqa: PLR2004 - Unicode
