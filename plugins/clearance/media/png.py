"""A PNG as its chunks: where the picture ends, and the same picture without what isn't picture.

Source: Portable Network Graphics, third edition (W3C), 5 and 11.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from clearance.media.limits import Refused
from clearance.media.orientation import UPRIGHT, exif_block

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_FRAME = 12
_PICTURE = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT "
    b"acTL fcTL fdAT".split()
)
"""the chunks that a picture or its colours are made of"""
TOLD_ELSEWHERE = frozenset((b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"))


@dataclass(frozen=True, slots=True)
class Chunk:
    kind: bytes
    start: int
    end: int


def chunks(data: bytes) -> Iterator[Chunk]:
    """Every chunk up to IEND, its checksum checked. Raises Refused where the chain breaks."""
    at = len(SIGNATURE)
    while True:
        size = int.from_bytes(data[at : at + 4])
        end = at + size + _FRAME
        if end > len(data):
            raise Refused("it is cut off or broken: a chunk of the PNG is not whole")
        kind, body = data[at + 4 : at + 8], data[at + 4 : end - 4]
        if zlib.crc32(body) != int.from_bytes(data[end - 4 : end]):
            raise Refused("it is broken: a checksum of the PNG is wrong")
        yield Chunk(kind, at, end)
        if kind == b"IEND":
            return
        at = end


def length(data: bytes) -> int:
    """How many bytes the picture takes; what follows them is no part of it."""
    return [*chunks(data)][-1].end


def is_unknown(chunk: Chunk) -> bool:
    return chunk.kind not in _PICTURE | TOLD_ELSEWHERE


def cleaned(data: bytes, orientation: int) -> bytes:
    """The same picture: its data and colours byte for byte, and its orientation, and no more."""
    parts = [SIGNATURE]
    for chunk in chunks(data):
        if chunk.kind in _PICTURE:
            parts.append(data[chunk.start : chunk.end])
        if chunk.kind == b"IHDR" and orientation != UPRIGHT:
            parts.append(_chunk(b"eXIf", exif_block(orientation)))
    return b"".join(parts)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4)
