"""Built sites and a live preview for the browser, and what a reader would find wrong with a page."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

FAULTS = (Path(__file__).parent / "faults.js").read_text(encoding="utf-8")
PATIENCE_S = 60


def faults(page: Page, *, tap: bool = False) -> list[str]:
    """What is wrong with how the page reads: room, structure, names, contrast."""
    found: list[str] = page.evaluate(FAULTS, {"tap": tap})
    return found


@dataclass(frozen=True)
class Preview:
    """A running `clearance serve`, and the department that it shows."""

    url: str
    root: Path

    def write(self, path: str, text: str) -> None:
        (self.root / path).write_text(text, encoding="utf-8")

    def read(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8")


@contextmanager
def preview_of(root: Path) -> Iterator[Preview]:
    """Serve the department at `root` on a free port of the loopback address."""
    command = Path(sys.executable).parent / "clearance"
    preview = Preview(f"http://127.0.0.1:{_free_port()}/", root)
    address = preview.url.removeprefix("http://").rstrip("/")
    with (root.parent / "serve.log").open("wb") as log:
        process = subprocess.Popen(
            [str(command), "serve", "--addr", address, "--root", str(root)],
            env={**os.environ, "NO_MKDOCS_2_WARNING": "true"},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            _await_answer(preview.url, process, root.parent / "serve.log")
            yield preview
        finally:
            process.terminate()
            process.wait(PATIENCE_S)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _await_answer(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text(encoding="utf-8")
        try:
            urllib.request.urlopen(url, timeout=PATIENCE_S).close()  # noqa: S310 - our own loopback server
        except urllib.error.URLError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(log.read_text(encoding="utf-8"))
