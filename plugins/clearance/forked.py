"""Processes that are forked from this one, each with a pipe through which it says what comes of its work."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NoReturn


def can_fork() -> bool:
    """Whether this process may be forked: on Linux, where it has no thread but this one."""
    try:
        return sys.platform == "linux" and len([*Path("/proc/self/task").iterdir()]) == 1
    except OSError:
        return False


@dataclass(slots=True)
class Child:
    """A forked process, as its parent sees it. `pipe` is the end from which what it says is read."""

    process: int
    pipe: int
    ended: bool = False

    def read(self) -> tuple[int, bytes]:
        """How the process ended, as `wait` has it, and all that it said until then."""
        with os.fdopen(os.dup(self.pipe), "rb") as pipe:
            said = pipe.read()
        return self.wait(), said

    def wait(self) -> int:
        """How the process ended: its exit code, or minus the signal that ended it. For once.

        0 where this process was started so that it isn't told; what was said must be whole in any case.
        """
        self.ended = True
        os.close(self.pipe)
        try:
            _, status = os.waitpid(self.process, 0)
        except ChildProcessError:
            return 0
        return os.waitstatus_to_exitcode(status)

    def end(self) -> None:
        """Stop the process, if nobody has waited for it yet."""
        if not self.ended:
            with suppress(ProcessLookupError):
                os.kill(self.process, signal.SIGKILL)
            self.wait()


def start(work: Callable[[BinaryIO], object], others: Iterable[Child] = ()) -> Child:
    """A process that does this work, which says what it has to say into what it is given, and ends.

    `others` are this process's children until now. Raises OSError where the system has no room for it.
    """
    child, pipe = fork(others)
    if child is None:
        _live(work, pipe)
    return child


def fork(others: Iterable[Child] = ()) -> tuple[Child | None, int]:
    """Goes on twice: here with the child; and in the child, without one, with the pipe to say something into.

    Raises OSError where the system has no room for another process.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    reading, writing = os.pipe()
    try:
        process = os.fork()
    except OSError:
        os.close(reading)
        os.close(writing)
        raise
    if process:
        os.close(writing)
        return Child(process, reading), -1
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # an interrupted build says so once, by its first process
    for end in (reading, *(other.pipe for other in others if not other.ended)):
        os.close(end)
    return None, writing


def _live(work: Callable[[BinaryIO], object], pipe: int) -> NoReturn:
    """All that the child does. It never returns into what its parent was doing."""
    code = 1
    try:
        with os.fdopen(pipe, "wb") as out:
            work(out)
        code = 0
    finally:
        os._exit(code)
