"""The sample department's site for readers with disabilities: axe-core, the keyboard, zoom, calm, paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TypedDict

import pytest
from playwright.sync_api import Page, Route, expect
from tests.browser.conftest import SAMPLE, Open

pytestmark = [pytest.mark.browser, pytest.mark.site]

PICTURES = SAMPLE / "build" / "pictures"
"""kept by who wants to look at them; written anew by each run"""
FOCUS = (Path(__file__).parent / "focus.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
PHONE, TABLET, DESK = 320, 768, 1280
WIDTHS = {"light": (PHONE, TABLET, DESK), "dark": (PHONE, DESK)}
"""the dark scheme changes colours and nothing that the width between could show"""
HEIGHT = 900
POST = "posts/2026/halvorsen-bridge-closure/"
WIDE_TABLE = "posts/2025/annual-report-2024/"
PAGES = {
    "home": "",
    "post": POST,
    "booking-photograph": "posts/2026/wanted-residential-burglary/",
    "expired-post": "posts/2026/halvorsen-water-main-closure/",
    "wide-table": WIDE_TABLE,
    "spanish-post": "posts/2025/estafas-por-telefono/",
    "notices": "posts/",
    "category": "category/traffic/",
    "archive": "archive/",
    "month": "archive/2026/11/",
    "plain-page": "contact/",
    "long-page": "policy/",
    "missing-page": "404.html",
}
each_page = pytest.mark.parametrize("kind", PAGES)
each_kind = pytest.mark.parametrize("kind", ["home", "post", "wide-table", "notices", "missing-page"])
each_scheme = pytest.mark.parametrize("scheme", ["light", "dark"])


@cache
def axe() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


class Violation(TypedDict):
    """The part of axe's answer that is told."""

    id: str
    nodes: list[dict[str, object]]


def violations(page: Page) -> list[str]:
    """What axe finds on the page as it is now: rule and element."""
    page.evaluate(f"window.axe || (() => {{ {axe()} }})()")
    found: list[Violation] = page.evaluate(
        "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']}).then(all => all.violations)",
        TAGS,
    )
    return [f"{each['id']}: {node['html']}" for each in found for node in each["nodes"]]


def at_each_width(page: Page, kind: str, scheme: str) -> dict[int, list[str]]:
    """What axe finds at each width, with pictures of the narrowest and the widest in the light."""
    found = {}
    for width in WIDTHS[scheme]:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        if width != TABLET and scheme == "light":
            page.screenshot(path=PICTURES / f"{kind}-{width}.png", full_page=True)
        found[width] = violations(page)
    return found


def nothing(scheme: str) -> dict[int, list[str]]:
    return {width: [] for width in WIDTHS[scheme]}


# --- axe-core ----------------------------------------------------------------------------------


@each_scheme
@each_page
def test_axe_finds_nothing(home: str, opened: Open, kind: str, scheme: str) -> None:
    page = opened(home + PAGES[kind], color_scheme=scheme, reduced_motion="reduce")
    assert page.locator(f"body[data-md-color-scheme={'slate' if scheme == 'dark' else 'default'}]").count()
    assert at_each_width(page, kind, scheme) == nothing(scheme)


@each_scheme
def test_axe_finds_nothing_in_an_open_search(home: str, opened: Open, scheme: str) -> None:
    page = opened(home, color_scheme=scheme, reduced_motion="reduce")
    page.get_by_role("button", name="Search").click()
    page.keyboard.type("bridge")
    expect(page.locator(".cl-search__found a").first).to_be_visible()
    assert at_each_width(page, "search", scheme) == nothing(scheme)


@each_scheme
def test_axe_finds_nothing_in_an_open_menu(home: str, opened: Open, scheme: str) -> None:
    page = opened(
        home, color_scheme=scheme, reduced_motion="reduce", viewport={"width": PHONE, "height": HEIGHT}
    )
    page.get_by_role("banner").get_by_role("button", name="Menu").click()
    expect(page.locator(".md-sidebar--primary a", has_text="Contact")).to_be_in_viewport()
    page.screenshot(path=PICTURES / f"menu-{PHONE}-{scheme}.png")
    assert violations(page) == []


