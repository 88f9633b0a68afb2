"""Which characters of a PDF's page can be seen, found by drawing it.

The page is drawn as it is and once more without its text: a character that makes no difference
can't be seen. Drawn alone, on a ground that no text has the colour of, it tells whether something
lies over it (a redaction that took nothing away) or whether it is hidden by itself.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import reduce

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no types
from PIL import Image, ImageChops
from pypdfium2 import raw

from clearance.media.limits import Refused

SCALE = 1.5
"""pixels a point: small print still has a pixel's stroke"""
_MAX_PAGE_PIXELS = 6_000_000
_SEEN = 8
"""least difference of 256 steps that a reader can see"""
_SCANNED = 40
"""least contrast that shows that a scan has ink where its recognised text stands"""
_LIGHT = 200
_PAGE_SHARE = 0.6
"""a picture over so much of a page makes it a scan"""
_GROUND = (255, 0, 255, 255)
_PAPER = (255, 255, 255, 255)
_INVISIBLE = 3
_TINY = 0.8
"""points; the height of a letter that nobody can read"""
_DEPTH = 15
_FINE = 1 << 20
"""a grid so fine that whole numbers on it are exact"""

Box = tuple[int, int, int, int]
Corners = tuple[float, float, float, float]


class Fate(Enum):
    """What becomes of a character on the page."""

    SHOWN = "shown"
    COVERED = "something lies over it, and it is still there"
    HIDDEN = "invisible by itself"
    STRAY = "recognised text of a scan, beside the ink"


@dataclass(frozen=True, slots=True)
class Character:
    """`fate` is None for what is no letter or digit: it goes with those before it."""

    text: str
    fate: Fate | None = None


class Sight:
    """One page as drawn, and what of its text shows."""

    def __init__(self, page: pdfium.PdfPage, text: pdfium.PdfTextPage) -> None:
        """Raises Refused for a page without a size."""
        self._page, self._text = page, text
        width, height = page.get_size()
        if not (width > 0 and height > 0):
            raise Refused("it has a page without a size")
        self._scale = min(SCALE, (_MAX_PAGE_PIXELS / (width * height)) ** 0.5)
        objects = [*page.get_objects(max_depth=_DEPTH)]
        leaves = [each for each in objects if each.type != raw.FPDF_PAGEOBJ_FORM]
        self._texts = [each.raw for each in leaves if each.type == raw.FPDF_PAGEOBJ_TEXT]
        self._others = [each.raw for each in leaves if each.type != raw.FPDF_PAGEOBJ_TEXT]
        self._is_scan = any(_fills(each, width * height) for each in objects)
        self._alone: Image.Image | None = None

    def characters(self) -> Iterator[Character]:
        """Every character with what becomes of it; none for a page without text."""
        count = self._text.count_chars()
        if not count:
            return
        drawn = self._draw()
        difference = reduce(ImageChops.lighter, ImageChops.difference(drawn, self._without_text()).split())
        place = _Placing(self._page, drawn.size)
        for index in range(count):
            text = _character(raw.FPDFText_GetUnicode(self._text.raw, index))
            if not text.isalnum():
                yield Character(text)
                continue
            corners = self._corners(index)
            box = place.box(corners) if corners else None
            if box is None or corners is None:
                yield Character(text, Fate.HIDDEN)
            elif _highest(difference.crop(box)) >= _SEEN:
                readable = max(corners[3] - corners[1], corners[2] - corners[0]) >= _TINY
                yield Character(text, Fate.SHOWN if readable else Fate.HIDDEN)
            else:
                yield Character(text, self._fate(index, box, drawn.crop(box)))

    def _fate(self, index: int, box: Box, drawn: Image.Image) -> Fate:
        """Of a character that makes no difference to the page."""
        mode = raw.FPDFTextObj_GetTextRenderMode(raw.FPDFText_GetTextObject(self._text.raw, index))
        contrast = _contrast(drawn)
        if (self._is_scan and contrast >= _SCANNED) or (mode == _INVISIBLE and contrast >= _SEEN):
            return Fate.SHOWN
        light = min(band[0] for band in _bands(drawn)) >= _LIGHT
        if mode == _INVISIBLE:
            return Fate.STRAY if light and self._is_scan else Fate.HIDDEN if light else Fate.COVERED
        if _contrast(self._drawn_alone().crop(box)) < _SEEN:
            return Fate.HIDDEN
        white_on_white = light and min(self._colour(index)) >= _LIGHT
        return Fate.HIDDEN if white_on_white else Fate.COVERED

    def _draw(self, ground: tuple[int, int, int, int] = _PAPER, *, notes: bool = True) -> Image.Image:
        bitmap = self._page.render(
            scale=self._scale, fill_color=ground, draw_annots=notes, may_draw_forms=False
        )
        picture: Image.Image = bitmap.to_pil().convert("RGB")
        bitmap.close()
        return picture

    def _without_text(self) -> Image.Image:
        _switch(self._texts, 0)
        try:
            return self._draw()
        finally:
            _switch(self._texts, 1)

    def _drawn_alone(self) -> Image.Image:
        """The page's text alone, without anything under or over it."""
        if self._alone is None:
            _switch(self._others, 0)
            self._alone = self._draw(_GROUND, notes=False)
            _switch(self._others, 1)
        return self._alone

    def _corners(self, index: int) -> Corners | None:
        """Left, bottom, right and top of a character, in points."""
        left, right, bottom, top = ctypes.c_double(), ctypes.c_double(), ctypes.c_double(), ctypes.c_double()
        if not raw.FPDFText_GetCharBox(self._text.raw, index, left, right, bottom, top):
            return None
        return left.value, bottom.value, right.value, top.value

    def _colour(self, index: int) -> tuple[int, int, int]:
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        raw.FPDFText_GetFillColor(self._text.raw, index, red, green, blue, alpha)
        return red.value, green.value, blue.value


