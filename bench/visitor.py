"""What a visitor loads: each kind of page with an empty cache, a post afterwards, and the first search.

    .venv/bin/python -m bench.visitor SITE POST [WORD]

SITE is a built site, POST the address of a post in it, such as `posts/2016/notice-1/`. Real Chromium, a
server on the loopback address without compression; what gzip would make of each answer stands beside it.
The rows are those of the tables in `bench/README.md` and `docs/measurements.md`.
"""

from __future__ import annotations

import gzip
import sys
import threading
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
KINDS = {
    "the front page": "",
    "all notices": "posts/",
    "a subject": "category/safety/",
    "a plain page": "contact/",
    "a page that isn't there": "404.html",
}
"""addresses of each kind of page but posts, relative to the site"""
_PACKED = (".pagefind", ".pf_meta", ".pf_index", ".pf_fragment", ".png", ".jpg", ".woff2", ".gz")
"""compressed already"""


@dataclass(frozen=True, slots=True)
class Load:
    """What was asked for, in bytes: as it lies on disk, and as a server that compresses would send it."""

    requests: int
    plain: int
    packed: int

    def __str__(self) -> str:
        return f"| {self.requests} | {self.plain / 1e3:.0f} kB | {self.packed / 1e3:.0f} kB |"


class Counter(SimpleHTTPRequestHandler):
    """A plain server of files that notes what it sent, as (path, body), in its server's `sent`."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in http.server
        pass

    def copyfile(self, source: Any, outputfile: Any) -> None:  # noqa: ANN401 - files, as in http.server
        body = source.read()
        self.server.sent.append((self.path, body))  # type: ignore[attr-defined]  # ours, below
        outputfile.write(body)


class Counting(ThreadingHTTPServer):
    """Serves a built site on the loopback address, until it is left."""

    daemon_threads = True

    def __init__(self, site: Path) -> None:
        super().__init__(("127.0.0.1", 0), partial(Counter, directory=str(site)))
        self.sent: list[tuple[str, bytes]] = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def home(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"

    def since(self) -> Load:
        """What was sent since this was last asked."""
        sent, self.sent = self.sent, []
        packed = sum(len(body) if path.endswith(_PACKED) else len(gzip.compress(body)) for path, body in sent)
        return Load(len(sent), sum(len(body) for _, body in sent), packed)


def visit(server: Counting, context: BrowserContext, address: str) -> tuple[Page, Load]:
    """Open a page: all that is sent for it until it asks for nothing more."""
    page = context.new_page()
    page.goto(server.home + address, wait_until="networkidle")
    return page, server.since()


def first_search(server: Counting, page: Page, word: str) -> Load:
    """What the first search of a visitor loads, by keyboard."""
    page.keyboard.press("/")
    page.keyboard.type(word)
    page.locator(".cl-search__found a").first.wait_for()
    page.wait_for_load_state("networkidle")
    return server.since()


def main() -> None:
    site, post, word = Path(sys.argv[1]), sys.argv[2], (sys.argv[3:] or ["traffic"])[0]
    with Counting(site) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        _tell(browser, server, post, word)
        browser.close()
        server.shutdown()


def _tell(browser: Browser, server: Counting, post: str, word: str) -> None:
    for kind, address in {**KINDS, "a post": post}.items():
        _, load = visit(server, browser.new_context(), address)
        print(f"| {kind} {load}", flush=True)
    context = browser.new_context()
    visit(server, context, "")
    page, load = visit(server, context, post)
    print(f"| a post, after the front page {load}")
    print(f"| the first search {first_search(server, page, word)}")


if __name__ == "__main__":
    main()