@each_kind
def test_axe_finds_nothing_without_scripts(home: str, opened: Open, kind: str) -> None:
    """The scripts are taken out of the page, and the browser's engine stays on: axe needs it."""
    page = opened("about:blank")
    page.route("**/*", without_scripts)
    page.goto(home + PAGES[kind])
    assert page.locator(".cl-search__lists").is_visible()
    assert at_each_width(page, f"{kind}-without-scripts", "light") == nothing("light")


def without_scripts(route: Route) -> None:
    if route.request.resource_type != "document":
        route.continue_()
        return
    answer = route.fetch()
    route.fulfill(response=answer, body=re.sub(r"(?s)<script\b.*?</script>", "", answer.text()))


@pytest.mark.parametrize(
    ("markup", "rule"),
    [
        pytest.param("<img src='/x.png'>", "image-alt", id="a picture without words"),
        pytest.param("<a href='/x'></a>", "link-name", id="a link without words"),
        pytest.param("<p><font color='#aaaaaa'>Pale</font></p>", "color-contrast", id="pale text"),
        pytest.param("<h5>Deep</h5>", "heading-order", id="a heading too deep"),
        pytest.param("<p lang='spanish'>Hola</p>", "valid-lang", id="a language that there isn't"),
    ],
)
def test_axe_does_find_a_planted_fault(home: str, opened: Open, markup: str, rule: str) -> None:
    page = opened(home + PAGES["plain-page"])
    page.locator("#cl-content").evaluate(
        "(place, html) => place.insertAdjacentHTML('beforeend', html)", markup
    )
    assert [each.partition(":")[0] for each in violations(page)] == [rule]


def test_axe_does_find_text_that_is_pale_in_the_dark(home: str, opened: Open) -> None:
    page = opened(home + PAGES["plain-page"], color_scheme="dark")
    page.locator("#cl-content").evaluate(
        "place => place.insertAdjacentHTML('beforeend', `<p><font color='#555566'>Pale</font></p>`)"
    )
    assert [each.partition(":")[0] for each in violations(page)] == ["color-contrast"]


# --- room --------------------------------------------------------------------------------------

IN_TWO_DIRECTIONS = """() => [document.documentElement, ...document.querySelectorAll("main *, footer *")]
    .filter(e => e.scrollWidth > e.clientWidth + 1 && e.checkVisibility()
        && (e === document.documentElement || /auto|scroll/.test(getComputedStyle(e).overflowX)))
    .map(e => e.className || e.tagName)"""


