r"""The lines of iCalendar (RFC 5545, section 3.1): escaped, folded, ended by CRLF.

Written here and not by a library. It is little, and the best kept of them, icalendar 7.3, was seen to
write other texts than it was given (`\N` became a line end); it reads ours in the tests.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_MOST_OCTETS = 75
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def component(name: str, lines: Iterable[str], parts: Iterable[bytes] = ()) -> bytes:
    """A component of these content lines and inner components, in this order."""
    begin, end = (_ended(f"{mark}:{name}") for mark in ("BEGIN", "END"))
    return b"".join((begin, *map(_ended, lines), *parts, end))


def text(name: str, value: str, language: str = "") -> str:
    """A property of type TEXT; `value` has no control character but line feed and tab."""
    spoken = f";LANGUAGE={language}" if language else ""
    return f"{name}{spoken}:{value.translate(_ESCAPES)}"


def _ended(line: str) -> bytes:
    return b"\r\n ".join(_folded(line.encode())) + b"\r\n"


def _folded(line: bytes) -> Iterator[bytes]:
    """Pieces of at most 75 octets, the space before each but the first counted in; no character is cut."""
    start, room = 0, _MOST_OCTETS
    while len(line) - start > room:
        end = start + room
        while line[end] & 0xC0 == 0x80:  # noqa: PLR2004 - inside a character of UTF-8
            end -= 1
        yield line[start:end]
        start, room = end, _MOST_OCTETS - 1
    yield line[start:]
