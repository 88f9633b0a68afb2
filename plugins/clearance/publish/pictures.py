"""Pictures of pages, as a browser shows them on a desktop and on a phone."""

from __future__ import annotations

import functools
import os
import re
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from html import escape
from http.server import ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

from PIL import Image

from clearance.errors import CannotJudge
from clearance.publish.serving import FileHandler

SIZES = {"desktop": (1280, 1600), "phone": (390, 2000)}
"""width and height in CSS pixels; what is further down is not in the picture"""
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_SECONDS = 60
_TRIES = 3
"""A browser under load can take its picture before anything is drawn."""
_FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--hide-scrollbars",
    "--run-all-compositor-stages-before-draw",
    "--virtual-time-budget=5000",  # milliseconds for the page to load in; it takes as little as it needs
)
_FRAMED = "clearance-size"
# A window can't be as narrow as a phone; a frame in it can.
_FRAME = """<!doctype html><meta charset="utf-8">
<style>body {{ margin: 0 }} iframe {{ border: 0; display: block }}</style>
<iframe src="{address}" width="{width}" height="{height}"></iframe>
"""


def browser() -> str:
    """The program that takes the pictures. Raises CannotJudge where there is none."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), "")
    if not found:
        raise CannotJudge(f"no browser was found; install Chromium (one of {', '.join(BROWSERS)})")
    return found


def take_pictures(site: Path, pages: Mapping[str, str], folder: Path) -> list[Path]:
    """A picture of each page in each size. `pages` maps paths to addresses below the site's top."""
    program = browser()
    folder.mkdir(parents=True, exist_ok=True)
    taken: list[Path] = []
    with _served(site) as base, tempfile.TemporaryDirectory(prefix="clearance-") as profile:
        for path, place in pages.items():
            for size in SIZES:
                file = folder / f"{_plain(path)}-{size}.png"
                _take(program, f"{base}{place}", size, file, Path(profile))
                taken.append(file)
    return taken


def _take(program: str, address: str, size: str, file: Path, profile: Path) -> None:
    width, height = SIZES[size]
    as_root = ("--no-sandbox",) if os.geteuid() == 0 else ()
    command = [
        *(program, *_FLAGS, *as_root),
        f"--user-data-dir={profile}",
        f"--window-size={width},{height}",
        f"--screenshot={file.absolute()}",
        f"{address}?{urlencode({_FRAMED: size})}",
    ]
    for _ in range(_TRIES):
        try:
            subprocess.run(command, capture_output=True, check=False, timeout=_SECONDS)
        except subprocess.TimeoutExpired:
            raise CannotJudge(
                f"the browser took no picture within {_SECONDS} seconds", path=address
            ) from None
        if _shows_something(file):
            return
    file.unlink(missing_ok=True)
    raise CannotJudge(f"{program} took no picture", path=address)


def _shows_something(file: Path) -> bool:
    """Whether the picture is there, and has more than one colour."""
    try:
        with Image.open(file) as picture:
            darkest, lightest = picture.convert("L").getextrema()
            return darkest != lightest
    except OSError:
        return False


class _Handler(FileHandler):
    """The site, and each of its pages in a frame of one size as well."""

    def do_GET(self) -> None:  # noqa: N802 - the library's own name
        place, _, query = self.path.partition("?")
        size = dict(parse_qsl(query)).get(_FRAMED, "")
        if size not in SIZES:
            super().do_GET()
            return
        width, height = SIZES[size]
        body = _FRAME.format(address=escape(place), width=width, height=height).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def _served(site: Path) -> Iterator[str]:
    """The site on loopback, until the block ends; the address of its top."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Handler, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _plain(path: str) -> str:
    """A file's name for a page's path."""
    return re.sub(r"[^a-z0-9]+", "-", path.removeprefix("content/").removesuffix(".md").lower()).strip("-")
