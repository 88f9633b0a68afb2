"""Bar charts, and the figures they show."""

from __future__ import annotations

from dataclasses import dataclass

from tools.sample_media.drawing import BLUE, GOLD, INK, NAVY, PAPER, RED, Canvas


@dataclass(frozen=True, slots=True)
class Bars:
    title: str
    labels: tuple[str, ...]
    values: tuple[int, ...]
    limit: tuple[int, str] | None = None


def draw_bars(bars: Bars) -> Canvas:
    canvas = Canvas(1000, 640, PAPER)
    canvas.text((50, 55), bars.title, 32, NAVY, "lm!")
    base, height, top = 540, 400, max(bars.values)
    step = (780 if bars.limit else 900) / len(bars.values)
    for n, (name, value) in enumerate(zip(bars.labels, bars.values, strict=True)):
        left, tall = 50 + step * (n + 0.18), height * value / top
        over = bars.limit is not None and value > bars.limit[0]
        canvas.rect((left, base - tall, left + step * 0.64, base), GOLD if over else BLUE, 4)
        canvas.text((left + step * 0.32, base - 30), f"{value:,}", 28, INK if over else PAPER, "mm!")
        canvas.text((left + step * 0.32, base + 32), name, 25, INK, "mm")
    canvas.line([(50, base), (950, base)], INK, 2)
    if bars.limit:
        y = base - height * bars.limit[0] / top
        canvas.dashes([(50, y), (950, y)], RED, 3, 10)
        canvas.text((950, y - 20), bars.limit[1], 24, RED, "rm!")
    return canvas


SPEEDS = Bars(
    "Average speed on Larkin Avenue, miles per hour",
    ("7 a.m.", "7:30 a.m.", "8 a.m.", "2:30 p.m.", "3 p.m."),
    (24, 27, 21, 22, 19),
    (20, "limit 20"),
)
CALLS = Bars(
    "Calls for service", ("2020", "2021", "2022", "2023", "2024"), (9870, 10240, 10910, 11180, 11482)
)
CONVERTERS = Bars(
    "Catalytic converter thefts reported, by quarter",
    ("1/2024", "2/2024", "3/2024", "4/2024", "1/2025"),
    (4, 5, 7, 13, 16),
)
