"""Maps of the village, where house numbers are the coordinates.

West to east they run from 4900 to 3900, north to south from 11500 to 12500.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tools.sample_media.drawing import (
    BLUE,
    GREEN,
    GREY,
    INK,
    NAVY,
    PAPER,
    RED,
    SKY,
    Canvas,
    Point,
    between,
    corners,
    typeface,
)

LAND, ROAD_EDGE = "#eef0e6", "#c9cdbf"
NORTH_SOUTH = {
    "Ridgemoor Road": 4800,
    "Mill Street": 4600,
    "Halvorsen Avenue": 4400,
    "Larkin Avenue": 4200,
    "Prairie Lane": 4000,
}
WEST_EDGE = 4900
EAST_WEST = {
    "Tamarack Road": (11600, WEST_EDGE),
    "118th Street": (11800, WEST_EDGE),
    "Depot Street": (12000, WEST_EDGE),
    "122nd Street": (12200, 4600),
    "Old Plank Road": (12400, WEST_EDGE),
}
CREEK = corners(
    "4910,12090 4850,12110 4800,12140 4750,12200 4690,12260 4600,12290 4500,12315 4400,12300 4300,12310"
    " 4200,12335 4130,12370 4085,12420 4060,12470 4050,12520"
)
RAILROAD = [(4910, 12058), (3890, 12058)]
MAP_WIDTH, MAP_HEIGHT, LEGEND_ROW = 1000, 760, 54


@dataclass(frozen=True, slots=True)
class Stroke:
    """A marked stretch: its kind (closed, detour, route), its name in the legend, its corners."""

    kind: str
    legend: str
    stretches: Sequence[Sequence[Point]]


@dataclass(frozen=True, slots=True)
class Place:
    name: str
    at: Point
    color: str = NAVY


def spot(at: Point) -> Point:
    """Where a pair of house numbers lies on the map."""
    return (4900 - at[0]) * MAP_WIDTH / 1000, (at[1] - 11500) * MAP_HEIGHT / 1000


def streets(canvas: Canvas) -> None:
    canvas.rect((*spot((4580, 11625)), *spot((4420, 11775))), "#cfe3bd")
    canvas.text(spot((4500, 11700)), "Founders Park", 21, GREEN, "mm")
    canvas.line([spot(p) for p in CREEK], SKY, 26)
    canvas.line([spot(p) for p in RAILROAD], GREY, 3)
    canvas.dashes([spot(p) for p in RAILROAD], GREY, 9, 5)
    ways = [[spot((x, 11490)), spot((x, 12510))] for x in NORTH_SOUTH.values()]
    ways += [[spot((west, y)), spot((3890, y))] for y, west in EAST_WEST.values()]
    for color, width in ((ROAD_EDGE, 30), (PAPER, 26)):
        for way in ways:
            canvas.line(way, color, width)


def street_names(canvas: Canvas) -> None:
    for name, x in NORTH_SOUTH.items():
        canvas.text_upward(spot((x, 11700)), name, 21, INK, PAPER)
    for name, (y, west) in EAST_WEST.items():
        left, top = spot((west - (200 if west == WEST_EDGE else 100), y))
        half = typeface(21).getlength(name) / 2 + 4
        canvas.rect((left - half, top - 12, left + half, top + 12), PAPER)
        canvas.text((left, top), name, 21, INK, "mm")
    canvas.text(spot((4700, 12325)), "Alder Creek", 22, BLUE, "mm")


def mark(canvas: Canvas, kind: str, way: Sequence[Point]) -> None:
    if kind == "route":
        canvas.line(way, BLUE, 12)
    elif kind == "detour":
        canvas.dashes(way, GREEN, 11, 16)
    else:
        canvas.line(way, RED, 15)
        middle = between(way[0], way[-1], 0.5)
        canvas.dot(middle, 21, RED)
        canvas.rect((middle[0] - 13, middle[1] - 4.5, middle[0] + 13, middle[1] + 4.5), PAPER, 2)


def label(canvas: Canvas, place: Place) -> None:
    x, y = spot(place.at)
    width = typeface(21).getlength(place.name) + 18
    canvas.dot((x, y), 9, place.color)
    canvas.rect((x + 14, y - 17, x + 14 + width, y + 17), place.color, 6)
    canvas.text((x + 23, y), place.name, 21, PAPER)


def draw_map(strokes: Sequence[Stroke], places: Sequence[Place]) -> Canvas:
    canvas = Canvas(MAP_WIDTH, MAP_HEIGHT + LEGEND_ROW * len(strokes) + 16, LAND)
    streets(canvas)
    for stroke in strokes:
        for stretch in stroke.stretches:
            mark(canvas, stroke.kind, [spot(p) for p in stretch])
    street_names(canvas)
    for place in places:
        label(canvas, place)
    canvas.rect((0, MAP_HEIGHT, MAP_WIDTH, canvas.size[1]), PAPER)
    for n, stroke in enumerate(strokes):
        y = MAP_HEIGHT + 8 + LEGEND_ROW * (n + 0.5)
        mark(canvas, stroke.kind, [(30, y), (130, y)])
        canvas.text((160, y), stroke.legend, 28)
    canvas.text((MAP_WIDTH - 30, MAP_HEIGHT + 35), "North is up", 22, GREY, "rm")
    return canvas


STATION = Place("Police station", (4380, 11970))
VILLAGE_HALL = Place("Village Hall", (4380, 12030))
CENTER = Place("Community Center", (4180, 12030), GREEN)


def whole(street: str) -> list[Point]:
    """Trace a street from end to end."""
    if street in NORTH_SOUTH:
        x = NORTH_SOUTH[street]
        return [(x, 11500), (x, 12500)]
    y, west = EAST_WEST[street]
    return [(west, y), (3900, y)]


def water_main() -> Canvas:
    around = corners("4400,11800 4600,11800 4600,12000 4400,12000")
    strokes = [
        Stroke(
            "closed", "Halvorsen Avenue closed, 118th to Depot Street", [corners("4400,11815 4400,11985")]
        ),
        Stroke("detour", "Detour for cars: Mill Street", [around]),
        Stroke("route", "Trucks: Ridgemoor Road", [corners("4800,11800 4800,12000")]),
    ]
    return draw_map(strokes, [STATION, Place("School", (4180, 11830))])


def bridge() -> Canvas:
    around = corners("4400,12200 4200,12200 4200,12400 4400,12400")
    strokes = [
        Stroke("closed", "Bridge closed from November 30", [corners("4400,12240 4400,12360")]),
        Stroke("detour", "Detour: Larkin Avenue", [around]),
        Stroke("route", "Trucks above 6 tons: Ridgemoor Road", [corners("4800,12000 4800,12400")]),
    ]
    return draw_map(strokes, [STATION, CENTER, Place("6 tons", (4600, 12290), RED)])


def flood() -> Canvas:
    roads = ["4800,12090 4800,12190", "4600,12240 4600,12340", "4180,12400 4020,12400"]
    closed = Stroke("closed", "Closed: under water", [corners(road) for road in roads])
    return draw_map([closed], [STATION, Place("Shelter", CENTER.at, GREEN)])


def snow_routes() -> Canvas:
    names = ("Halvorsen Avenue", "Larkin Avenue", "Tamarack Road", "Depot Street", "Old Plank Road")
    routes = Stroke("route", "Snow route from two inches. Free lots in green", [whole(n) for n in names])
    lots = {"Village Hall": VILLAGE_HALL.at, "Public Works": (4782, 11740), "Community Center": CENTER.at}
    return draw_map([routes], [Place(name, at, GREEN) for name, at in lots.items()])


def parade() -> Canvas:
    way = corners("4600,11800 4200,11800 4200,12000 4400,12000")
    route = Stroke("route", "Parade route, Friday, July 4, from 10 a.m.", [way])
    return draw_map([route], [Place("Start", (4580, 11765), GREEN), VILLAGE_HALL, CENTER])
