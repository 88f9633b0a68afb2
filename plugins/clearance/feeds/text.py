"""Any text, made fit for a document that other people's software reads. Nothing is shortened.

A character that XML 1.0 (section 2.2) forbids or discourages is replaced by U+FFFD and not dropped:
dropping could join what was judged as two words. Marks that turn the direction of what follows
(UAX #9: embeddings, overrides, isolates) are invisible, and are dropped, since in a reader's list
of titles they would turn its other words too. The marks of a single place (U+200E, U+200F) stay. So is a
byte order mark (U+FEFF) dropped: it means nothing inside a text, and many a reader strips it.
"""

from __future__ import annotations

import re

_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr((plane << 16) | 0xFFFE)}{chr((plane << 16) | 0xFFFF)}" for plane in range(17))
    + "]"
)
_UNSEEN = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def markup(html: str) -> str:
    """HTML as it is, in characters that XML can carry; lines end in a line feed."""
    return _UNFIT.sub("\ufffd", html.replace("\r\n", "\n").replace("\r", "\n"))


def block(text: str) -> str:
    """Plain text of several lines, without blank lines around it."""
    cleaned = _UNSEEN.sub("", markup(_LINE_ENDS.sub("\n", text)))
    return "\n".join(written.rstrip(" \t") for written in cleaned.split("\n")).strip()


def line(text: str) -> str:
    """Plain text on one line; each run of white space is one space."""
    return " ".join(block(text).split())
