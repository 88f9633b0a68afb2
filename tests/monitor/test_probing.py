"""Links to other sites, tried on a real server on loopback."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from clearance.monitor.probing import Probed, probe


class _Handler(BaseHTTPRequestHandler):
    def do_HEAD(self) -> None:
        if self.path == "/slow":
            time.sleep(1)
        self.send_response(int(self.path[1:]) if self.path[1:].isdigit() else 200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's own name
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_which_are_dead(site: str) -> None:
    found = probe([f"{site}/fine", f"{site}/ä b?q=ü#x", f"{site}/404", f"{site}/410", "http://127.0.0.1:9/"])
    assert found == Probed(
        {
            f"{site}/404": "answers with status 404",
            f"{site}/410": "answers with status 410",
            "http://127.0.0.1:9/": "does not answer",
        }
    )


@pytest.mark.parametrize("status", [401, 403, 405, 429])
def test_what_is_said_to_programs_alone_is_no_dead_link(site: str, status: int) -> None:
    assert probe([f"{site}/{status}"]) == Probed()


@pytest.mark.parametrize("address", ["http://[", "https:///x", "http://a.example:port/"])
def test_what_is_no_address_does_not_answer(address: str) -> None:
    assert probe([address]) == Probed({address: "does not answer"})


def test_only_so_many_and_only_so_long(site: str) -> None:
    assert probe([f"{site}/404", f"{site}/405"], most=1).untried == (f"{site}/405",)
    assert probe([f"{site}/fine"], seconds=0).untried == (f"{site}/fine",)
    assert probe([f"{site}/slow"], seconds=0.2) == Probed({f"{site}/slow": "does not answer"})
