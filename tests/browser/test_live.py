"""The live page of an incident in a real Chromium: it renews itself, and says so when it can't (1021.4.1)."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.conftest import Open, Watched, _Quiet
from tests.browser.site_fixtures import faults
from tests.browser.test_accessibility import HEIGHT, PHONE, PICTURES, violations, without_scripts
from tests.department import Department
from tests.incidents.story import NUMBER, begin

pytestmark = [pytest.mark.browser, pytest.mark.site]

LIVE = f"incidents/{NUMBER}/"
POST = f"posts/incidents/{NUMBER}/"
STEP_S = 5
PALETTE = """\
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
      toggle: {icon: material/weather-night, name: Switch to dark colours}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      toggle: {icon: material/weather-sunny, name: Switch to light colours}
"""
LONG = "Residents of the streets named below can go home at noon, and not before.\n\n" * 6
TABLE = "| Street | Open from |\n|---|---|\n| Mill Street, from First to Third Avenue | 3 p.m. |\n"


@dataclass(frozen=True)
class Sites:
    """One incident at four times: with three updates, a fourth one, a correction and a withdrawal, closed."""

    folder: Path

    def at(self, name: str) -> Path:
        return self.folder / name


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory, founded: Department) -> Sites:
    folder = tmp_path_factory.mktemp("incident")
    shutil.copytree(founded.root, folder / "department", symlinks=True)
    department = replace(founded, root=folder / "department")
    department.replace("mkdocs.yml", "  font: false\n", f"  font: false\n{PALETTE}")
    story = begin(department)
    story.open()
    for number, text in ((1, LONG), (2, f"## Which streets\n\n{TABLE}"), (3, LONG)):
        story.wait(9)
        story.update(f"n{number}", text, title=f"Update number {number}, what is known by now")
    story.build(folder / "three")
    story.wait(9)
    story.update("n4", LONG, title="The street is open again")
    story.build(folder / "four")
    story.wait(1)
    story.department.replace(f"content/{POST}n3.md", "at noon", "at one")
    note = f"  changes: [{{date: {story.now.isoformat()}, note: The hour}}]\n"
    story.department.replace(f"content/{POST}n3.md", "  incident:", f"{note}  incident:")
    story.department.commit("content", at=story.now)
    story.approve(f"content/{POST}n3.md", by="sgt")
    story.withdraw(f"content/{POST}n4.md", by="lt")
    story.build(folder / "withdrawn")
    story.close(by="sgt")
    story.build(folder / "closed")
    return Sites(folder)


@dataclass
class Server:
    """Shows the site at one of its times, on one port, and can be away."""

    sites: Sites
    shown: Path
    running: list[ThreadingHTTPServer] = field(default_factory=list)
    port: int = 0

    def show(self, name: str) -> None:
        shutil.rmtree(self.shown, ignore_errors=True)
        shutil.copytree(self.sites.at(name), self.shown)

    def start(self) -> None:
        handler = partial(_Quiet, directory=str(self.shown))
        server = ThreadingHTTPServer(("127.0.0.1", self.port), handler)
        server.daemon_threads = True
        self.port = server.server_port
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.running.append(server)

    def stop(self) -> None:
        for server in self.running:
            server.shutdown()
            server.server_close()
        self.running.clear()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/{LIVE}"


@pytest.fixture
def server(sites: Sites, tmp_path: Path) -> Iterator[Server]:
    served = Server(sites, tmp_path / "shown")
    served.show("three")
    served.start()
    yield served
    served.stop()


@pytest.fixture
def page(watched: Watched, server: Server) -> Page:
    """The live page with a clock that the test moves."""
    watched.page.clock.install()
    watched.page.goto(server.url)
    return watched.page


def checked(page: Page) -> Locator:
    return page.locator(".cl-live__checked")


def titles(page: Page) -> Locator:
    return page.locator(".cl-update__title")


def asked_of(page: Page) -> list[str]:
    """How often the page asks for itself from now on."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.url.endswith(LIVE) else None)
    return asked


def top(item: Locator) -> float:
    box = item.bounding_box()
    assert box is not None
    return box["y"]


def wait(page: Page, seconds: int) -> None:
    """In small steps: what is asked for meanwhile is answered in real time."""
    for _ in range(0, seconds, STEP_S):
        page.clock.run_for(STEP_S * 1000)
        page.wait_for_timeout(30)


# --- what it does ------------------------------------------------------------------------------


def test_it_says_when_it_was_checked_and_how_old_times_are(page: Page, watched: Watched) -> None:
    expect(checked(page)).to_contain_text("This page renews itself. Checked at ")
    expect(page.locator(".cl-live__still")).to_be_hidden()
    expect(page.locator(".cl-live__state .cl-ago").first).to_contain_text("(")
    assert watched.troubles == []
    assert watched.hosts == {"127.0.0.1"}


