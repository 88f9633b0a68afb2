"""A line chart of seconds against posts, as SVG written by hand: both axes logarithmic, one line a tool."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

WIDTH, HEIGHT = 600, 380
LEFT, RIGHT, TOP, BOTTOM = 64, 456, 44, 324
"""the edges of the plot itself, in pixels; right of it stand the labels"""
APART = 18
"""pixels from a label to the next one, at least"""
COLORS = ("#1b4f9c", "#b3400e", "#1d6f42", "#7a2d86", "#6b5200", "#9c1b3c", "#0b6a75", "#4a4a4a")
"""each has a contrast of at least 4.5 to 1 on the background, since labels are written in it"""
DASHES = ("none", "7 3", "2 3", "9 3 2 3")
"""lines differ in these too, for whoever can't tell the colours apart"""
_HEAD = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" \
role="img" aria-labelledby="title desc" font-family="system-ui, sans-serif" font-size="13">
<title id="title">{title}</title>
<desc id="desc">{desc}</desc>
<rect width="{width}" height="{height}" fill="#fdfdfb"/>
"""
_TITLE = "Seconds for a whole build, by number of posts"


@dataclass(frozen=True, slots=True)
class _Axis:
    """Maps values of `low` to `high` to pixels, by their logarithm."""

    low: float
    high: float
    start: int
    end: int

    def at(self, value: float) -> float:
        """In the middle, if the axis has one value only."""
        if self.low == self.high:
            return (self.start + self.end) / 2
        share = math.log(value / self.low) / math.log(self.high / self.low)
        return self.start + share * (self.end - self.start)


@dataclass(frozen=True, slots=True)
class _Line:
    """A tool's points in pixels, left to right, and how they are drawn."""

    tool: str
    points: tuple[tuple[float, float], ...]
    color: str
    dash: str


def plot(rows: Iterable[tuple[str, int, float]], path: Path) -> None:
    """Write the chart of rows (tool, posts, seconds), in any order; the same rows give the same bytes.

    Lines have colours in the order in which tools first come. Raises ValueError if there are no
    rows, or a number is not positive and finite: a logarithmic axis has no place for it.
    """
    known = list(rows)
    if not known:
        raise ValueError("no rows to plot")
    for tool, posts, seconds in known:
        if not (posts > 0 and seconds > 0 and math.isfinite(posts) and math.isfinite(seconds)):
            raise ValueError(
                f"{tool}: {posts} posts in {seconds} seconds have no place on a logarithmic axis"
            )
    path.write_text(_drawn(known), encoding="utf-8")


def _drawn(rows: Sequence[tuple[str, int, float]]) -> str:
    counts = sorted({posts for _, posts, _ in rows})
    ticks = _ticks([seconds for *_, seconds in rows])
    across = _Axis(counts[0], counts[-1], LEFT + 12, RIGHT - 12)
    up = _Axis(ticks[0], ticks[-1], BOTTOM, TOP)
    lines = _lines(rows, across, up)
    head = _HEAD.format(width=WIDTH, height=HEIGHT, title=_TITLE, desc=escape(_told(rows), quote=False))
    parts = [*_grid(ticks, up), *_counts(counts, across), *map(_path, lines), *_labels(lines)]
    return head + "\n".join(parts) + "\n</svg>\n"


def _told(rows: Sequence[tuple[str, int, float]]) -> str:
    """What the chart shows, for whoever doesn't see it."""
    tools = [
        f"{tool}: " + ", ".join(f"{posts:,} posts in {_number(seconds)} s" for posts, seconds in points)
        for tool, points in _by_tool(rows).items()
    ]
    return "Line chart, both axes logarithmic. " + "; ".join(tools) + "."


def _by_tool(rows: Sequence[tuple[str, int, float]]) -> dict[str, list[tuple[int, float]]]:
    tools: dict[str, list[tuple[int, float]]] = {}
    for tool, posts, seconds in rows:
        tools.setdefault(tool, []).append((posts, seconds))
    return {tool: sorted(points) for tool, points in tools.items()}


