"""The sample department's site as a reader meets it in a real Chromium: on a desk, a phone and paper."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.conftest import SAMPLE, Open, Serve, Watched
from tests.browser.site_fixtures import faults
from tests.department import Keys, found_department
from tests.village import CONTENT, page, post

from clearance.publish import csp
from clearance.publish.inventory import STYLESHEET, THEME

pytestmark = [pytest.mark.browser, pytest.mark.site]

WIDTHS = DESK, PHONE, SMALL_PHONE = 1280, 390, 320
POST = "posts/2026/halvorsen-bridge-closure/"
EXPIRED = "posts/2026/halvorsen-water-main-closure/"
PAGES = {
    "home": "",
    "a post with a map and a table": POST,
    "a post with a booking photograph": "posts/2026/wanted-residential-burglary/",
    "an expired post": EXPIRED,
    "a post with a wide table": "posts/2025/annual-report-2024/",
    "a post in Spanish": "posts/2025/estafas-por-telefono/",
    "notices": "posts/",
    "a category": "category/traffic/",
    "the archive": "archive/",
    "a month": "archive/2026/11/",
    "contact": "contact/",
    "no such page": "404.html",
}
each_page = pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
each_kind = pytest.mark.parametrize(
    "path", ["", POST, "posts/", "404.html"], ids=["home", "post", "list", "missing"]
)


def shown(page: Page, selectors: list[str]) -> list[str]:
    return [selector for selector in selectors if page.locator(selector).first.is_visible()]


def colours(place: Locator) -> tuple[str, str]:
    found: list[str] = place.evaluate("e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]")
    return found[0], found[1]


# --- every page --------------------------------------------------------------------------------


@each_page
def test_reads_well_and_asks_nobody_else(home: str, watched: Watched, path: str) -> None:
    page, found = watched.page, {}
    page.goto(home + path)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        found[width] = faults(page, tap=width < DESK)
    assert found == {DESK: [], PHONE: [], SMALL_PHONE: []}
    page.emulate_media(reduced_motion="reduce")
    page.get_by_title("Switch to dark colours").click()
    page.locator("body[data-md-color-scheme=slate]").wait_for()
    assert faults(page) == []
    assert watched.troubles == []
    assert watched.hosts == {"127.0.0.1"}


@each_kind
def test_the_first_stop_of_the_keyboard_skips_to_the_content(home: str, opened: Open, path: str) -> None:
    page = opened(home + path)
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.inner_text() == "Skip to content"
    assert focused.evaluate("e => e.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert focused.evaluate("e => e.closest('#cl-content') !== null")


@each_kind
def test_says_whom_to_call(home: str, opened: Open, path: str) -> None:
    page = opened(home + path, viewport={"width": PHONE, "height": 844})
    numbers = page.locator(".cl-reach a")
    assert [(a.inner_text(), a.get_attribute("href")) for a in numbers.all()] == [
        ("911", "tel:911"),
        ("(708) 555-0100", "tel:7085550100"),
    ]
    assert page.locator("footer").get_by_role("link", name="desk@aldercreekpd.example").is_visible()
    assert page.locator("footer").get_by_role("link", name="Contact").is_visible()


def test_reads_without_scripts(home: str, opened: Open) -> None:
    page = opened(home + POST, java_script_enabled=False, viewport={"width": SMALL_PHONE, "height": 844})
    assert page.locator("h1").inner_text() == "Halvorsen Avenue bridge closed from November 30"
    assert page.locator("table").bounding_box()["width"] <= SMALL_PHONE  # type: ignore[index]  # it is there


@pytest.mark.parametrize(
    "kind", [".cl-reach a", ".md-header__button", ".cl-links a", ".cl-entry__title a", "footer nav a"]
)
def test_main_targets_suit_a_thumb(home: str, opened: Open, kind: str) -> None:
    targets = opened(home + "posts/", viewport={"width": PHONE, "height": 844}).locator(f"{kind}:visible")
    heights: list[float] = targets.evaluate_all("all => all.map(e => e.getBoundingClientRect().height)")
    assert min(heights) >= 44


def test_nothing_moves_for_who_asked_for_calm(home: str, opened: Open) -> None:
    longest = (
        "() => Math.max(...[...document.querySelectorAll('*')].flatMap(e => [getComputedStyle(e)].flatMap("
        "s => (s.transitionDuration + ',' + s.animationDuration).split(',').map(parseFloat))))"
    )
    assert opened(home, reduced_motion="no-preference").evaluate(longest) > 0
    assert opened(home, reduced_motion="reduce").evaluate(longest) == 0


# --- what each page says -----------------------------------------------------------------------


def test_home_leads_with_what_is_urgent(home: str, opened: Open) -> None:
    page = opened(home)
    headings = page.locator("article :is(h1, h2), article .cl-urgent h3").all_inner_texts()
    assert headings == [
        "Village of Alder Creek Police Department",
        "Important now",
        "Halvorsen Avenue bridge closed from November 30",
        "Latest notices",
        "How this page was approved",
    ]
    assert page.title() == "Alder Creek Police Department"


def test_a_post_says_when_what_and_from_which_office(home: str, opened: Open) -> None:
    facts = opened(home + POST).locator("article .cl-facts")
    assert facts.inner_text().split("\n") == ["November 19, 2026", "Traffic", "Public Information Officer"]
    assert facts.get_by_role("link", name="Traffic").get_attribute("href") == "../../../category/traffic/"


def test_an_expired_post_says_so_before_its_text(home: str, opened: Open) -> None:
    page = opened(home + EXPIRED)
    assert page.get_by_role("note").inner_text() == (
        "No longer in effect. This notice expired on April 18, 2026, 6:00 p.m., and is kept as a record."
    )
    assert page.locator(".cl-expired ~ h2").count() > 0
    assert opened(home + POST).get_by_role("note").count() == 0


def test_a_post_shows_how_it_was_approved(home: str, sample: Path, opened: Open) -> None:
    page = opened(home + POST)
    panel = page.get_by_role("region", name="How this notice was approved")
    source = (SAMPLE / f"content/{POST.rstrip('/')}.md").read_bytes()
    digest = hashlib.sha256(source).hexdigest()
    assert panel.locator("dd").nth(0).inner_text() == "Incident Commander (supervisor)"
    assert panel.locator("dd").nth(1).inner_text() == "November 19, 2026, 10:40 a.m."
    assert not panel.get_by_text(digest).is_visible()
    panel.locator("summary").click()
    assert panel.get_by_text(digest).is_visible()

    record = panel.get_by_role("link", name="statement").get_attribute("href")
    assert record is not None
    statement = json.loads((sample / POST / record).read_bytes())
    assert digest in [subject["digest"]["sha256"] for subject in statement["subject"]]
    assert (sample / POST / f"{record}.sig").is_file()
    assert panel.get_by_role("link", name="signature").get_attribute("href") == f"{record}.sig"


def test_a_list_leads_back_and_counts(home: str, opened: Open) -> None:
    page = opened(home + "archive/2026/11/")
    assert page.locator(".cl-lead").inner_text() == "Notices of November 2026. 5 notices."
    assert page.locator(".cl-list > li").count() == 5
    page.locator(".cl-up a").click()
    assert page.locator("h1").inner_text() == "Archive by month"
    page.get_by_role("link", name="November 2026 5 notices").click()
    assert page.locator("h1").inner_text() == "November 2026"


def test_a_page_that_is_not_there_leads_on(home: str, opened: Open) -> None:
    page = opened(home + "404.html")
    assert page.title() == "Page not found - Alder Creek Police Department"
    links = page.locator("article li a").evaluate_all("all => all.map(e => e.href)")
    assert links == [f"{home}posts/", f"{home}archive/", f"{home}contact/"]
    assert [page.request.get(link).status for link in links] == [200, 200, 200]
    page.get_by_role("button", name="Search").click()
    page.keyboard.type("bridge")
    expect(page.locator(".cl-search__found a").first).to_be_visible()


# --- paper -------------------------------------------------------------------------------------

CHROME = [
    ".cl-reach",
    ".cl-skip",
    ".md-header",
    ".md-tabs",
    ".md-footer",
    ".md-sidebar",
    ".cl-more",
    "summary",
]

BLACK_ON_WHITE = ("rgb(0, 0, 0)", "rgb(255, 255, 255)")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_carries_the_notice_its_address_and_its_approval(home: str, opened: Open, scheme: str) -> None:
    page = opened(home + POST, color_scheme=scheme)
    assert shown(page, CHROME) != []
    page.emulate_media(media="print", color_scheme=scheme)  # type: ignore[arg-type]  # light or dark
    assert shown(page, CHROME) == []
    black_on_white = ("rgb(0, 0, 0)", "rgb(255, 255, 255)")
    assert [colours(page.locator(place).first) for place in ("body", "h1", "article a")] == [
        black_on_white
    ] * 3
    address = f"https://www.aldercreekpd.example/{POST}"
    contact = "Village of Alder Creek Police Department, (708) 555-0100."
    assert page.locator("p.cl-print").inner_text() == f"{contact} Printed from {address}"
    assert page.locator("span.cl-print").inner_text().startswith("https://www.aldercreekpd.example/records/")
    assert page.locator(".cl-digest code").last.is_visible()


# --- what an author or a department might write --------------------------------------------------

HOSTILE = "Bridge <b>closed</b> & \"open\" <script>alert('1')</script>"


@pytest.fixture(scope="session")
def odd(tmp_path_factory: pytest.TempPathFactory, keys: Keys) -> Path:
    """A department with a title full of markup, a home page with its own title, and empty lists."""
    content = {
        **CONTENT,
        "content/index.md": page("Home", "# Welcome to the village\n\nNotices for residents.\n"),
        "content/posts/bridge.md": post(title=json.dumps(HOSTILE), more="pin: true\n"),
    }
    department = found_department(tmp_path_factory.mktemp("odd") / "department", keys, content=content)
    ran = department.build()
    assert ran.code == 0, ran.err
    return department.root / "site"


@pytest.mark.parametrize(
    ("path", "place"),
    [
        pytest.param("posts/bridge/", "h1", id="the post itself"),
        pytest.param("posts/", ".cl-entry__title a[href*=bridge]", id="the index"),
        pytest.param("category/traffic/", ".cl-entry__title a[href*=bridge]", id="a category"),
        pytest.param("", ".cl-urgent .cl-entry__title a", id="the urgent notices of the home page"),
    ],
)
def test_markup_in_a_title_is_text(odd: Path, serve: Serve, watched: Watched, path: str, place: str) -> None:
    watched.page.goto(serve(odd) + path)
    assert watched.page.locator(place).inner_text() == HOSTILE
    assert faults(watched.page) == []
    assert watched.troubles == []


def test_a_home_page_with_a_title_of_its_own_keeps_it_the_only_one(
    odd: Path, serve: Serve, opened: Open
) -> None:
    page = opened(serve(odd))
    assert page.locator("h1").all_inner_texts() == ["Welcome to the village"]
    assert page.locator(".cl-urgent__title").inner_text() == "Important now"


def test_an_empty_list_says_so(odd: Path, serve: Serve, opened: Open) -> None:
    home = serve(odd)
    empty = "Nothing has been published here yet."
    assert opened(f"{home}category/safety/").locator("article").get_by_text(empty).is_visible()
    assert opened(f"{home}category/traffic/").locator("article").get_by_text(empty).count() == 0
    assert opened(f"{home}archive/").locator("article").get_by_text(empty).count() == 0


# --- the means of these tests --------------------------------------------------------------------


def test_the_style_sheet_aligns_what_the_policy_took_the_style_from() -> None:
    assert csp.ALIGNMENT_CSS in (THEME / STYLESHEET).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        pytest.param("<h1>A</h1><p>Text</p>", [], id="nothing"),
        pytest.param("<h1>A</h1><h3>B</h3>", ["h3 after h1"], id="a heading that skips a level"),
        pytest.param("<h2>A</h2><h1>B</h1>", ["h2 after h0"], id="a heading before the first"),
        pytest.param("<h1>A</h1><h1>B</h1>", ["2 first-level headings"], id="two titles"),
        pytest.param("<h1>A</h1><img src=''>", ["an image without alt: "], id="an image without words"),
        pytest.param("<h1>A</h1><p><a href='/x'></a></p>", ["a link without words to /x"], id="a mute link"),
        pytest.param("<h1>A</h1><nav>B</nav>", ["a nav without a name"], id="a landmark without a name"),
        pytest.param("<h1 id=a>A</h1><p id=a>B", ["two elements are #a"], id="one id twice"),
        pytest.param(
            "<h1>A</h1><p style='color:#999'>Pale</p>", ["p Pale has a contrast of 2.8"], id="pale text"
        ),
        pytest.param("<h1 style='color:#888'>Large</h1>", [], id="large text that may be paler"),
        pytest.param(
            "<h1>A</h1><button style='height:20px'>B</button>", ["button B is 20 pixels high"], id="small"
        ),
        pytest.param(
            "<h1>A</h1><p style='width:2000px'>B",
            ["the page scrolls sideways", "p B is cut off"],
            id="wider than the page",
        ),
    ],
)
def test_the_checks_find_what_they_look_for(opened: Open, markup: str, expected: list[str]) -> None:
    page = opened("about:blank")
    page.set_content(f"<!doctype html><main>{markup}</main>")
    assert faults(page, tap=True) == expected
