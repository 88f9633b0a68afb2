"""What the reading process is asked and answers: a line of JSON with the size of what follows, then that.

It is started anew by each run, so it imports no more than it needs; `answers` reads what it says.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import BinaryIO

from clearance.media.values import Mark, Media

EXAMINE, CLEAN = "examine", "clean"
MAX_HEAD = 1_000_000


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
    """Raises UnicodeEncodeError for a text that is none."""
    return json.dumps(asdict(media), ensure_ascii=False).encode()


def marks_to_json(removed: tuple[Mark, ...], left: tuple[Mark, ...]) -> str:
    return json.dumps([[asdict(mark) for mark in marks] for marks in (removed, left)])
