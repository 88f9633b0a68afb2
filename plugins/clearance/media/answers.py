"""What the reading process answered, checked like any input: it has read a stranger's file."""

from __future__ import annotations

from pydantic import TypeAdapter, ValidationError

from clearance.media.values import Mark, Media, Unread
from clearance.media.wire import Garbled

_MEDIA: TypeAdapter[Media] = TypeAdapter(Media)
_MARKS: TypeAdapter[tuple[tuple[Mark, ...], tuple[Mark, ...]]] = TypeAdapter(
    tuple[tuple[Mark, ...], tuple[Mark, ...]]
)


def media_from_json(data: bytes) -> Media:
    """Raises Garbled for anything that is no `Media`."""
    try:
        return _MEDIA.validate_json(data)
    except ValidationError:
        raise Garbled from None


def marks_from_json(value: object) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
    """Raises Garbled for anything else."""
    try:
        return _MARKS.validate_json(str(value))
    except ValidationError:
        raise Garbled from None


def unread_from(head: dict[str, object]) -> Unread:
    return Unread(str(head.get("message", "")))
