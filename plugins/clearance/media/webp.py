"""A WebP as its chunks: where the picture ends, and the same picture without what isn't picture.

Source: RFC 9649, 2.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from clearance.media.limits import Refused
from clearance.media.orientation import UPRIGHT, exif_block

_HEADER = 12
_PICTURE = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_TOLD_ELSEWHERE = frozenset((b"EXIF", b"XMP "))
_HAS_EXIF, _HAS_XMP = 0x08, 0x04


@dataclass(frozen=True, slots=True)
class Chunk:
    kind: bytes
    start: int
    end: int


def length(data: bytes) -> int:
    """How many bytes the picture takes, by its header; what follows them is no part of it."""
    size = int.from_bytes(data[4:8], "little") + 8
    if size > len(data):
        raise Refused("it is cut off: the WebP is shorter than it says")
    return size


def chunks(data: bytes) -> Iterator[Chunk]:
    """Every chunk, padding included. Raises Refused where the chain breaks."""
    at, whole = _HEADER, length(data)
    while at < whole:
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        end = at + 8 + size + size % 2
        if end > whole:
            raise Refused("it is broken: a chunk of the WebP is not whole")
        yield Chunk(data[at : at + 4], at, end)
        at = end


def is_unknown(chunk: Chunk) -> bool:
    return chunk.kind not in _PICTURE | _TOLD_ELSEWHERE


def cleaned(data: bytes, orientation: int) -> bytes:
    """The same pictures and colours, byte for byte, their orientation, and no more."""
    parts = [_flagged(data, c, orientation) for c in chunks(data) if c.kind in _PICTURE]
    if orientation != UPRIGHT:
        parts.append(_chunk(b"EXIF", exif_block(orientation)))
    body = b"WEBP" + b"".join(parts)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _flagged(data: bytes, chunk: Chunk, orientation: int) -> bytes:
    """The chunk; the extended header no longer announces what was taken out."""
    raw = data[chunk.start : chunk.end]
    if chunk.kind != b"VP8X":
        return raw
    flags = raw[8] & ~(_HAS_EXIF | _HAS_XMP) | (_HAS_EXIF if orientation != UPRIGHT else 0)
    return raw[:8] + bytes((flags,)) + raw[9:]


def _chunk(kind: bytes, body: bytes) -> bytes:
    return kind + len(body).to_bytes(4, "little") + body + b"\0" * (len(body) % 2)
