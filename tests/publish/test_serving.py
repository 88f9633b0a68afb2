from __future__ import annotations

import threading
import urllib.error
import urllib.request
import webbrowser
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from clearance.errors import CannotJudge
from clearance.publish import serving
from clearance.publish.serving import Address


@pytest.mark.parametrize(
    ("text", "address", "url"),
    [
        ("127.0.0.1:8000", Address("127.0.0.1", 8000), "http://127.0.0.1:8000/"),
        ("localhost:80", Address("localhost", 80), "http://localhost:80/"),
        ("[::1]:8000", Address("::1", 8000), "http://[::1]:8000/"),
        ("127.1.2.3:1", Address("127.1.2.3", 1), "http://127.1.2.3:1/"),
        (":8000", Address("127.0.0.1", 8000), "http://127.0.0.1:8000/"),
        ("8000", Address("127.0.0.1", 8000), "http://127.0.0.1:8000/"),
        ("127.0.0.1:0", Address("127.0.0.1", 0), "http://127.0.0.1:0/"),
        ("127.0.0.1:65535", Address("127.0.0.1", 65535), "http://127.0.0.1:65535/"),
    ],
)
def test_addresses_of_this_machine(text: str, address: Address, url: str) -> None:
    assert (Address.parse(text), address.url) == (address, url)


@pytest.mark.parametrize(
    "text", ["", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x", "a:-1", "127.0.0.1:65536", "a:²"]
)
def test_what_is_no_address(text: str) -> None:
    with pytest.raises(CannotJudge, match="expected HOST:PORT, such as "):
        Address.parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "0.0.0.0:8000",
        "[::]:8000",
        "192.168.1.2:8000",
        "police.example:80",
        "localhost.evil.example:80",
        "::ffff:1.2.3.4:8",
    ],
)
def test_nobody_else_can_be_served(text: str) -> None:
    """A preview shows what isn't cleared."""
    with pytest.raises(CannotJudge, match="is not a loopback address"):
        Address.parse(text)


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a folder with a page, a 404 page, and something beside it."""
    site = tmp_path / "site"
    (site / "about").mkdir(parents=True)
    (site / "about/index.html").write_text("<p>About</p>")
    (site / "404.html").write_text("<p>Not here</p>")
    (tmp_path / "secret.txt").write_text("secret")
    servers: list[ThreadingHTTPServer] = []
    started = threading.Event()

    class Server(ThreadingHTTPServer):
        def serve_forever(self, poll_interval: float = 0.05) -> None:
            servers.append(self)
            started.set()
            super().serve_forever(poll_interval)

    monkeypatch.setattr(serving, "ThreadingHTTPServer", Server)
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    thread = threading.Thread(
        target=serving.serve_folder, args=(site, Address.parse(":0")), kwargs={"open_browser": True}
    )
    thread.start()
    assert started.wait(10)
    address = f"http://127.0.0.1:{servers[0].server_port}/"
    assert opened == [address]
    yield address
    servers[0].shutdown()
    thread.join(10)


def get(address: str, method: str = "GET") -> tuple[int, str]:
    request = urllib.request.Request(address, method=method)  # noqa: S310 - our own loopback address
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 - as above
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_a_site_is_served_as_a_static_host_does(served: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert get(f"{served}about/") == (200, "<p>About</p>")
    assert get(f"{served}nowhere/") == (404, "<p>Not here</p>")
    assert get(f"{served}nowhere/", "HEAD") == (404, "")
    assert get(f"{served}about/", "POST")[0] == 501
    assert capfd.readouterr().err == "", "who looked at what is nobody's business"


@pytest.mark.parametrize(
    "path", ["../secret.txt", "..%2fsecret.txt", "%2e%2e/secret.txt", "about/../../secret.txt"]
)
def test_nothing_beside_the_site_is_served(served: str, path: str) -> None:
    assert get(served + path)[0] == 404


def test_an_address_that_is_taken(served: str, tmp_path: Path) -> None:
    port = served.rsplit(":", 1)[1].strip("/")
    with pytest.raises(CannotJudge, match=f"can't serve at http://127.0.0.1:{port}/: Address already in use"):
        serving.serve_folder(tmp_path, Address("127.0.0.1", int(port)), open_browser=False)