@each_page
def test_zoom_needs_no_scrolling_sideways(home: str, opened: Open, kind: str) -> None:
    """200% and 400% of 1280 pixels (WCAG 2.1, 1.4.4 and 1.4.10): only a table may, in its frame."""
    page = opened(home + PAGES[kind], viewport={"width": DESK // 2, "height": 450}, device_scale_factor=2)
    assert page.evaluate(IN_TWO_DIRECTIONS) == []
    page.set_viewport_size({"width": DESK // 4, "height": 256})
    assert page.evaluate(IN_TWO_DIRECTIONS) == (["md-typeset__scrollwrap"] if kind == "wide-table" else [])


# --- keyboard ----------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [PHONE, DESK])
@each_kind
def test_the_keyboard_reaches_all_that_can_be_used(home: str, opened: Open, kind: str, width: int) -> None:
    page = opened(home + PAGES[kind], viewport={"width": width, "height": HEIGHT}, reduced_motion="reduce")
    assert walked(page) == []


def walked(page: Page) -> list[str]:
    """What is wrong on a walk through the page by the Tab key: each stop must be seen, and none is missed."""
    names: list[str] = page.evaluate(FOCUS, {"task": "mark"})
    missed, faults = set(range(len(names))), dict[str, None]()
    for _ in range(len(names) + 5):
        page.keyboard.press("Tab")
        if focused := page.evaluate(FOCUS, {"task": "focused"}):
            missed -= set(focused["stops"])
            faults.update(dict.fromkeys(focused["faults"]))
    return [*faults, *(f"{names[number]} is never reached" for number in sorted(missed))]


def test_the_keyboard_skips_to_the_content(home: str, opened: Open) -> None:
    page = opened(home + POST)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to content")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#cl-content') !== null")


def test_the_keyboard_opens_and_leaves_the_search(home: str, opened: Open) -> None:
    page = opened(home)
    opener = page.get_by_role("button", name="Search")
    opener.focus()
    page.keyboard.press("Enter")
    page.keyboard.type("bridge")
    expect(page.locator(".cl-search__found a").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".cl-search__found a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Search")).not_to_be_visible()
    expect(opener).to_be_focused()


def test_the_keyboard_opens_and_closes_the_menu(home: str, opened: Open) -> None:
    page = opened(home, viewport={"width": PHONE, "height": HEIGHT}, reduced_motion="reduce")
    link = page.locator(".md-sidebar--primary").get_by_role("link", name="Contact")
    expect(link).not_to_be_in_viewport()
    opener = page.get_by_role("banner").get_by_role("button", name="Menu")
    opener.press("Enter")
    expect(link).to_be_in_viewport()
    assert walked(page) == []
    page.keyboard.press("Escape")
    expect(link).not_to_be_in_viewport()
    expect(opener).to_be_focused()
    opener.press("Space")
    page.locator(".md-sidebar--primary").get_by_role("button", name="Menu").press("Space")
    expect(link).not_to_be_in_viewport()


def test_the_keyboard_changes_the_colours(home: str, opened: Open) -> None:
    page = opened(home, color_scheme="light", reduced_motion="reduce")
    with focused_on_the_colours(page):
        page.keyboard.press("Enter")
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        page.keyboard.press("Enter")
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")


@contextmanager
def focused_on_the_colours(page: Page) -> Iterator[None]:
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name === '__palette'"):
            yield
            return
    pytest.fail("the choice of colours is never reached")


def test_the_keyboard_scrolls_a_wide_table(home: str, opened: Open) -> None:
    page = opened(home + WIDE_TABLE, viewport={"width": PHONE, "height": HEIGHT}, reduced_motion="reduce")
    frame = page.get_by_role("group", name="Table that scrolls sideways")
    frame.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.activeElement.scrollLeft > 0")
    page.set_viewport_size({"width": DESK, "height": HEIGHT})
    expect(frame).to_have_count(0)


# --- calm and paper ----------------------------------------------------------------------------


@each_kind
def test_nothing_moves_for_who_asked_for_calm(home: str, opened: Open, kind: str) -> None:
    page = opened(home + PAGES[kind], reduced_motion="reduce")
    lasting = """() => [...document.querySelectorAll("*")].flatMap(e => ["", "::before"].map(part => {
        const { transitionDuration, animationDuration } = getComputedStyle(e, part);
        return Math.max(...`${transitionDuration},${animationDuration}`.split(",").map(parseFloat));
    })).filter(seconds => seconds > 0.01)"""
    assert page.evaluate(lasting) == []
    page.locator("footer").scroll_into_view_if_needed()
    assert page.evaluate("document.getAnimations().length") == 0


CHROME = [".cl-skip", ".cl-reach", "header", "nav", "footer", ".md-sidebar", ".md-top", "dialog", "button"]


@each_kind
def test_paper_has_the_text_its_address_and_no_chrome(home: str, opened: Open, kind: str) -> None:
    page = opened(home + PAGES[kind])
    page.emulate_media(media="print")
    page.screenshot(path=PICTURES / f"{kind}-print.png", full_page=True)
    assert [each for each in CHROME if page.locator(f"{each}:visible").count()] == []
    assert page.locator("h1").is_visible()
    if kind != "missing-page":
        address = f"Printed from https://www.aldercreekpd.example/{PAGES[kind]}"
        assert page.locator("p.cl-print").inner_text().endswith(address)


def test_paper_shows_where_links_lead(home: str, opened: Open) -> None:
    page = opened(home + PAGES["long-page"])
    page.locator("#cl-content").evaluate(
        "e => e.insertAdjacentHTML('beforeend', '<p><a href=\"https://state.example/law\">the law</a></p>')"
    )
    page.emulate_media(media="print")
    after = page.get_by_role("link", name="the law").evaluate("e => getComputedStyle(e, '::after').content")
    assert after in {'" <" attr(href) ">"', '" <https://state.example/law>"'}
