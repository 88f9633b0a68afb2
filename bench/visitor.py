"""What a visitor loads: the front page, a post, and the first search, each with an empty cache.

    .venv/bin/python -m bench.visitor SITE POST [WORD]

SITE is a built site, POST the address of a post in it, such as `posts/2016/notice-1/`. Real Chromium, a
server on the loopback address without compression; what gzip would make of each answer stands beside it.
"""

from __future__ import annotations

import gzip
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Page, Response, sync_playwright

CHROMIUM = "/usr/bin/chromium"
_PACKED = (".pagefind", ".pf_meta", ".pf_index", ".pf_fragment", ".png", ".jpg", ".woff2", ".gz")
"""compressed already"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in http.server
        pass


def main() -> None:
    site, post, word = Path(sys.argv[1]), sys.argv[2], (sys.argv[3:] or ["traffic"])[0]
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    home = f"http://127.0.0.1:{server.server_port}/"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name, address in (("front page", home), ("a post", home + post)):
            page, loaded = _opened(browser.new_context().new_page(), address)
            _tell(name, loaded)
        loaded.clear()
        page.keyboard.press("/")
        page.keyboard.type(word)
        page.locator(".cl-search__found a").first.wait_for()
        page.wait_for_load_state("networkidle")
        _tell("the first search", loaded)
        browser.close()
    server.shutdown()


def _opened(page: Page, address: str) -> tuple[Page, list[Response]]:
    loaded: list[Response] = []

    def note(answer: Response) -> None:  # playwright can't take the list's own method
        loaded.append(answer)

    page.on("response", note)
    page.goto(address, wait_until="networkidle")
    return page, loaded


def _tell(name: str, loaded: list[Response]) -> None:
    bodies = [(answer.url, answer.body()) for answer in loaded if answer.ok]
    packed = sum(len(body) if url.endswith(_PACKED) else len(gzip.compress(body)) for url, body in bodies)
    plain = sum(len(body) for _, body in bodies)
    print(
        f"{name:20}{len(bodies):4} requests {plain / 1e3:8.1f} kB {packed / 1e3:8.1f} kB compressed",
        flush=True,
    )


if __name__ == "__main__":
    main()
