"""A value that another process works out, while this one goes on with something else."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO, Generic, TypeVar

from clearance.errors import CannotJudge
from clearance.forked import Child, can_fork, start

Value = TypeVar("Value")


@contextmanager
def meanwhile(work: Callable[[], Value], *, worth: bool) -> Iterator[Callable[[], Value]]:
    """Gives a function for the value of `work`, as `begin` has it. What nobody asked for is dropped."""
    begun = begin(work, worth=worth)
    try:
        yield begun.value
    finally:
        begun.drop()


def begin(work: Callable[[], Value], *, worth: bool) -> Ahead[Value]:
    """Let another process begin with `work` at once, if that is worth it and the system has room for one;
    else it is done when asked for. The value must be plain data.
    """
    process = None
    if worth and can_fork():
        with suppress(OSError):
            process = start(partial(_tell, work))
    return Ahead(work, process)


@dataclass(slots=True)
class Ahead(Generic[Value]):
    """A value that is on its way: ask for it once, or drop it. Without a process it is worked out here."""

    work: Callable[[], Value]
    process: Child | None = None

    def value(self) -> Value:
        """Waits for it. Raises what the work raises, if that is CannotJudge; any other end of the other
        process is CannotJudge too.
        """
        if self.process is None:
            return self.work()
        code, said = self.process.read()
        if code != 0 or not said:
            raise CannotJudge("a process that worked for this one did not finish; try again")
        found: Value | _Raised = pickle.loads(said)  # noqa: S301 - from a process of our own
        if isinstance(found, _Raised):
            raise CannotJudge(found.message, path=found.path, line=found.line, column=found.column)
        return found

    def drop(self) -> None:
        """Nobody asks for it any more; nothing, where somebody has."""
        if self.process is not None:
            self.process.end()


@dataclass(frozen=True, slots=True)
class _Raised:
    message: str
    path: str
    line: int
    column: int


def _tell(work: Callable[[], object], out: BinaryIO) -> None:
    """All that the other process does."""
    try:
        found = work()
    except CannotJudge as error:
        found = _Raised(error.message, error.path, error.line, error.column)
    pickle.dump(found, out, pickle.HIGHEST_PROTOCOL)
