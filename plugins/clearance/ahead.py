"""A value that another process works out, while this one goes on with something else."""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from clearance.errors import CannotJudge

Value = TypeVar("Value")


def can_fork() -> bool:
    """Whether this process may be forked: on Linux, where it has no thread but this one."""
    try:
        return sys.platform == "linux" and len([*Path("/proc/self/task").iterdir()]) == 1
    except OSError:
        return False


@contextmanager
def meanwhile(work: Callable[[], Value], *, worth: bool) -> Iterator[Callable[[], Value]]:
    """Gives a function for the value of `work`, as `begin` has it. What nobody asked for is dropped."""
    begun = begin(work, worth=worth)
    try:
        yield begun.value
    finally:
        begun.drop()


def begin(work: Callable[[], Value], *, worth: bool) -> Ahead[Value]:
    """Let another process begin with `work` at once, if that is worth it; else it is done when asked for.

    The value must be plain data.
    """
    return Ahead(work, *(_forked(work) if worth and can_fork() else ()))


@dataclass(slots=True)
class Ahead(Generic[Value]):
    """A value that is on its way: ask for it once, or drop it. Without a process it is worked out here."""

    work: Callable[[], Value]
    process: int = 0
    pipe: int = -1

    def value(self) -> Value:
        """Waits for it. Raises what the work raises, if that is CannotJudge; any other end of the other
        process is CannotJudge too.
        """
        if not self.process:
            return self.work()
        with os.fdopen(self.pipe, "rb") as pipe:
            said = pipe.read()
        _, status = os.waitpid(self.process, 0)
        self.process = 0
        if status != 0 or not said:
            raise CannotJudge("a process that worked for this one did not finish; try again")
        found: Value | _Raised = pickle.loads(said)  # noqa: S301 - from a process of our own
        if isinstance(found, _Raised):
            raise CannotJudge(found.message, path=found.path, line=found.line, column=found.column)
        return found

    def drop(self) -> None:
        """Nobody asks for it any more; nothing, where somebody has."""
        if not self.process:
            return
        os.close(self.pipe)
        with suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        self.process = 0


def _forked(work: Callable[[], object]) -> tuple[int, int]:
    """The process that works, and the pipe through which it tells what comes of it."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(reading)
        _work(work, writing)
    os.close(writing)
    return process, reading


@dataclass(frozen=True, slots=True)
class _Raised:
    message: str
    path: str
    line: int
    column: int


def _work(work: Callable[[], object], pipe: int) -> None:
    """All that the other process does."""
    code = 1
    try:
        try:
            found = work()
        except CannotJudge as error:
            found = _Raised(error.message, error.path, error.line, error.column)
        with os.fdopen(pipe, "wb") as out:
            out.write(pickle.dumps(found, pickle.HIGHEST_PROTOCOL))
        code = 0
    finally:
        os._exit(code)