def test_a_new_update_comes_in_without_moving_what_is_read(
    page: Page, server: Server, watched: Watched
) -> None:
    read = page.locator(f"#incidents-{NUMBER}-n2")
    read.scroll_into_view_if_needed()
    page.evaluate("scrollBy({top: 250, behavior: 'instant'})")
    link = read.locator("a").first
    link.focus()
    page.evaluate("scrollBy({top: 30, behavior: 'instant'})")
    before = top(read)
    server.show("four")
    wait(page, 40)
    expect(titles(page)).to_have_count(4)
    assert abs(top(read) - before) < 1
    assert link.evaluate("link => link === document.activeElement")
    expect(page.locator(".cl-live__news")).to_have_text("New: The street is open again.")
    expect(titles(page).first).to_have_text("The street is open again")
    assert watched.troubles == []


def test_a_correction_and_a_withdrawal_come_in(page: Page, server: Server) -> None:
    server.show("four")
    wait(page, 40)
    expect(titles(page)).to_have_count(4)
    server.show("withdrawn")
    wait(page, 40)
    expect(titles(page)).to_have_count(3)
    expect(page.locator(".cl-update").first).to_contain_text("What it said no longer holds.")
    expect(page.locator(f"#incidents-{NUMBER}-n3")).to_contain_text("go home at one")
    expect(page.locator(".cl-live__news")).to_contain_text("An update was withdrawn")
    expect(page.locator(".cl-live__news")).to_contain_text("Corrected: Update number 3")


def test_it_tells_when_the_connection_is_gone_and_back(page: Page, server: Server) -> None:
    server.stop()
    wait(page, 40)
    expect(checked(page)).to_contain_text("Connection lost. Last checked at ")
    expect(checked(page)).to_have_attribute("role", "alert")
    page.screenshot(path=PICTURES / "live-lost-1280.png")
    server.show("four")
    server.start()
    wait(page, 80)
    expect(checked(page)).to_contain_text("This page renews itself.")
    expect(titles(page)).to_have_count(4)


def test_it_asks_less_often_while_nobody_answers(page: Page, server: Server) -> None:
    asked = asked_of(page)
    server.stop()
    for _ in range(40):
        wait(page, 30)
    assert 3 <= len(asked) <= 9, "in 20 minutes"


def test_it_stops_when_the_incident_is_closed(page: Page, server: Server) -> None:
    server.show("closed")
    wait(page, 40)
    expect(page.locator(".cl-live__badge strong")).to_have_text("Closed")
    expect(checked(page)).to_contain_text("nothing new will come")
    expect(page.locator(".cl-live__news")).to_contain_text("The incident is closed")
    asked = asked_of(page)
    wait(page, 600)
    assert asked == []


def test_it_waits_while_nobody_looks(page: Page, server: Server) -> None:
    asked = asked_of(page)
    page.evaluate(
        "Object.defineProperty(document, 'hidden', {get: () => window.away, configurable: true});"
        "window.away = true; document.dispatchEvent(new Event('visibilitychange'))"
    )
    wait(page, 600)
    assert asked == []
    server.show("four")
    page.evaluate("window.away = false; document.dispatchEvent(new Event('visibilitychange'))")
    expect(titles(page)).to_have_count(4)


def test_without_scripts_it_tells_its_time_and_how_to_renew_it(opened: Open, server: Server) -> None:
    page = opened(server.url, java_script_enabled=False)
    expect(page.locator(".cl-live__still")).to_contain_text("This page is as of ")
    expect(page.locator(".cl-live__still a")).to_have_attribute("href", "./")
    expect(checked(page)).to_be_hidden()
    expect(titles(page)).to_have_count(3)
    server.show("four")
    page.reload()
    expect(titles(page)).to_have_count(4)


# --- how it reads ------------------------------------------------------------------------------

KINDS = {
    "open": ("three", LIVE),
    "withdrawn": ("withdrawn", LIVE),
    "closed": ("closed", LIVE),
    "front": ("three", ""),
    "older-post": ("three", f"{POST}n1/"),
    "list": ("closed", "incidents/"),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_and_it_fits(opened: Open, server: Server, kind: str, scheme: str) -> None:
    name, address = KINDS[kind]
    server.show(name)
    page = opened(
        server.url.replace(LIVE, address),
        color_scheme=scheme,
        reduced_motion="reduce",
        viewport={"width": PHONE, "height": HEIGHT},
    )
    for width in (PHONE, 1280):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.screenshot(path=PICTURES / f"live-{kind}-{scheme}-{width}.png", full_page=True)
        assert violations(page) == []
        assert faults(page, tap=width == PHONE) == []


def test_axe_finds_nothing_without_scripts(opened: Open, server: Server) -> None:
    page = opened("about:blank", viewport={"width": PHONE, "height": HEIGHT})
    page.route("**/*", without_scripts)
    page.goto(server.url)
    page.screenshot(path=PICTURES / f"live-still-{PHONE}.png", full_page=True)
    assert page.locator(".cl-live__still").is_visible()
    assert violations(page) == []
