"""The process that reads strangers' files: one after the other from its input, within bounds.

A file that exhausts them ends this process, and no other; `reading` tells the file unread and
starts a new one for the next.
"""

from __future__ import annotations

import contextlib
import os
import resource
import sys
from collections.abc import Mapping
from typing import BinaryIO

from clearance.media import wire
from clearance.media.examine import examine
from clearance.media.limits import CPU_SECONDS, MAX_FILE_BYTES, MEMORY_BYTES
from clearance.media.values import Unread

_WRITTEN_BYTES = 10_000_000
_BROKEN = "it is broken, or made in a way that can't be read"


def main() -> None:
    """Answer until the input ends. Nothing that a library prints gets into the answers."""
    _bound()
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    serve(sys.stdin.buffer, answers)


def serve(questions: BinaryIO, answers: BinaryIO) -> None:
    while (asked := wire.receive(questions, MAX_FILE_BYTES)) is not None:
        head, data = asked
        _bound_time()
        answer(answers, head, data)


def answer(answers: BinaryIO, head: Mapping[str, object], data: bytes) -> None:
    """Whatever a reader raises means that the file can't be read."""
    name = str(head.get("name"))
    try:
        if head.get("do") == wire.CLEAN:
            _answer_clean(answers, name, data)
        else:
            _answer_examine(answers, name, data, writing=head.get("writing") is True)
    except Exception:  # noqa: BLE001 - the boundary: libraries raise whatever a broken file leads them to
        wire.send(answers, {"is": "unread", "message": _BROKEN}, b"")


def _answer_examine(answers: BinaryIO, name: str, data: bytes, *, writing: bool) -> None:
    found = examine(name, data, writing=writing)
    if isinstance(found, Unread):
        wire.send(answers, {"is": "unread", "message": found.message}, b"")
    else:
        wire.send(answers, {"is": "media"}, wire.media_to_json(found))


def _answer_clean(answers: BinaryIO, name: str, data: bytes) -> None:
    from clearance.media.clean import clean  # noqa: PLC0415 - with every library, which examining rarely needs

    cleaned = clean(name, data)
    if isinstance(cleaned, Unread):
        wire.send(answers, {"is": "unread", "message": cleaned.message}, b"")
    else:
        marks = wire.marks_to_json(cleaned.removed, cleaned.left)
        wire.send(answers, {"is": "cleaned", "marks": marks}, cleaned.data)


def _bound() -> None:
    """Bounds for the whole process. A system that knows one of them not is bounded by the clock alone."""
    bounds = (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, _WRITTEN_BYTES),
        (resource.RLIMIT_CORE, 0),
    )
    for which, value in bounds:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(which, (value, value))


def _bound_time() -> None:
    """Processor time from now on, for the next file."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + CPU_SECONDS + 1
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (until, resource.getrlimit(resource.RLIMIT_CPU)[1]))


if __name__ == "__main__":
    main()