class _Placing:
    """Where a page's points are in its drawing: turned, cut and scaled as the page says."""

    def __init__(self, page: pdfium.PdfPage, size: tuple[int, int]) -> None:
        self._size = size
        self._origin = self._pixel(page, 0, 0)
        self._across = self._step(page, 1, 0)
        self._up = self._step(page, 0, 1)

    def _pixel(self, page: pdfium.PdfPage, x: float, y: float) -> tuple[float, float]:
        across, down = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(page.raw, 0, 0, _FINE, _FINE, 0, x, y, across, down)
        return across.value * self._size[0] / _FINE, down.value * self._size[1] / _FINE

    def _step(self, page: pdfium.PdfPage, x: int, y: int) -> tuple[float, float]:
        """How far a point goes in the drawing."""
        there = self._pixel(page, 100 * x, 100 * y)
        return (there[0] - self._origin[0]) / 100, (there[1] - self._origin[1]) / 100

    def box(self, corners: Corners) -> Box | None:
        """The pixels of a rectangle in points; None outside the drawing."""
        left, bottom, right, top = corners
        (x0, y0), (x1, y1) = self._at(left, top), self._at(right, bottom)
        west, north = max(int(min(x0, x1)), 0), max(int(min(y0, y1)), 0)
        east, south = min(int(max(x0, x1)) + 1, self._size[0]), min(int(max(y0, y1)) + 1, self._size[1])
        return (west, north, east, south) if west < east and north < south else None

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return (
            self._origin[0] + x * self._across[0] + y * self._up[0],
            self._origin[1] + x * self._across[1] + y * self._up[1],
        )


def _character(code: int) -> str:
    """A code point as text; a blank for what is none, such as half of a surrogate pair."""
    character = chr(code) if 0 < code <= sys.maxunicode else " "
    return character if character.isprintable() else " "


def _switch(objects: list[object], active: int) -> None:
    """Have a page's objects drawn from now on, or not."""
    for each in objects:
        raw.FPDFPageObj_SetIsActive(each, active)


def _fills(item: pdfium.PdfObject, page_area: float) -> bool:
    """Whether an object is, or may hold, a picture over most of the page."""
    if item.type not in {raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM} or item.level:
        return False
    if item.type == raw.FPDF_PAGEOBJ_FORM and not _has_picture(item):
        return False
    left, bottom, right, top = item.get_bounds()
    return bool((right - left) * (top - bottom) >= _PAGE_SHARE * page_area)


def _has_picture(form: pdfium.PdfObject) -> bool:
    count = raw.FPDFFormObj_CountObjects(form.raw)
    return any(
        raw.FPDFPageObj_GetType(raw.FPDFFormObj_GetObject(form.raw, index)) == raw.FPDF_PAGEOBJ_IMAGE
        for index in range(max(count, 0))
    )


def _bands(picture: Image.Image) -> tuple[tuple[int, int], ...]:
    return picture.getextrema()  # type: ignore[return-value]  # one pair a band, in an RGB picture


def _highest(picture: Image.Image) -> int:
    return int(picture.getextrema()[1])  # type: ignore[arg-type]  # one pair, in a picture of one band


def _contrast(picture: Image.Image) -> int:
    return max(band[1] - band[0] for band in _bands(picture))
