"""Serving on this machine: the live preview, and a built site as the public would get it."""

from __future__ import annotations

import functools
import ipaddress
import os
import webbrowser
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import click

from clearance.errors import CannotJudge
from clearance.publish.generator import choose
from clearance.publish.keeping import VARIABLE
from clearance.site_config import CONFIG_FILE

MAX_PORT = 65535


@dataclass(frozen=True, slots=True)
class Address:
    host: str
    port: int

    @classmethod
    def parse(cls, text: str) -> Address:
        """Read `HOST:PORT`. Only loopback: previews show what is not cleared, and this is no web server."""
        host, _, port = text.rpartition(":")
        if not port.isdecimal() or not 0 <= int(port) <= MAX_PORT:
            raise CannotJudge(f"--addr is {text!r}; expected HOST:PORT, such as 127.0.0.1:8000")
        bare = host.strip("[]") or "127.0.0.1"
        if bare != "localhost" and not _is_loopback(bare):
            raise CannotJudge(
                f"{bare} is not a loopback address; serve on 127.0.0.1 and put a web server before it"
            )
        return cls(bare, int(port))

    @property
    def url(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}/"


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def serve_preview(root: Path, address: Address, *, open_browser: bool, cache: Path | None) -> None:
    """Serve every page with its state and findings, rebuilt on each change, until interrupted."""
    choose()
    os.environ[VARIABLE] = str(cache or "")  # the generator makes the plugin, which asks there
    from mkdocs.commands.serve import serve  # noqa: PLC0415 - only after the generator is chosen

    click.echo(f"Preview: open {address.url} (it shows drafts and uncleared pages; Ctrl-C ends it)")
    serve(
        str(root / CONFIG_FILE),
        dev_addr=f"{address.host}:{address.port}",
        open_in_browser=open_browser,
    )


class FileHandler(SimpleHTTPRequestHandler):
    """Files as a static host serves them, with its 404 page."""

    def log_message(self, *_: object) -> None:
        """Say nothing: who looked at what is nobody's business."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():  # noqa: PLR2004 - HTTP's own number
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def serve_folder(site: Path, address: Address, *, open_browser: bool) -> None:
    """Serve a built site until interrupted. Raises CannotJudge when the address is taken."""
    handler = functools.partial(FileHandler, directory=str(site))
    try:
        server = ThreadingHTTPServer((address.host, address.port), handler)
    except OSError as error:
        raise CannotJudge(f"can't serve at {address.url}: {error.strerror}") from None
    url = Address(address.host, server.server_port).url
    with server:
        click.echo(f"Open {url} (Ctrl-C ends it)")
        if open_browser:
            webbrowser.open(url)
        server.serve_forever()
