"""Bars as SVG, to be read without seeing them too: each has a title, a description, and a table beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_WIDTH, _HEIGHT = 640, 240
_LEFT, _TOP, _BOTTOM = 12, 24, 44
_SERIES = ("before", "year")
_BARS = 2


@dataclass(frozen=True, slots=True)
class Chart:
    """`labels` are below the pairs of bars: the year before, and the year. None is no value, and no bar."""

    id: str
    title: str
    labels: Sequence[str]
    before: Sequence[float | None]
    year: Sequence[float | None]


def svg(chart: Chart) -> str:
    """The picture. Its text alternative names the highest value; the table beside it has them all."""
    values = [value or 0 for value in (*chart.before, *chart.year)]
    top = max(values, default=0) or 1
    room = (_WIDTH - 2 * _LEFT) / max(len(chart.labels), 1)
    bars = "".join(
        _bar(chart, number, series, room, top)
        for number in range(len(chart.labels))
        for series in range(_BARS)
    )
    names = "".join(
        f'<text x="{_LEFT + room * (number + 0.5):.0f}" y="{_HEIGHT - 22}" text-anchor="middle">'
        f"{escape(name)}</text>"
        for number, name in enumerate(chart.labels)
    )
    base = _HEIGHT - _BOTTOM
    return (
        f'<svg role="img" aria-labelledby="{chart.id}-title {chart.id}-text" '
        f'viewBox="0 0 {_WIDTH} {_HEIGHT}" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{chart.id}-title">{escape(chart.title)}</title>'
        f'<desc id="{chart.id}-text">Bars by quarter, at most {shown(max(values, default=0))}. '
        f"The table below has every value.</desc>"
        f'<line class="base" x1="{_LEFT}" x2="{_WIDTH - _LEFT}" y1="{base}" y2="{base}"/>'
        f"{bars}{names}{_key()}</svg>"
    )


def _bar(chart: Chart, number: int, series: int, room: float, top: float) -> str:
    value = (chart.before, chart.year)[series][number]
    if value is None:
        return ""
    height = (_HEIGHT - _TOP - _BOTTOM) * value / top
    width = room * 0.32
    x = _LEFT + room * (number + 0.5) + (series - 1) * (width + 3)
    y = _HEIGHT - _BOTTOM - height
    return (
        f'<rect class="{_SERIES[series]}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"/>'
        f'<text class="value" x="{x + width / 2:.1f}" y="{y - 5:.1f}" '
        f'text-anchor="middle">{shown(value)}</text>'
    )


def _key() -> str:
    y = _HEIGHT - 12
    return (
        f'<rect class="before" x="{_LEFT}" y="{y}" width="12" height="10"/>'
        f'<text x="{_LEFT + 18}" y="{y + 9}">year before</text>'
        f'<rect class="year" x="{_LEFT + 110}" y="{y}" width="12" height="10"/>'
        f'<text x="{_LEFT + 128}" y="{y + 9}">this year</text>'
    )


def shown(value: float | None) -> str:
    """A number as people read it: `1,204`, `3.5`; nothing where there is none."""
    if value is None:
        return ""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"
