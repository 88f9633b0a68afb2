"""HEIF and AVIF as their boxes: where the file ends, and the same file with its metadata blanked out.

Items are overwritten where they lie, so that no offset changes and no picture is encoded again.
Source: ISO/IEC 14496-12 (boxes, iinf, iloc) and ISO/IEC 23008-12, annex A (Exif and XMP items).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from clearance.media.limits import Refused
from clearance.media.orientation import UPRIGHT, exif_block

_OURS = frozenset(b"ftyp meta mdat moov free skip pdin moof mfra sidx styp".split())
_BROKEN = "it is broken: a box of the file is not whole"
_METADATA = frozenset((b"Exif", b"mime", b"uri "))
_FULL = 4
"""bytes of version and flags with which most boxes begin"""


@dataclass(frozen=True, slots=True)
class Box:
    """`data[start:end]`; what it holds begins at `body`."""

    kind: bytes
    start: int
    body: int
    end: int


class _Cursor:
    """Reads whole numbers one after the other, never past an end."""

    def __init__(self, data: bytes, at: int, end: int) -> None:
        self._data, self.at, self._end = data, at, end

    def number(self, size: int) -> int:
        if self.at + size > self._end:
            raise Refused(_BROKEN)
        value = int.from_bytes(self._data[self.at : self.at + size])
        self.at += size
        return value


def boxes(data: bytes, start: int, end: int) -> Iterator[Box]:
    """The boxes side by side between two places. Raises Refused where the chain breaks."""
    at = start
    while at < end:
        cursor = _Cursor(data, at, end)
        size, kind = cursor.number(4), data[at + 4 : at + 8]
        cursor.number(4)
        if size == 1:
            size = cursor.number(8)
        stop = at + size if size else end
        if stop < cursor.at or stop > end:
            raise Refused(_BROKEN)
        yield Box(kind, at, cursor.at, stop)
        at = stop


def has_foreign(data: bytes) -> bool:
    """Whether something stands beside the picture's own boxes, or after them."""
    try:
        return any(box.kind not in _OURS for box in boxes(data, 0, len(data)))
    except Refused:
        return True


def cleaned(data: bytes) -> bytes:
    """The same bytes, with every Exif, XMP and other metadata item overwritten."""
    mended = bytearray(data)
    for kind, place, size in _metadata(data):
        filler = b"\0\0\0\0" + exif_block(UPRIGHT) if kind == b"Exif" else b""
        mended[place : place + size] = filler[:size].ljust(size, b"\0" if kind == b"Exif" else b" ")
    return bytes(mended)


def _metadata(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Kind, place and size of every piece of metadata."""
    for meta in (box for box in boxes(data, 0, len(data)) if box.kind == b"meta"):
        inside = {box.kind: box for box in boxes(data, meta.body + _FULL, meta.end)}
        if b"iinf" not in inside or b"iloc" not in inside:
            continue
        kinds = dict(_items(data, inside[b"iinf"]))
        base = inside[b"idat"].body if b"idat" in inside else None
        for item, place, size in _extents(data, inside[b"iloc"], base):
            if kinds.get(item) in _METADATA:
                if place + size > len(data):
                    raise Refused(_BROKEN)
                yield kinds[item], place, size


def _items(data: bytes, iinf: Box) -> Iterator[tuple[int, bytes]]:
    """The kind of each item by its number."""
    skip = _FULL + (2 if data[iinf.body] == 0 else 4)
    for box in boxes(data, iinf.body + skip, iinf.end):
        cursor = _Cursor(data, box.body, box.end)
        version = cursor.number(_FULL) >> 24
        item = cursor.number(4 if version == 3 else 2)  # noqa: PLR2004 - versions 2 and 3 differ in this
        cursor.number(2)
        yield item, cursor.number(4).to_bytes(4)


def _extents(data: bytes, iloc: Box, base_of_idat: int | None) -> Iterator[tuple[int, int, int]]:
    """Item, place in the file and size of every extent (ISO/IEC 14496-12, 8.11.3)."""
    cursor = _Cursor(data, iloc.body, iloc.end)
    version = cursor.number(_FULL) >> 24
    sizes = cursor.number(2)
    wide = 4 if version == 2 else 2  # noqa: PLR2004 - the version that widened item numbers
    for _ in range(cursor.number(wide)):
        item = cursor.number(wide)
        method = cursor.number(2) & 0xF if version else 0
        if method > 1 or (method == 1 and base_of_idat is None):
            raise Refused("its metadata lies where it can't be taken out")
        cursor.number(2)
        base = cursor.number(sizes >> 4 & 0xF) + (base_of_idat or 0 if method else 0)
        for _ in range(cursor.number(2)):
            cursor.number(sizes & 0xF if version else 0)
            place = base + cursor.number(sizes >> 12 & 0xF)
            yield item, place, cursor.number(sizes >> 8 & 0xF)
