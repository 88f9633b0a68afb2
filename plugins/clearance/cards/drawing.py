"""Draws a card. The same card is the same bytes, with the same libraries (see `card.painter`)."""

from __future__ import annotations

import math
from functools import cache, lru_cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from clearance.cards.card import HEIGHT, WIDTH, Card, Logo
from clearance.cards.text import drawable, fitted, font, shortened
from clearance.colours import WHITE, Rgb, mixed, rgb

MARGIN = 72
INNER = WIDTH - 2 * MARGIN
_SHADES = 6
"""of a text between its ground and its colour, so that its edges are smooth"""
_BAND = 14
_LOGO = 104
_LOGO_TOP = 60
_LOGO_COLOURS = 32
_MOST_PIXELS = 4_000_000
"""of a logo"""
_TITLES = ((84, 3), (72, 3), (60, 4))
"""sizes in pixels, each with the most lines"""
_TITLE_MIDDLE = 345
_FACTS_LINE = 566
"""where the last line stands"""
_HEAD = font("Regular", 38)
_FACTS, _FACTS_BOLD = font("Regular", 34), font("Bold", 34)
_GAP = 36
_ACCENT = _SHADES
"""where the shades of the accent begin in the palette"""
_COMPRESSION = 6
"""9 makes a tenth less of it, in ten times the time"""


def draw(card: Card) -> bytes:
    """A PNG of 1200 by 630 pixels and, without a logo, of 12 colours."""
    picture = Image.new("P", (WIDTH, HEIGHT))
    ImageDraw.Draw(picture).rectangle((0, HEIGHT - _BAND, WIDTH, HEIGHT), fill=_ACCENT + _SHADES - 1)
    logo = _logo(card.logo, card.ground)
    palette = [*_ramp(card.ground, WHITE), *_ramp(card.ground, card.accent)]
    if logo:
        own = logo.getpalette() or []
        palette += [(own[at], own[at + 1], own[at + 2]) for at in range(0, len(own), 3)]
        picture.paste(logo.point(lambda index: index + 2 * _SHADES), _logo_place(logo))
    picture.putpalette([part for colour in palette for part in colour])
    _head(picture, card, MARGIN + logo.width + 28 if logo else MARGIN)
    _title(picture, card)
    _facts(picture, card)
    made = BytesIO()
    picture.save(made, "PNG", bits=8 if logo else 4, compress_level=_COMPRESSION)
    return made.getvalue()


def _head(picture: Image.Image, card: Card, left: int) -> None:
    name = _one_line(card.department, _HEAD, WIDTH - MARGIN - left)
    _text(picture, (left, _LOGO_TOP + _LOGO // 2), name, _HEAD)


def _title(picture: Image.Image, card: Card) -> None:
    """In place of a title that the fonts can't draw, whose card it is."""
    title = drawable(card.title) or drawable(card.department)
    setting = fitted(title, _TITLES, INNER)
    face = font("Bold", setting.size or 1)
    step = round(setting.size * 1.16)
    top = _TITLE_MIDDLE - step * (len(setting.lines) - 1) // 2
    for number, line in enumerate(setting.lines):
        _text(picture, (MARGIN, top + number * step), line, face)


def _facts(picture: Image.Image, card: Card) -> None:
    """What must be seen at once and the subject, in the accent; and the date, which is never cut."""
    date = drawable(card.date)
    left, after = MARGIN, _length(date, _FACTS) + _GAP
    for text in (card.notice, card.subject):
        shown = _one_line(text, _FACTS_BOLD, WIDTH - MARGIN - left - after)
        _text(picture, (left, _FACTS_LINE), shown, _FACTS_BOLD, _ACCENT)
        left += _length(shown, _FACTS_BOLD) + _GAP if shown else 0
    _text(picture, (left, _FACTS_LINE), date, _FACTS)


def _length(text: str, face: ImageFont.FreeTypeFont) -> int:
    return math.ceil(face.getlength(text))


def _one_line(text: str, face: ImageFont.FreeTypeFont, width: int) -> str:
    shown = drawable(text)
    if face.getlength(shown) <= width:
        return shown
    return shortened(shown, width, face.getlength) if width > 4 * face.size else ""


def _text(
    picture: Image.Image, place: tuple[int, int], text: str, face: ImageFont.FreeTypeFont, first: int = 0
) -> None:
    """`place` is left of the text, and the middle of its height. `first` is the palette's ground for it."""
    if not text:
        return
    left, top, right, bottom = (round(side) for side in face.getbbox(text, anchor="lm"))
    layer = Image.new("L", (right - left, bottom - top))
    ImageDraw.Draw(layer).text((-left, -top), text, fill=255, font=face, anchor="lm")
    picture.paste(layer.point(_index(first)), (place[0] + left, place[1] + top), layer.point(_SEEN))


# --- colours -------------------------------------------------------------------------------


@cache
def _index(first: int) -> list[int]:
    return [first + round(shade * (_SHADES - 1) / 255) for shade in range(256)]


_SEEN = [255 if index else 0 for index in _index(0)]


def _ramp(ground: str, colour: str) -> list[Rgb]:
    return [rgb(mixed(ground, colour, step / (_SHADES - 1))) for step in range(_SHADES)]


def _logo_place(logo: Image.Image) -> tuple[int, int]:
    return MARGIN, _LOGO_TOP + (_LOGO - logo.height) // 2


@lru_cache(maxsize=4)
def _logo(logo: Logo, ground: str) -> Image.Image | None:
    """The logo on the ground, in few colours; None where there is none that can be read."""
    if not logo.data:
        return None
    try:
        with Image.open(BytesIO(logo.data), formats=("PNG", "JPEG", "WEBP")) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                return None
            picture = opened.convert("RGBA")
    except (OSError, ValueError, SyntaxError):
        return None
    picture.thumbnail((_LOGO, _LOGO), Image.Resampling.LANCZOS)
    flat = Image.new("RGBA", picture.size, rgb(ground))
    flat.alpha_composite(picture)
    return flat.convert("RGB").quantize(
        _LOGO_COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE
    )
