"""The one piece of Exif that a picture needs: which side is up."""

from __future__ import annotations

import struct

_TAG, _SHORT = 0x0112, 3
UPRIGHT = 1
VALID = frozenset(range(1, 9))


def exif_block(orientation: int) -> bytes:
    """A TIFF structure that holds the orientation (1 to 8) and nothing else (Exif 2.32, 4.6.4)."""
    header = struct.pack(">2sHI", b"MM", 42, 8)
    return header + struct.pack(">HHHIHHI", 1, _TAG, _SHORT, 1, orientation, 0, 0)


def valid(value: object) -> int:
    """The orientation if it is one, or else upright, as viewers take it."""
    return value if isinstance(value, int) and value in VALID else UPRIGHT