def _ticks(values: Sequence[float]) -> list[float]:
    """1, 2 and 5 of each power of ten, from the last one not above all values to the first not below any."""
    powers = range(math.floor(math.log10(min(values))) - 1, math.ceil(math.log10(max(values))) + 2)
    steps = [step * 10.0**power for power in powers for step in (1, 2, 5)]
    first = max(number for number, step in enumerate(steps) if step <= min(values))
    last = min(number for number, step in enumerate(steps) if step >= max(values))
    return steps[first : max(last, first + 1) + 1]  # two at least, for an axis of some length


def _lines(rows: Sequence[tuple[str, int, float]], across: _Axis, up: _Axis) -> list[_Line]:
    return [
        _Line(
            tool,
            tuple((across.at(posts), up.at(seconds)) for posts, seconds in points),
            COLORS[number % len(COLORS)],
            DASHES[number % len(DASHES)],
        )
        for number, (tool, points) in enumerate(_by_tool(rows).items())
    ]


def _grid(ticks: Sequence[float], up: _Axis) -> list[str]:
    parts = []
    for tick in ticks:
        y = f"{up.at(tick):.1f}"
        parts.append(f'<path d="M{LEFT} {y}H{RIGHT}" stroke="#dcdcd6"/>')
        parts.append(_text(LEFT - 8, up.at(tick) + 4.5, _number(tick), 'text-anchor="end" fill="#333"'))
    parts.append(f'<path d="M{LEFT} {BOTTOM}H{RIGHT}" stroke="#333"/>')
    parts.append(_text(LEFT - 8, TOP - 20, "seconds", 'text-anchor="end" fill="#333"'))
    return parts


def _counts(counts: Sequence[int], across: _Axis) -> list[str]:
    """A mark for each number of posts, and its number where the one before leaves room."""
    parts = []
    taken = -math.inf
    for count in counts:
        x = across.at(count)
        parts.append(f'<path d="M{x:.1f} {BOTTOM}v5" stroke="#333"/>')
        half = len(f"{count:,}") * 4
        if x - half > taken:
            parts.append(_text(x, BOTTOM + 20, f"{count:,}", 'text-anchor="middle" fill="#333"'))
            taken = x + half + 6
    parts.append(_text((LEFT + RIGHT) / 2, BOTTOM + 42, "posts", 'text-anchor="middle" fill="#333"'))
    return parts


def _path(line: _Line) -> str:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in line.points)
    drawn = f'<polyline points="{points}" fill="none" stroke="{line.color}" stroke-width="2" '
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{line.color}"/>' for x, y in line.points)
    return f'{drawn}stroke-dasharray="{line.dash}"/>{dots}'


def _labels(lines: Sequence[_Line]) -> list[str]:
    """At the ends of the lines, pushed apart where they would overlap, each with a stroke to its line."""
    ordered = sorted(lines, key=lambda line: line.points[-1][1])
    parts = []
    for line, y in zip(ordered, _apart([line.points[-1][1] for line in ordered]), strict=True):
        end, height = line.points[-1]
        stroke = f'stroke="{line.color}" stroke-width="0.75"'
        parts.append(f'<path d="M{end + 5:.1f} {height:.1f}L{RIGHT + 6} {y:.1f}" {stroke}/>')
        parts.append(_text(RIGHT + 9, y + 4.5, line.tool, f'fill="{line.color}" font-weight="600"'))
    return parts


def _apart(wanted: Sequence[float]) -> list[float]:
    """Heights in pixels, downward from the topmost, each APART from the next at least, none below the plot.

    More labels than have room on the plot go above it.
    """
    heights: list[float] = []
    for height in wanted:
        heights.append(max(height, heights[-1] + APART) if heights else height)
    lowest = float(BOTTOM)
    for number in reversed(range(len(heights))):
        heights[number] = min(heights[number], lowest)
        lowest = heights[number] - APART
    return heights


def _text(x: float, y: float, text: str, attributes: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" {attributes}>{escape(text, quote=False)}</text>'


def _number(value: float) -> str:
    """Three digits at most are of use here: 0.05, 1.25, 117."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"  # noqa: PLR2004 - three digits
