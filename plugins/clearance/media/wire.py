"""What the reading process is asked and answers: a line of JSON with the size of what follows, then that.

The answer is checked like any input: the process that wrote it has read a stranger's file.
"""

from __future__ import annotations

import json
from typing import BinaryIO

from pydantic import TypeAdapter, ValidationError

from clearance.media.values import Mark, Media, Unread

EXAMINE, CLEAN = "examine", "clean"
MAX_HEAD = 1_000_000

_MEDIA: TypeAdapter[Media] = TypeAdapter(Media)
_MARKS: TypeAdapter[tuple[tuple[Mark, ...], tuple[Mark, ...]]] = TypeAdapter(
    tuple[tuple[Mark, ...], tuple[Mark, ...]]
)


class Garbled(Exception):
    """The other side did not say what was agreed."""


def send(pipe: BinaryIO, head: dict[str, object], body: bytes) -> None:
    """Write one message, whole."""
    pipe.write(json.dumps({**head, "size": len(body)}).encode() + b"\n")
    pipe.write(body)
    pipe.flush()


def receive(pipe: BinaryIO, limit: int) -> tuple[dict[str, object], bytes] | None:
    """Read one message; None at the end of the pipe. Raises Garbled for one that is none, or too long."""
    line = pipe.readline(MAX_HEAD)
    if not line:
        return None
    try:
        head = json.loads(line)
    except ValueError:
        raise Garbled from None
    size = head.get("size") if isinstance(head, dict) else None
    if not isinstance(size, int) or not 0 <= size <= limit:
        raise Garbled
    body = pipe.read(size)
    if len(body) != size:
        raise Garbled
    return head, body


def media_to_json(media: Media) -> bytes:
    return _MEDIA.dump_json(media)


def media_from_json(data: bytes) -> Media:
    """Raises Garbled for anything that is no `Media`."""
    try:
        return _MEDIA.validate_json(data)
    except ValidationError:
        raise Garbled from None


def marks_to_json(removed: tuple[Mark, ...], left: tuple[Mark, ...]) -> str:
    return _MARKS.dump_json((removed, left)).decode()


def marks_from_json(value: object) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
    """Raises Garbled for anything else."""
    try:
        return _MARKS.validate_json(str(value))
    except ValidationError:
        raise Garbled from None


def unread_from(head: dict[str, object]) -> Unread:
    return Unread(str(head.get("message", "")))
