"""What of a text can be drawn, and how it is set in lines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from PIL import ImageFont

from clearance.cards.card import font_data

ELLIPSIS = "…"
_NONCHARACTER = "\uffff"
_DECORATION = frozenset({"So", "Sk", "Cf", "Cc", "Co", "Cn", "Cs"})
"""what may be left out of a text: pictures, their modifiers, and what is not seen anyway"""
_LINE_BREAKS = re.compile(r"\s+")


@cache
def font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    """Laid out simply, character by character: the same with and without libraries for it."""
    return ImageFont.truetype(BytesIO(font_data(weight)), size, layout_engine=ImageFont.Layout.BASIC)


@cache
def has_glyph(character: str) -> bool:
    """Whether the fonts can draw this character, which is no white space."""
    probe = font("Bold", 24)
    return bytes(probe.getmask(character)) != bytes(probe.getmask(_NONCHARACTER))


def drawable(text: str) -> str:
    """The text as it can be drawn: without emoji and what isn't seen; on one line.

    Empty where a letter, digit or sign of it can't be drawn: half a text might say something else.
    """
    composed = unicodedata.normalize("NFC", _LINE_BREAKS.sub(" ", text))
    kept = [c for c in composed if c == " " or not _may_go(c)]
    if any(c != " " and not has_glyph(c) for c in kept):
        return ""
    return " ".join("".join(kept).split())


def _may_go(character: str) -> bool:
    category = unicodedata.category(character)
    return category in _DECORATION and (
        category in {"Cf", "Cc", "Co", "Cn", "Cs"} or not has_glyph(character)
    )


@dataclass(frozen=True, slots=True)
class Setting:
    """Lines of a text in one size (pixels)."""

    size: int
    lines: tuple[str, ...]


def fitted(text: str, sizes: Iterable[tuple[int, int]], width: int) -> Setting:
    """The text in the first of these sizes, each with its most lines, in which it fits.

    In the last one it ends in an ellipsis after a whole word, where it must.
    """
    setting = Setting(0, ())
    for size, most in sizes:
        lines = wrapped(text, width, _measure(size))
        if len(lines) <= most:
            return Setting(size, tuple(_balanced(text, len(lines), width, _measure(size))))
        last = shortened(lines[most - 1], width, _measure(size))
        setting = Setting(size, (*lines[: most - 1], last))
    return setting


def _measure(size: int) -> Callable[[str], float]:
    return font("Bold", size).getlength


def _balanced(text: str, count: int, width: int, length: Callable[[str], float]) -> list[str]:
    """As many lines, of about the same length: none with a single word, where it can be helped."""
    lines = wrapped(text, width, length)
    for share in (0.9, 0.8, 0.7, 0.6, 0.5):
        narrower = wrapped(text, int(width * share), length)
        if len(narrower) > count:
            return lines
        lines = narrower
    return lines


def wrapped(text: str, width: int, length: Callable[[str], float]) -> list[str]:
    """The lines of a text, broken at spaces; a word that is too long for a line is broken anywhere."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        joined = f"{line} {word}" if line else word
        if length(joined) <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        *whole, line = _broken(word, width, length)
        lines += whole
    return [*lines, line] if line else lines


def _broken(word: str, width: int, length: Callable[[str], float]) -> list[str]:
    parts = [""]
    for character in word:
        if parts[-1] and length(parts[-1] + character) > width:
            parts.append("")
        parts[-1] += character
    return parts


def shortened(line: str, width: int, length: Callable[[str], float]) -> str:
    """A line with an ellipsis after it: after a whole word, unless there is but one."""
    while length(line + ELLIPSIS) > width:
        head, _, _ = line.rpartition(" ")
        line = head or line[:-1]
    return line.rstrip(" ,;:.–—-") + ELLIPSIS
