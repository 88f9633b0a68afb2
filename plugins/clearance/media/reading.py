"""Reads the files of a department: each in a process apart, so that no file can harm the gate."""

from __future__ import annotations

import contextlib
import os
import stat
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from threading import Timer
from types import TracebackType
from typing import Self

from clearance.errors import CannotJudge
from clearance.media import answers, wire
from clearance.media.limits import MAX_ANSWER_BYTES, MAX_FILE_BYTES, WALL_SECONDS
from clearance.media.tesseract import PROGRAM, is_installed
from clearance.media.values import Examined, Mark, Unread
from clearance.model import sha256
from clearance.piped import kill_group, pipe_of

CHANGED = "it changed while it was looked at; run again"
_GAVE_UP = "reading it failed or took too long, as with a file that is broken or made to do harm"


class Reader:
    """A process that reads files, started when it is first needed. Use it in a `with`.

    With `writing` it also reads what is written in pictures; raises CannotJudge when the program
    for that is missing.
    """

    def __init__(self, *, writing: bool = False, wall_seconds: float = WALL_SECONDS) -> None:
        if writing and not is_installed():
            raise CannotJudge(
                f"reading.writing_in_pictures is true, but the program {PROGRAM} is missing; install it "
                "(Debian: apt-get install tesseract-ocr), or have the chief set it to false",
                path="guidelines/department.yml",
            )
        self._writing = writing
        self._wall_seconds = wall_seconds
        self._process: subprocess.Popen[bytes] | None = None

    def examine(self, name: str, data: bytes) -> Examined:
        """All about a file's bytes. Unread for one that can't be read in bounded time and memory."""
        try:
            head, body = self._ask({"do": wire.EXAMINE, "name": name, "writing": self._writing}, data)
            return answers.media_from_json(body) if head.get("is") == "media" else answers.unread_from(head)
        except wire.Garbled:
            self.close()
            return Unread(_GAVE_UP)

    def clean(self, name: str, data: bytes) -> tuple[bytes, tuple[Mark, ...], tuple[Mark, ...]] | Unread:
        """The cleaned bytes, what is gone from them and what is left; see `clean.clean`."""
        try:
            head, body = self._ask({"do": wire.CLEAN, "name": name}, data)
            if head.get("is") != "cleaned":
                return answers.unread_from(head)
            return body, *answers.marks_from_json(head.get("marks"))
        except wire.Garbled:
            self.close()
            return Unread(_GAVE_UP)

    def close(self) -> None:
        """End the process, whatever it is doing."""
        process, self._process = self._process, None
        if process is not None:
            kill_group(process)
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):
                        pipe.close()
            process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _ask(self, question: dict[str, object], data: bytes) -> tuple[dict[str, object], bytes]:
        """The answer, or Garbled: also when the process died, or was killed at the end of its time."""
        if len(data) > MAX_FILE_BYTES:
            return {"message": f"it is larger than {MAX_FILE_BYTES:,} bytes"}, b""
        process = self._running()
        clock = Timer(self._wall_seconds, kill_group, [process])
        clock.start()
        try:
            wire.send(pipe_of(process.stdin), question, data)
            answer = wire.receive(pipe_of(process.stdout), MAX_ANSWER_BYTES + MAX_FILE_BYTES)
        except (OSError, ValueError):
            raise wire.Garbled from None
        finally:
            clock.cancel()
        if answer is None:
            raise wire.Garbled
        return answer

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "clearance.media.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(_library_paths())},
                cwd=os.sep,
                start_new_session=True,
            )
        return self._process


def _library_paths() -> list[str]:
    """Where this process finds its packages; never the folder that it happens to run in."""
    return [path for path in sys.path if os.path.isabs(path)]  # noqa: PTH117 - plain strings in, plain strings out


class Examiner:
    """Examines the files of the department at `root`, each once for its bytes and kind of name.

    With `writing`, also what is written in pictures. Use it in a `with`.
    """

    def __init__(self, root: Path, *, writing: bool = False) -> None:
        self._root = root
        self._writing = writing
        self._reader: Reader | None = None
        self._known: dict[tuple[str, str], Examined] = {}

    def examine(self, files: Mapping[str, str]) -> dict[str, Examined]:
        """What is in each file, of which `files` tells path and SHA-256 digest.

        Unread for a file whose bytes are no longer those of the digest: what was judged is what goes
        out. Raises CannotJudge when the program that reads writing is missing.
        """
        return {path: self._file(path, digest) for path, digest in sorted(files.items())}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._reader is not None:
            self._reader.close()

    def _file(self, path: str, digest: str) -> Examined:
        self._reader = self._reader or Reader(writing=self._writing)
        data = read_bytes(self._root / path)
        if isinstance(data, Unread):
            return data
        if sha256(data) != digest:
            return Unread(CHANGED)
        key = digest, PurePosixPath(path).suffix.lower()
        if key not in self._known:
            self._known[key] = self._reader.examine(path, data)
        return self._known[key]


def read_bytes(place: Path) -> bytes | Unread:
    """A regular file's bytes, no link followed and not more than the limit."""
    try:
        opened = os.open(place, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(opened, "rb") as file:
            if not stat.S_ISREG(os.fstat(opened).st_mode):
                return Unread("it is no regular file")
            data = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        return Unread(f"it can't be opened ({error.strerror})")
    if len(data) > MAX_FILE_BYTES:
        return Unread(f"it is larger than {MAX_FILE_BYTES:,} bytes")
    return data
