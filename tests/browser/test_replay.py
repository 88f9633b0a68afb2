"""An exported WARC, read back and served to a real browser: the page as published, nothing from elsewhere."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from tests.browser.conftest import SAMPLE, Open, Serve, Watched
from tests.browser.test_accessibility import violations
from tests.department import run_command
from warcio.archiveiterator import ArchiveIterator

pytestmark = [pytest.mark.browser, pytest.mark.site]
POST = "content/posts/2026/flood-warning-alder-creek.md"
Answer = tuple[int, list[tuple[str, str]], bytes]


@pytest.fixture(scope="session")
def bag(tmp_path_factory: pytest.TempPathFactory, sample: Path) -> Path:
    """What a request for one post of the sample department gets."""
    place = tmp_path_factory.mktemp("bag") / "bag"
    pin = (SAMPLE / "sample-keys/root-pin.txt").read_text(encoding="utf-8").strip()
    arguments = ("records", "export", "--to", str(place), POST, "--site", str(sample), "--no-cache")
    ran = run_command(SAMPLE, "clearance", *arguments, CLEARANCE_ROOT_PIN=pin)
    assert ran.code == 0, ran.err
    return place


def answers(warc: Path) -> dict[str, Answer]:
    """What the archive holds, by path; its addresses are all of one site."""
    found: dict[str, Answer] = {}
    with warc.open("rb") as file:
        for record in ArchiveIterator(file, check_digests="raise"):
            if record.rec_type == "response":
                url = record.rec_headers.get_header("WARC-Target-URI")
                headers = record.http_headers
                data = record.content_stream().read()
                found[urlsplit(url).path] = (int(headers.get_statuscode()), list(headers.headers), data)
    return found


@pytest.fixture
def replayed(bag: Path) -> Iterator[str]:
    """The archive alone, on the loopback address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(answers(bag / "data/website.warc.gz")))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def _handler(archive: Mapping[str, Answer]) -> type[BaseHTTPRequestHandler]:
    class Replay(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, data = archive.get(urlsplit(self.path).path, (404, [], b""))
            self.send_response_only(status)
            for name, value in headers:
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in http.server
            pass

    return Replay


def test_the_page_is_replayed_with_its_text_pictures_and_design(replayed: str, watched: Watched) -> None:
    page = watched.page
    page.goto(f"{replayed}/posts/2026/flood-warning-alder-creek/", wait_until="networkidle")
    assert page.locator("h1").inner_text().startswith("Flood warning")
    picture = page.locator("article img").first
    picture.scroll_into_view_if_needed()
    page.wait_for_function("[...document.querySelectorAll('article img')].every(one => one.naturalWidth > 0)")
    assert page.evaluate("getComputedStyle(document.querySelector('.md-header')).position") == "sticky"
    assert (watched.troubles, watched.hosts) == ([], {"127.0.0.1"})


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_index_and_the_verification_page_are_for_every_reader(
    bag: Path, serve: Serve, opened: Open, scheme: str
) -> None:
    address = serve(bag / "data")
    for name, heading in (("index.html", "Public records of"), ("VERIFY.html", "How to check this export")):
        page = opened(f"{address}{name}", color_scheme=scheme, viewport={"width": 320, "height": 844})
        assert page.locator("h1").inner_text().startswith(heading)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert violations(page) == []
