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
from typing import Any, TypeVar

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
    """Gives a function for the value of `work`, which another process begins at once if that is worth it.

    The value must be plain data. The function raises what `work` raises, if that is CannotJudge;
    any other end of the other process is CannotJudge too. A value that nobody asked for is dropped.
    """
    begun = _Begun.fork(work) if worth and can_fork() else None
    try:
        yield begun.value if begun else work
    finally:
        if begun:
            begun.drop()


@dataclass(slots=True)
class _Begun:
    process: int
    pipe: int
    ended: bool = False

    @classmethod
    def fork(cls, work: Callable[[], object]) -> _Begun:
        reading, writing = os.pipe()
        process = os.fork()
        if process == 0:
            os.close(reading)
            _work(work, writing)
        os.close(writing)
        return cls(process, reading)

    def value(self) -> Any:  # noqa: ANN401 - what the work gave
        with os.fdopen(self.pipe, "rb") as pipe:
            said = pipe.read()
        _, status = os.waitpid(self.process, 0)
        self.ended = True
        if status != 0 or not said:
            raise CannotJudge("a process that read for this one did not finish; try again")
        found = pickle.loads(said)  # noqa: S301 - from a process of our own
        if isinstance(found, _Raised):
            raise CannotJudge(found.message, path=found.path, line=found.line, column=found.column)
        return found

    def drop(self) -> None:
        if self.ended:
            return
        os.close(self.pipe)
        with suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)


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
