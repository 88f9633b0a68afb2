"""The index of the site's own search, made by Pagefind from the finished pages.

Only what stands in an element with `data-pagefind-body` is found: posts and pages, no lists. The
index holds words of the pages, so it must never outlive one that was taken down or corrected.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from html import escape
from pathlib import Path
from threading import Event, Timer
from typing import IO

from selectolax.lexbor import LexborHTMLParser, LexborNode

from clearance.errors import CannotJudge
from clearance.piped import kill_group, pipe_of

FOLDER = "pagefind"
"""of the site, where the index lies"""

_TIMEOUT = 600
"""seconds"""
_UNANSWERED = 32
"""pages that Pagefind is told before it has answered: it reads some while we make others ready"""
_MARK = "data-pagefind-body"
_OF_PAGEFINDS_OWN_PAGES = ("pagefind-*ui.*", "pagefind-highlight.js")
"""ready-made pages to search on, none of which is ours"""


def build_index(site: Path, folder: Path) -> None:
    """Index a finished site into a new folder elsewhere: the same pages give the same files.

    Raises CannotJudge when the program is missing, fails, or takes too long; the folder is gone then.
    """
    try:
        _index(site, folder)
        for pattern in _OF_PAGEFINDS_OWN_PAGES:
            for path in folder.glob(pattern):
                path.unlink()
    except (CannotJudge, OSError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, CannotJudge):
            raise
        raise CannotJudge(f"the search index can't be written ({error.strerror})") from None


def _index(site: Path, folder: Path) -> None:
    """Tell Pagefind the pages in the order of their addresses.

    A folder that it walks by itself it takes in the order of the file system, which differs from one to the
    next, and with it the index.
    """
    with _service(site) as service:
        service.ask("NewIndex", config={})
        for page in sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html")):
            if words := _searched((site / page).read_bytes()):
                service.ask("AddFile", index_id=0, file_path=page, url=None, file_contents=words)
        service.ask("WriteFiles", index_id=0, output_path=str(folder))
        service.hear_all()
    if not (folder / "pagefind.js").is_file():
        raise CannotJudge("pagefind made no search index: it gave no reason")


def _searched(page: bytes) -> str:
    """A page of what is searched, with its language and its heading; nothing where nothing is.

    Less than half of a page, so that Pagefind has less than half to read.
    """
    if _MARK.encode() not in page:
        return ""
    tree = LexborHTMLParser(page)
    bodies = tree.css(f"[{_MARK}]")
    heading = tree.css_first("h1")
    above = heading.html if heading is not None and not _within(heading) else ""
    language = escape((tree.root.attributes.get("lang") if tree.root else None) or "")
    words = "\n".join([above or "", *(body.html or "" for body in bodies)])
    return f'<html lang="{language}"><body>{words}</body></html>'


def _within(node: LexborNode) -> bool:
    """Whether an element around it is searched."""
    around = node.parent
    while around is not None:
        if _MARK in around.attributes:
            return True
        around = around.parent
    return False


# --- the program -------------------------------------------------------------------------------


class _Broken(Exception):
    """The program ended early, or said what is no answer."""


@dataclass(slots=True)
class _Service:
    """Pagefind's service: messages in base64 to its standard input, an answer to each from its output.

    Both methods raise CannotJudge where an answer is a refusal, and _Broken where none comes.
    """

    asking: IO[bytes]
    answering: IO[bytes]
    asked: int = 0
    answered: int = 0
    heard: bytes = b""
    """of the next answer"""

    def ask(self, kind: str, **said: object) -> None:
        """The answers to all but the last few questions are waited for."""
        self.asked += 1
        message = {"message_id": self.asked, "payload": {"type": kind, **said}}
        try:
            self.asking.write(b64encode(json.dumps(message).encode()) + b",")
            self.asking.flush()
        except OSError:
            raise _Broken from None
        while self.asked - self.answered > _UNANSWERED:
            self._hear()

    def hear_all(self) -> None:
        while self.answered < self.asked:
            self._hear()

    def _hear(self) -> None:
        said = os.read(self.answering.fileno(), 1 << 16)
        if not said:
            raise _Broken
        *answers, self.heard = (self.heard + said).split(b",")
        for answer in answers:
            try:
                payload = json.loads(b64decode(answer))["payload"]
                refusal = payload["message"] if payload["type"] == "Error" else ""
            except (ValueError, LookupError, TypeError):
                raise _Broken from None
            if refusal:
                raise CannotJudge(f"pagefind made no search index: {refusal}")
        self.answered += len(answers)


@contextmanager
def _service(site: Path) -> Iterator[_Service]:
    """Raises CannotJudge where the program ends early, makes no sense, or takes too long."""
    late = Event()

    def stop() -> None:
        late.set()
        kill_group(process)

    with tempfile.TemporaryFile() as complaints:
        process = subprocess.Popen(
            [_program(), "--service"],
            cwd=site,
            env={"LC_ALL": "C"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            start_new_session=True,
        )
        clock = Timer(_TIMEOUT, stop)
        clock.start()
        try:
            yield _Service(pipe_of(process.stdin), pipe_of(process.stdout))
        except _Broken:
            if late.is_set():
                raise CannotJudge(f"the search index was not ready after {_TIMEOUT} seconds") from None
            complaints.seek(0)
            said = complaints.read().decode(errors="backslashreplace").strip().splitlines()
            raise CannotJudge(
                f"pagefind made no search index: {(said or ['it gave no reason'])[-1]}"
            ) from None
        finally:
            clock.cancel()
            clock.join()
            kill_group(process)
            with suppress(OSError):  # what it was not told any more
                process.communicate()


def _program() -> str:
    try:
        from pagefind_bin import get_executable  # noqa: PLC0415 - looks for the program when imported

        return str(get_executable())
    except (ImportError, FileNotFoundError):
        raise CannotJudge("the program pagefind is not installed here; install pagefind_bin") from None
