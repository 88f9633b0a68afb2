"""A JPEG as its segments: where the picture ends, and the same picture without what isn't picture.

Source: ITU-T T.81, annex B; JFIF 1.02 (ITU-T T.871); ICC.1 annex B.4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from clearance.media.limits import Refused
from clearance.media.orientation import exif_block

SOI, EOI, SOS, APP0, APP1, APP2, APP14, APP15, COM = 0xD8, 0xD9, 0xDA, 0xE0, 0xE1, 0xE2, 0xEE, 0xEF, 0xFE
_ALONE = frozenset((0x01, *range(0xD0, 0xD8)))
_SCAN_END = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")
_JFIF_HEAD = 12
_JFIF_LENGTH = 14
_EXIF = b"Exif\0\0"
_LONG_XMP = b"http://ns.adobe.com/xmp/extension/\0"


@dataclass(frozen=True, slots=True)
class Segment:
    """`data[start:end]`, its marker included; a scan's segment holds its entropy-coded data too."""

    marker: int
    start: int
    end: int
    payload: bytes = b""


def segments(data: bytes) -> Iterator[Segment]:
    """Every segment from SOI to the first EOI. Raises Refused where the chain breaks."""
    at = 2
    yield Segment(SOI, 0, at)
    while True:
        marker, body = _marker(data, at)
        if marker == EOI or marker in _ALONE:
            yield Segment(marker, at, body)
            if marker == EOI:
                return
            at = body
            continue
        end = body + int.from_bytes(data[body : body + 2])
        if end < body + 2 or end > len(data):
            raise Refused("it is cut off or broken: a segment of the JPEG is not whole")
        payload = data[body + 2 : end]
        if marker == SOS:
            end = _scan_end(data, end)
        yield Segment(marker, at, end, payload)
        at = end


def _marker(data: bytes, at: int) -> tuple[int, int]:
    """The marker at a place, over its fill bytes, and where what follows it begins."""
    if data[at : at + 1] != b"\xff":
        raise Refused("it is cut off or broken: a marker of the JPEG is missing")
    while data[at : at + 1] == b"\xff":
        at += 1
    if at >= len(data):
        raise Refused("it is cut off: the JPEG has no end")
    return data[at], at + 1


def _scan_end(data: bytes, at: int) -> int:
    found = _SCAN_END.search(data, at)
    if found is None:
        raise Refused("it is cut off: the JPEG has no end")
    return found.start()


def length(data: bytes) -> int:
    """How many bytes the picture takes; what follows them is no part of it."""
    return [*segments(data)][-1].end


def has_preview(segment: Segment) -> bool:
    """Whether it carries a copy of the picture: in a JFIF header, or in the long part of an XMP packet."""
    head = segment.payload
    if segment.marker == APP1:
        return head.startswith(_LONG_XMP)
    return segment.marker == APP0 and (
        head.startswith(b"JFXX\0") or (head.startswith(b"JFIF\0") and len(head) > _JFIF_LENGTH)
    )


def is_unknown(segment: Segment) -> bool:
    """Whether a segment is for an application, and none whose contents are looked at elsewhere."""
    known = (
        b"JFIF\0",
        b"JFXX\0",
        _EXIF,
        b"http://ns.adobe.com/xap/1.0/\0",
        b"ICC_PROFILE\0",
        _LONG_XMP,
        b"Adobe",
        b"Photoshop 3.0\0",
    )
    return APP0 <= segment.marker <= APP15 and not segment.payload.startswith(known)


def cleaned(data: bytes, orientation: int) -> bytes:
    """The same picture: its scans, tables, colour profile and orientation, byte for byte, and no more."""
    parts: list[bytes] = []
    for segment in segments(data):
        if segment.marker == SOI:
            parts.append(data[:2])
        elif _is_kept(segment):
            parts.append(_without_preview(data, segment))
    at = 2 if parts[1:] and parts[1][1] == APP0 else 1
    return b"".join((*parts[:at], _orientation(orientation), *parts[at:]))


def _is_kept(segment: Segment) -> bool:
    if segment.marker == COM:
        return False
    if not APP0 <= segment.marker <= APP15:
        return True
    kept = {APP0: b"JFIF\0", APP2: b"ICC_PROFILE\0", APP14: b"Adobe"}
    return segment.marker in kept and segment.payload.startswith(kept[segment.marker])


def _without_preview(data: bytes, segment: Segment) -> bytes:
    if segment.marker != APP0:
        return data[segment.start : segment.end]
    return b"\xff\xe0" + (_JFIF_LENGTH + 2).to_bytes(2) + segment.payload[:_JFIF_HEAD] + b"\0\0"


def _orientation(value: int) -> bytes:
    if value == 1:
        return b""
    payload = _EXIF + exif_block(value)
    return b"\xff\xe1" + (len(payload) + 2).to_bytes(2) + payload
