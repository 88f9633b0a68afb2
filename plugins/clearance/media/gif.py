"""A GIF as its blocks: where the picture ends, and the same picture without what isn't picture.

Source: GIF89a specification (CompuServe, 1990).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from clearance.media.limits import Refused

_HEADER = 13
_EXTENSION, _PICTURE, _TRAILER = 0x21, 0x2C, 0x3B
_CONTROL, _COMMENT, _APPLICATION = 0xF9, 0xFE, 0xFF
_LOOPS = (b"\x0bNETSCAPE2.0", b"\x0bANIMEXTS1.0", b"\x0bICCRGBG1012")
"""application blocks that say how often an animation runs, or its colours"""


@dataclass(frozen=True, slots=True)
class Block:
    """`data[start:end]`. `label` is that of an extension."""

    kind: int
    start: int
    end: int
    label: int = 0


def blocks(data: bytes) -> Iterator[Block]:
    """Every block up to the trailer. Raises Refused where the chain breaks."""
    at = _HEADER + _table(_byte(data, 10))
    while True:
        kind = _byte(data, at)
        if kind == _TRAILER:
            yield Block(kind, at, at + 1)
            return
        if kind == _EXTENSION:
            end, label = _sub_blocks(data, at + 2), _byte(data, at + 1)
        elif kind == _PICTURE:
            end, label = _sub_blocks(data, at + 11 + _table(_byte(data, at + 9))), 0
        else:
            raise Refused("it is broken: a block of the GIF is of no known kind")
        yield Block(kind, at, end, label)
        at = end


def _byte(data: bytes, at: int) -> int:
    if at >= len(data):
        raise Refused("it is cut off: the GIF has no end")
    return data[at]


def _table(flags: int) -> int:
    """Bytes of the colour table that a field of flags announces."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _sub_blocks(data: bytes, at: int) -> int:
    while size := _byte(data, at):
        at += size + 1
    return at + 1


def length(data: bytes) -> int:
    """How many bytes the picture takes; what follows them is no part of it."""
    return [*blocks(data)][-1].end


def is_unknown(data: bytes, block: Block) -> bool:
    """Whether a block is for an application or a text drawn over the picture."""
    return block.kind == _EXTENSION and block.label != _COMMENT and not _is_kept(data, block)


def _is_kept(data: bytes, block: Block) -> bool:
    if block.kind != _EXTENSION or block.label == _CONTROL:
        return True
    return block.label == _APPLICATION and data.startswith(_LOOPS, block.start + 2)


def cleaned(data: bytes) -> bytes:
    """The same pictures and their timing, byte for byte, and no more. A GIF has no orientation."""
    found = [*blocks(data)]
    kept = (data[block.start : block.end] for block in found if _is_kept(data, block))
    return data[: found[0].start] + b"".join(kept)
