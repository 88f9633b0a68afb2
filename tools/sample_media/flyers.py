"""Flyers: a motif above, an invitation below, the badge at the foot."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from tools.sample_media.drawing import (
    BLUE,
    GOLD,
    GREEN,
    INK,
    NAVY,
    PAPER,
    RED,
    SKY,
    Canvas,
    around,
    badge,
    corners,
)

COFFEE_BROWN = "#a9744f"


@dataclass(frozen=True, slots=True)
class Flyer:
    heading: tuple[str, ...]
    lines: tuple[str, ...]
    ground: str
    motif: Callable[[Canvas], None]


def draw_flyer(flyer: Flyer) -> Canvas:
    canvas = Canvas(800, 1000, PAPER)
    canvas.rect((0, 0, 800, 470), flyer.ground)
    flyer.motif(canvas)
    for n, words in enumerate(flyer.heading):
        canvas.text((400, 545 + 68 * n), words, 58, NAVY, "mm!")
    for n, words in enumerate(flyer.lines):
        canvas.text((400, 570 + 68 * len(flyer.heading) + 54 * n), words, 36, INK, "mm")
    canvas.rect((0, 930, 800, 1000), NAVY)
    badge(canvas, (40, 936), 0.52)
    canvas.text((430, 966), "Village of Alder Creek Police Department", 30, PAPER, "mm")
    return canvas


def night_sky(canvas: Canvas) -> None:
    canvas.dot((640, 110), 55, GOLD)
    canvas.dot((615, 95), 52, NAVY)
    for n in range(24):
        canvas.dot(((n * 173) % 780 + 10, (n * 97) % 250 + 15), 2 + n % 3, PAPER)
    for n, tall in enumerate((120, 170, 140, 190, 130, 160)):
        left = 20 + n * 130
        canvas.rect((left, 470 - tall, left + 110, 470), "#0b1d31")
        canvas.polygon([(left - 8, 470 - tall), (left + 55, 420 - tall), (left + 118, 470 - tall)], "#0b1d31")
        for row in range(2):
            canvas.rect((left + 20, 490 - tall + row * 50, left + 45, 515 - tall + row * 50), GOLD)
            canvas.rect((left + 65, 490 - tall + row * 50, left + 90, 515 - tall + row * 50), GOLD)


def coffee_cup(canvas: Canvas) -> None:
    canvas.oval((150, 385, 650, 455), "#d8c9b4")
    canvas.oval((520, 210, 640, 340), PAPER)
    canvas.oval((548, 238, 612, 312), COFFEE_BROWN)
    canvas.polygon(corners("240,180 560,180 530,380 480,415 320,415 270,380"), PAPER)
    canvas.oval((240, 155, 560, 210), PAPER)
    canvas.oval((258, 164, 542, 202), "#4b2e1d")
    badge(canvas, (350, 240), 1.05)
    for x in (330, 400, 470):
        canvas.line([(x + 12 * math.sin(t / 9), 140 - t) for t in range(0, 90, 3)], "#e9dccb", 9)


def crate(canvas: Canvas) -> None:
    colors = (RED, GREEN, BLUE, GOLD, "#d9822b")
    for n, color in enumerate(colors):
        left = 205 + n * 80
        canvas.rect((left, 120 + (n % 2) * 40, left + 66, 320), color, 8)
        canvas.rect((left, 180 + (n % 2) * 30, left + 66, 240 + (n % 2) * 30), PAPER)
    canvas.rect((170, 270, 630, 440), "#b98a53", 6)
    for y in (280, 336, 392):
        canvas.rect((180, y, 620, y + 40), "#d3a76d", 4)
    canvas.text((400, 356), "FOOD PANTRY", 40, "#5d4020", "mm!")


def shield_and_stars(canvas: Canvas) -> None:
    badge(canvas, (265, 55), 2.8)
    for n, x in enumerate((90, 170, 630, 710)):
        y = 170 + (n % 2) * 120
        star = [around((x, y), (38, 16)[k % 2], [k * 36 - 90])[0] for k in range(10)]
        canvas.polygon(star, GOLD)


def classroom(canvas: Canvas) -> None:
    canvas.rect((110, 50, 690, 300), "#244d3a", 8)
    for n, words in enumerate(("1  911 and dispatch", "2  Traffic stops", "3  Evidence")):
        canvas.text((160, 105 + n * 68), words, 40, PAPER)
    badge(canvas, (560, 100), 1.0)
    for n, color in enumerate((GOLD, SKY, "#d9a27a", "#8fb996", GOLD)):
        x = 120 + n * 140
        canvas.dot((x, 365), 38, color)
        canvas.rect((x - 58, 405, x + 58, 500), color, 40)
    canvas.rect((0, 470, 800, 505), PAPER)


NIGHT_OUT = Flyer(
    ("National Night Out",),
    (
        "Tuesday, August 6, 5 to 8 p.m.",
        "Founders Park · free",
        "Grills, games, fire engine,",
        "bicycle rodeo",
    ),
    NAVY,
    night_sky,
)
COFFEE = Flyer(
    ("Coffee with a Cop",),
    ("Thursday, March 20, 8 to 10 a.m.", "Depot Street Bakery", "4312 Depot Street", "The first cup is free"),
    COFFEE_BROWN,
    coffee_cup,
)
FOOD = Flyer(
    ("Fill the squad car",),
    (
        "Saturday, November 14, 10 a.m. to 3 p.m.",
        "Tamarack Market",
        "or the station lobby until December 12",
        "For the Alder Creek Food Pantry",
    ),
    "#f3ead8",
    crate,
)
HIRING = Flyer(
    ("Become a police", "officer in Alder Creek"),
    ("Open evening on October 8", "Apply by December 4", "Test on December 12"),
    BLUE,
    shield_and_stars,
)
ACADEMY = Flyer(
    ("Citizens' police", "academy"),
    ("Ten Thursdays from March 4", "6:30 to 9 p.m. · free", "Apply by February 12"),
    "#c9d8e4",
    classroom,
)
