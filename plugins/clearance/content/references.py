"""Which addresses an element refers to, and which of them a browser fetches without being asked."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping

from clearance.content.markup import Start

Target = tuple[str, bool]
"""an address as written, and whether the browser fetches it by itself"""

_LOADED = frozenset({"src", "poster", "data", "background", "ping", "manifest"})
_FOLLOWED = frozenset({"action", "formaction", "cite", "longdesc"})
_SETS = frozenset({"srcset", "imagesrcset"})
_LINKS = frozenset({"href", "xlink:href"})
_FOLLOWED_LINKS = frozenset({"a", "area"})
STYLED = (
    "style",
    "fill",
    "stroke",
    "filter",
    "mask",
    "clip-path",
    "cursor",
    "marker-start",
    "marker-mid",
    "marker-end",
)
"""attributes that hold CSS, which may fetch"""
_ANIMATIONS = frozenset({"animate", "set"})
_ANIMATED_VALUES = ("values", "from", "to", "by")
_CANDIDATE = re.compile(r"[ \t\r\n\f,]*([^ \t\r\n\f,][^ \t\r\n\f]*)")
_DESCRIPTOR = re.compile(r"(?:[^(),]|\([^)]*\)?)*,?")
_REFRESH = re.compile(r"url\s*=\s*[\"']?([^\"']+)", re.IGNORECASE)
_CSS_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})[ \t\r\n\f]?|([^\r\n\f]))")
_SURROGATES = range(0xD800, 0xE000)
_CSS_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_CSS_URL = re.compile(r"url\(\s*(\"[^\"]*|'[^']*|[^)]*)", re.IGNORECASE)
_CSS_STRING = re.compile(r"\"([^\"]*)\"|'([^']*)'")
_CSS_TAKES_STRINGS = re.compile(r"@import|image-set|\bsrc\(|\bimage\(", re.IGNORECASE)


def targets(start: Start) -> Iterator[Target]:
    """Every address that the element holds, in the order of its attributes."""
    for name, value in start.attributes.items():
        yield from _of_attribute(start, name, value)
    if start.tag == "style":
        yield from _css(start.text)


def _of_attribute(start: Start, name: str, value: str) -> Iterator[Target]:
    if name in _LINKS:
        yield value, start.tag not in _FOLLOWED_LINKS
    elif name in _LOADED or name in _FOLLOWED:
        yield value, name in _LOADED
    elif name in _SETS:
        yield from _set(value)
    elif name in STYLED:
        yield from _css(value)
    elif start.tag == "meta" and name == "content":
        yield from ((found, True) for found in _REFRESH.findall(value))
    elif start.tag in _ANIMATIONS and name in _ANIMATED_VALUES and _animates_link(start.attributes):
        yield from ((part.strip(), False) for part in value.split(";"))


def _animates_link(attributes: Mapping[str, str]) -> bool:
    return attributes.get("attributename", "").strip().lower() in _LINKS


def _set(value: str) -> Iterator[Target]:
    """The candidates of a srcset (HTML, 4.8.4.3.10): an address may hold commas, but not end in one."""
    at = 0
    while candidate := _CANDIDATE.match(value, at):
        yield candidate[1].rstrip(","), True
        at = candidate.end()
        if not candidate[1].endswith(",") and (described := _DESCRIPTOR.match(value, at)):
            at = described.end()


def _css(text: str) -> Iterator[Target]:
    """Read with comments and without: what looks like a comment may stand in a string."""
    plain = _CSS_ESCAPE.sub(_unescaped, text)
    found = (*_css_addresses(plain), *_css_addresses(_CSS_COMMENT.sub("", plain)))
    yield from ((address, True) for address in dict.fromkeys(found))


def _css_addresses(css: str) -> Iterator[str]:
    for found in _CSS_URL.findall(css):
        yield found.strip().lstrip("\"'")
    if _CSS_TAKES_STRINGS.search(css):
        yield from (double or single for double, single in _CSS_STRING.findall(css))


def _unescaped(escape: re.Match[str]) -> str:
    if not escape[1]:
        return escape[2]
    code = int(escape[1], 16)
    return chr(code) if 0 < code <= sys.maxunicode and code not in _SURROGATES else "\ufffd"
