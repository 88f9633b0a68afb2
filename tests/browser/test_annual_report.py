"""The annual report for readers with disabilities, on a phone and on paper."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.browser.test_accessibility import axe

from clearance.monitor.annual import Figures, Issue, Person, Quarter, Trained
from clearance.monitor.annual_page import page
from clearance.monitor.weblogs import Views, label, quarters
from clearance.reviews.period import Kind, Period

pytestmark = pytest.mark.browser
BEGINS, OPENS = date(2026, 1, 1), date(2027, 1, 1)
FIGURES = Figures(
    department="village-pd",
    name="Village <Police> Department",
    period=Period(Kind.ANNUAL, "2026", BEGINS, OPENS, date(2027, 1, 31)),
    through=date(2026, 11, 27),
    quarters=tuple(
        Quarter(
            label(start),
            posts=number,
            approvals=2 * number,
            hours=number / 2 if number else None,
            requests=number,
            request_hours=5.0 * number,
            reports=number % 2,
            withdrawals=0,
        )
        for number, start in enumerate(quarters(BEGINS)[:-1])
    ),
    people=(Person("pio1", "Public Information Officer", ("pio",), 12, 0),),
    subjects=(("Traffic", 3, 5),),
    issues=(
        Issue("content/posts/a.md", "inaccurate", "2026-03-01", "2026-03-01", 1.5, "2026-03-02", "outcome"),
    ),
    withdrawals=(("content/posts/a.md", "2026-03-01", "lt2"),),
    refused=(("records/x.json", "is a copy"),),
    reviews=(("quarterly 2026-Q1", "lt2", "2026-05-04", "late"),),
    training=(Trained("pio1", "2027-01-01", ()),),
)
VIEWS = Views(blocks=[10, 20, 30, 40, 50, 60, 70, 1204], lines=1500, broken=1, nameless=3)
RANKED = [("A <b>title</b>", "posts/a/", 1204)]


def written(tmp_path: Path) -> str:
    file = tmp_path / "report.html"
    file.write_text(page(FIGURES, VIEWS, RANKED), encoding="utf-8")
    return file.as_uri()


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_the_page_itself_never_scrolls_sideways(
    browser: Browser, tmp_path: Path, width: int
) -> None:
    with browser.new_context(bypass_csp=True, viewport={"width": width, "height": 900}) as context:
        shown = context.new_page()
        shown.goto(written(tmp_path))
        shown.evaluate(axe())
        found = shown.evaluate("axe.run(document).then(all => all.violations.map(each => each.id))")
        assert found == []
        assert shown.evaluate("document.documentElement.scrollWidth") <= width
        assert shown.locator("b", has_text="title").count() == 0


def test_on_paper_every_chart_is_whole_and_the_colours_stay(browser: Browser, tmp_path: Path) -> None:
    with browser.new_context() as context:
        shown = context.new_page()
        shown.goto(written(tmp_path))
        shown.emulate_media(media="print")
        assert shown.locator("figure svg[role=img]").count() == 7
        figure = shown.locator("figure").first
        assert figure.evaluate("e => getComputedStyle(e).breakInside") == "avoid"
        assert figure.locator(".year").first.evaluate("e => getComputedStyle(e).printColorAdjust") == "exact"
        assert shown.pdf(prefer_css_page_size=True).startswith(b"%PDF")
