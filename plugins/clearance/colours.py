"""Colours as people write them, and how well one can be read on another.

Source of the contrast ratio: Web Content Accessibility Guidelines 2.2 (W3C), "relative luminance".
"""

from __future__ import annotations

ENOUGH = 4.5
"""to one: the least contrast of a text (WCAG 2.2, 1.4.3)"""

WHITE = "#ffffff"
BLACK = "#000000"

Rgb = tuple[int, int, int]


def rgb(colour: str) -> Rgb:
    """Of a colour such as #14304f. Raises ValueError for anything else."""
    if len(colour) != 7 or colour[0] != "#":  # noqa: PLR2004 - a hash and six digits
        raise ValueError(f"{colour!r} is no colour such as #14304f")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def contrast(one: str, other: str) -> float:
    """Between 1 (the same) and 21 (black and white)."""
    lighter, darker = sorted((_luminance(rgb(one)), _luminance(rgb(other))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """The colour that is one of the two at a `share` of 0 and the other at 1."""
    pairs = zip(rgb(one), rgb(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def until_readable(colour: str, ground: str, towards: str) -> str:
    """The colour, changed towards another only as far as it must be to be read on the ground."""
    steps = (mixed(colour, towards, step / 20) for step in range(21))
    return next((one for one in steps if contrast(one, ground) >= ENOUGH), towards)


def _luminance(colour: Rgb) -> float:
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)  # noqa: PLR2004 - sRGB's own
