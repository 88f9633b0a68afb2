"""The site's own search, as a reader uses it: by keyboard, by touch, without scripts, without its index."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import Serve, Watched
from tests.browser.site_fixtures import faults
from tests.department import Department

pytestmark = [pytest.mark.browser, pytest.mark.site]


@pytest.fixture
def site(built: Department) -> Path:
    """A department with two posts, built and indexed."""
    return built.root / "site"


def words(page: Page) -> None:
    expect(page.get_by_role("searchbox", name="Words to look for")).to_be_focused()


@pytest.mark.parametrize("key", ["/", "Control+k"])
def test_a_notice_is_found_and_opened_by_keyboard_alone(
    site: Path, serve: Serve, watched: Watched, key: str
) -> None:
    page = watched.page
    home = serve(site)
    page.goto(home, wait_until="networkidle")
    page.keyboard.press(key)
    words(page)
    page.keyboard.type("meeting", delay=20)
    link = page.locator(".cl-search__found a")
    expect(link.first).to_have_text("Village meeting")
    expect(page.get_by_role("status")).to_have_text("1 page.")
    page.keyboard.press("ArrowDown")
    expect(link.first).to_be_focused()
    page.keyboard.press("ArrowUp")
    words(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/posts/meeting/")
    assert watched.troubles == []
    assert watched.hosts == {"127.0.0.1"}


def test_escape_closes_it_and_what_is_not_there_is_said(site: Path, serve: Serve, watched: Watched) -> None:
    page = watched.page
    page.goto(serve(site), wait_until="networkidle")
    page.get_by_role("button", name="Search").click()
    page.keyboard.type("xylophone")
    expect(page.get_by_role("status")).to_have_text("Nothing was found. Try fewer or other words.")
    page.keyboard.press("Escape")
    expect(page.locator("dialog.cl-search")).to_be_hidden()
    expect(page.get_by_role("button", name="Search")).to_be_focused()


def test_lists_are_not_among_what_is_found(site: Path, serve: Serve, watched: Watched) -> None:
    page = watched.page
    home = serve(site)
    page.goto(home, wait_until="networkidle")
    page.keyboard.press("/")
    page.keyboard.type("a")
    expect(page.get_by_role("status")).to_contain_text("page")
    found = page.locator(".cl-search__found a").evaluate_all("all => all.map(e => new URL(e.href).pathname)")
    assert found
    assert [path for path in found if path.startswith(("/archive/", "/category/")) or path == "/posts/"] == []


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    with browser.new_context(
        viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True
    ) as context:
        yield context.new_page()


def test_by_touch_on_a_small_phone(site: Path, serve: Serve, phone: Page) -> None:
    phone.goto(serve(site), wait_until="networkidle")
    opener = phone.get_by_role("button", name="Search")
    box = opener.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 44
    opener.tap()
    words(phone)
    phone.keyboard.type("meeting")
    expect(phone.locator(".cl-search__found a").first).to_be_visible()
    assert faults(phone, tap=True) == []
    phone.locator(".cl-search__found a").first.tap()
    phone.wait_for_url("**/posts/meeting/")


def test_without_scripts_there_are_the_lists(site: Path, serve: Serve, browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(serve(site))
        assert page.get_by_role("button", name="Search").count() == 0
        page.locator("header").get_by_role("link", name="All notices").click()
        assert page.locator("h1").inner_text() == "Notices"


def test_without_its_index_it_says_so(site: Path, serve: Serve, browser: Browser, tmp_path: Path) -> None:
    shutil.copytree(site, tmp_path / "site")
    shutil.rmtree(tmp_path / "site/pagefind")
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(serve(tmp_path / "site"), wait_until="networkidle")
        page.keyboard.press("/")
        expect(page.get_by_role("status")).to_have_text("The search is not available right now.")
        page.keyboard.type("meeting")
        expect(page.get_by_role("status")).to_have_text("The search is not available right now.")
        expect(page.get_by_role("link", name="by subject")).to_be_visible()
