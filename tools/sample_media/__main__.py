"""Write every picture and the annual report: beside the posts, and into `theme/assets/`.

python -m tools.sample_media    from the root of the checkout
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tools.sample_media import charts, flyers, maps, pictures, report
from tools.sample_media.drawing import Canvas

ROOT = Path(__file__).resolve().parents[2]
POSTS = ROOT / "content" / "posts"
ASSETS = ROOT / "theme" / "assets"

PICTURES: dict[str, Callable[[], Canvas]] = {
    "2024/scam-call-illustration.png": pictures.scam_call,
    "2024/tamarack-vehicle-still.png": pictures.vehicle_still,
    "2024/national-night-out-flyer.png": lambda: flyers.draw_flyer(flyers.NIGHT_OUT),
    "2024/school-zone-speeds-chart.png": lambda: charts.draw_bars(charts.SPEEDS),
    "2025/calls-for-service-chart.png": lambda: charts.draw_bars(charts.CALLS),
    "2025/coffee-with-a-cop-flyer.png": lambda: flyers.draw_flyer(flyers.COFFEE),
    "2025/catalytic-thefts-chart.png": lambda: charts.draw_bars(charts.CONVERTERS),
    "2025/parade-route-map.png": maps.parade,
    "2025/crossing-guard-illustration.png": pictures.crossing_guard,
    "2025/snow-routes-map.png": maps.snow_routes,
    "2026/wanted-blaine.png": pictures.wanted,
    "2026/halvorsen-closure-map.png": maps.water_main,
    "2026/blood-drive-illustration.png": pictures.blood_drive,
    "2026/bramble-portrait.png": pictures.bramble,
    "2026/flood-low-roads-map.png": maps.flood,
    "2026/officer-hiring-flyer.png": lambda: flyers.draw_flyer(flyers.HIRING),
    "2026/food-drive-flyer.png": lambda: flyers.draw_flyer(flyers.FOOD),
    "2026/toll-text-illustration.png": pictures.toll_text,
    "2026/bicycle-illustration.png": pictures.bicycle,
    "2026/halvorsen-bridge-map.png": maps.bridge,
    "2027/citizens-academy-flyer.png": lambda: flyers.draw_flyer(flyers.ACADEMY),
}


def main() -> None:
    for name, draw in PICTURES.items():
        draw().save(POSTS / name)
    pictures.favicon().save(ASSETS / "favicon.png")
    report.write_report(POSTS / "2025" / "annual-report-2024.pdf")
    print(f"wrote {len(PICTURES) + 1} pictures and the annual report")


if __name__ == "__main__":
    main()
