"""A real Chromium, a loopback server for a finished site, and a watch on what the page does."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright
from tests.department import run_command

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_REPORT_VIOLATIONS = """
addEventListener("securitypolicyviolation", event => console.error(
    `policy: ${event.effectiveDirective} refused ${event.blockedURI || "inline"} ${event.sample}`));
"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in http.server
        pass


Serve = Callable[[Path], str]
Open = Callable[..., Page]
SAMPLE = Path(__file__).parents[2]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Serve a folder on the loopback address; returns its address, ending in a slash."""
    servers: list[ThreadingHTTPServer] = []

    def start(folder: Path) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@dataclass(slots=True)
class Watched:
    """A page, what went wrong in it, and every host that it asked for something."""

    page: Page
    troubles: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)


def _note_failure(seen: Watched, request: Request) -> None:
    """What the page itself gave up, since the reader went on, is no trouble."""
    if request.failure != "net::ERR_ABORTED":
        seen.troubles.append(f"{request.url} failed: {request.failure}")


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    """A new page whose policy violations, console errors, failed requests and hosts are noted."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        context.add_init_script(_REPORT_VIOLATIONS)
        seen = Watched(context.new_page())
        seen.page.on(
            "console", lambda m: seen.troubles.append(m.text) if m.type in {"error", "warning"} else None
        )
        seen.page.on("pageerror", lambda error: seen.troubles.append(str(error)))
        seen.page.on("requestfailed", lambda request: _note_failure(seen, request))
        context.on("request", lambda request: seen.hosts.add(urlsplit(request.url).hostname or ""))
        yield seen


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample department's site, built once."""
    site = tmp_path_factory.mktemp("sample") / "site"
    pin = (SAMPLE / "sample-keys/root-pin.txt").read_text(encoding="utf-8").strip()
    ran = run_command(SAMPLE, "clearance", "build", "--site-dir", str(site), CLEARANCE_ROOT_PIN=pin)
    assert ran.code == 0, ran.err
    return site


@pytest.fixture
def home(sample: Path, serve: Serve) -> str:
    return serve(sample)


@pytest.fixture
def opened(browser: Browser) -> Iterator[Open]:
    """A new page with settings of the browser's context, such as its colour scheme."""
    contexts: list[BrowserContext] = []

    def start(url: str, **settings: object) -> Page:
        contexts.append(browser.new_context(**settings))  # type: ignore[arg-type]  # named by each test
        new = contexts[-1].new_page()
        new.goto(url)
        return new

    yield start
    for context in contexts:
        context.close()
