"""What every picture is drawn with: a canvas, colors, type, shapes and the badge."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

Point = tuple[float, float]

SCALE = 2  # drawn at double size and reduced: smooth edges
NAVY, BLUE, SKY, GOLD = "#14304f", "#1f5f99", "#a9d3ea", "#f4d77c"
RED, GREEN, GREY, INK, PAPER = "#b3261e", "#2e7d4f", "#8a929a", "#1d2329", "#ffffff"


def typeface(size: float) -> ImageFont.FreeTypeFont:
    """Give the type that Pillow carries inside."""
    font = ImageFont.load_default(size)
    if not isinstance(font, ImageFont.FreeTypeFont):
        raise TypeError("this Pillow was built without FreeType, and has no type to write with")
    return font


class Canvas:
    """A picture in logical pixels, origin at the top left."""

    def __init__(self, width: int, height: int, ground: str) -> None:
        self.size = (width, height)
        self.image = Image.new("RGB", (width * SCALE, height * SCALE), ground)
        self.pen = ImageDraw.Draw(self.image)

    def polygon(self, points: Sequence[Point], fill: str) -> None:
        self.pen.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=fill)

    def rect(self, box: tuple[float, float, float, float], fill: str, radius: float = 0) -> None:
        self.pen.rounded_rectangle([v * SCALE for v in box], radius * SCALE, fill=fill)

    def oval(self, box: tuple[float, float, float, float], fill: str) -> None:
        self.pen.ellipse([v * SCALE for v in box], fill=fill)

    def dot(self, at: Point, radius: float, fill: str) -> None:
        self.oval((at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius), fill)

    def line(self, points: Sequence[Point], fill: str, width: float) -> None:
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self.pen.line(scaled, fill=fill, width=round(width * SCALE), joint="curve")
        for end in (points[0], points[-1]):
            self.dot(end, width / 2, fill)

    def dashes(self, points: Sequence[Point], fill: str, width: float, dash: float = 22) -> None:
        for start, end in pairwise(points):
            length = math.dist(start, end)
            for n in range(int(length / (2 * dash)) + 1):
                a, b = 2 * n * dash / length, min(1.0, (2 * n + 1) * dash / length)
                self.line([between(start, end, a), between(start, end, b)], fill, width)

    def text(self, at: Point, words: str, size: float, fill: str = INK, anchor: str = "lm") -> None:
        """Write words; a trailing `!` in the anchor makes them bold."""
        stroke = round(size * SCALE / 44) if anchor.endswith("!") else 0
        self.pen.text(
            (at[0] * SCALE, at[1] * SCALE),
            words,
            fill=fill,
            font=typeface(size * SCALE),
            anchor=anchor.rstrip("!"),
            stroke_width=stroke,
        )

    def text_upward(self, at: Point, words: str, size: float, fill: str, ground: str) -> None:
        """Write words that read from bottom to top, centered on a point."""
        font = typeface(size * SCALE)
        width, height = round(font.getlength(words)) + 8 * SCALE, round(size * SCALE * 1.3)
        strip = Image.new("RGB", (width, height), ground)
        ImageDraw.Draw(strip).text((width / 2, height / 2), words, fill=fill, font=font, anchor="mm")
        turned = strip.transpose(Image.Transpose.ROTATE_90)
        corner = (round(at[0] * SCALE - turned.width / 2), round(at[1] * SCALE - turned.height / 2))
        self.image.paste(turned, corner)

    def save(self, path: Path) -> None:
        """Write a PNG of at most 256 colors, without metadata."""
        small = self.image.resize(self.size, Image.Resampling.LANCZOS)
        small.quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)


def corners(drawn: str) -> list[Point]:
    """Read corners written as in an SVG: `x,y x,y`."""
    pairs = (pair.split(",") for pair in drawn.split())
    return [(float(x), float(y)) for x, y in pairs]


def around(center: Point, radius: float, degrees: Iterable[float]) -> list[Point]:
    """Give the points on a circle; 0 is to the right, 90 is down."""
    turns = [math.radians(angle) for angle in degrees]
    return [(center[0] + radius * math.cos(a), center[1] + radius * math.sin(a)) for a in turns]


def between(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def badge(canvas: Canvas, corner: Point, size: float) -> None:
    """Draw the shape of `theme/assets/badge.svg` in a box of 96 by 112 times `size`."""

    def at(points: Sequence[Point]) -> list[Point]:
        return [(corner[0] + x * size, corner[1] + y * size) for x, y in points]

    shield = corners("48,2 62,12 90,12 90,56 86,74 76,90 62,102 48,110 34,102 20,90 10,74 6,56 6,12 34,12")
    canvas.polygon(at(shield), GOLD)
    canvas.polygon(at([(48 + (x - 48) * 0.86, 56 + (y - 56) * 0.87) for x, y in shield]), NAVY)
    wave: list[Point] = [(x, 66 + 4 * math.sin(x / 6)) for x in range(14, 84, 2)]
    canvas.polygon(at([*wave, (78, 79), (48, 78), (18, 79)]), "#5fb3d9")
    leaf = corners("48,22 57,31 63,42 62,52 56,58 50,60 50,70 46,70 46,60 40,58 34,52 33,42 39,31")
    canvas.polygon(at(leaf), GOLD)
    canvas.line(at([(48, 31), (48, 58)]), NAVY, 2 * size)
