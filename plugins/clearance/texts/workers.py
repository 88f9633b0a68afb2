"""Many pages at once, in processes that are forked for it.

A worker sends a frame for each page. What it doesn't send is never taken for clean: a worker that
ends before its last page, in whatever way, ends the whole judgement.
"""

from __future__ import annotations

import os
import selectors
import struct
import traceback
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import BinaryIO

from clearance.errors import CannotJudge
from clearance.forked import Child, start

Part = Sequence[int]
"""numbers of pages"""
Work = Callable[[Part], Iterable[tuple[int, bytes]]]
"""Judges these pages, and yields the number of each with its verdict as bytes."""

_FRAME = struct.Struct(">BII")
_VERDICT, _CANNOT_JUDGE, _FAULT, _DONE = range(4)
_CHUNK = 1 << 18
_SEPARATOR = "\0"


class WorkerFault(Exception):
    """A worker ended by an exception that is a fault of ours; `args` hold its traceback."""


def in_workers(parts: Sequence[Part], work: Work) -> Generator[tuple[int, bytes]]:
    """What `work` yields for each of these parts, each in a process of its own, as it comes in.

    Raises CannotJudge where a worker does, or where one was ended from outside; WorkerFault for
    any other exception in one.
    """
    workers: list[_Worker] = []
    try:
        for part in parts:
            workers.append(_begun(part, work, workers))
        yield from _frames(workers)
    finally:
        for worker in workers:
            worker.process.end()


@dataclass(slots=True)
class _Worker:
    """A process that judges pages, those that are left, and what it has sent that hasn't been read yet."""

    process: Child
    left: set[int]
    received: bytearray = field(default_factory=bytearray)
    done: bool = False


def _begun(part: Part, work: Work, others: Iterable[_Worker]) -> _Worker:
    try:
        process = start(partial(_tell, part, work), [other.process for other in others])
    except OSError as error:
        raise CannotJudge(
            f"no further process could be started to read the pages ({error.strerror})"
        ) from None
    return _Worker(process, set(part))


def _tell(part: Part, work: Work, out: BinaryIO) -> None:
    """The whole life of a worker."""
    write = out.write
    try:
        for number, verdict in work(part):
            write(_FRAME.pack(_VERDICT, number, len(verdict)) + verdict)
        write(_FRAME.pack(_DONE, 0, 0))
    except CannotJudge as error:
        told = _SEPARATOR.join((error.message, error.path, str(error.line), str(error.column)))
        _write_text(write, _CANNOT_JUDGE, told)
    except Exception as error:  # noqa: BLE001 - the boundary: told to the parent, whatever it is
        _write_text(write, _FAULT, f"{type(error).__name__}{_SEPARATOR}{traceback.format_exc()}")


def _write_text(write: Callable[[bytes], object], kind: int, text: str) -> None:
    data = text.encode("utf-8", "replace")
    write(_FRAME.pack(kind, 0, len(data)) + data)


# --- in the parent -------------------------------------------------------------------------


def _frames(workers: Sequence[_Worker]) -> Iterator[tuple[int, bytes]]:
    with selectors.DefaultSelector() as selector:
        for worker in workers:
            selector.register(worker.process.pipe, selectors.EVENT_READ, worker)
        while selector.get_map():
            for key, _ in selector.select():
                worker = key.data
                if chunk := os.read(worker.process.pipe, _CHUNK):
                    worker.received += chunk
                    yield from _received(worker)
                else:
                    selector.unregister(worker.process.pipe)
                    _require_whole(worker)


def _received(worker: _Worker) -> Iterator[tuple[int, bytes]]:
    """The verdicts that have come in whole."""
    at = 0
    data = worker.received
    while len(data) - at >= _FRAME.size:
        kind, number, length = _FRAME.unpack_from(data, at)
        begin, at_next = at + _FRAME.size, at + _FRAME.size + length
        if len(data) < at_next:
            break
        body, at = bytes(data[begin:at_next]), at_next
        if kind == _VERDICT:
            worker.left.remove(number)
            yield number, body
        else:
            _take(worker, kind, body)
    del data[:at]


def _take(worker: _Worker, kind: int, body: bytes) -> None:
    text = body.decode("utf-8", "replace")
    if kind == _CANNOT_JUDGE:
        message, path, line, column = text.split(_SEPARATOR)
        raise CannotJudge(message, path=path, line=int(line), column=int(column))
    if kind == _FAULT:
        name, _, trace = text.partition(_SEPARATOR)
        raise WorkerFault(f"{name} in a process that read pages\n{trace}")
    worker.done = True


def _require_whole(worker: _Worker) -> None:
    """Raise CannotJudge unless the worker has sent a verdict on each of its pages."""
    code = worker.process.wait()
    if code == 0 and worker.done and not worker.left:
        return
    how = f"by signal {-code}" if code < 0 else f"with code {code}"
    raise CannotJudge(
        f"a process that read the pages was ended {how} before it had read them all; the machine may be "
        "short of memory. Run again"
    )
