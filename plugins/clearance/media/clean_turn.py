"""Which side of a picture is up, as a viewer takes it from the file."""

from __future__ import annotations

from clearance.media.formats import Format
from clearance.media.images import open_image
from clearance.media.orientation import UPRIGHT, valid

_ORIENTATION = 0x0112
_TURNED_BY_EXIF = frozenset((Format.JPEG, Format.PNG, Format.WEBP))
"""HEIF and AVIF say in their own boxes how they are turned; a TIFF is turned as it is decoded"""


def turn_of(data: bytes, format_: Format) -> int:
    """The Exif orientation, 1 to 8; upright when the file says none that is valid."""
    if format_ not in _TURNED_BY_EXIF:
        return UPRIGHT
    with open_image(data, format_) as image:
        try:
            if format_ is Format.PNG:
                image.load()
            return valid(image.getexif().get(_ORIENTATION))
        except Exception:  # noqa: BLE001 - Pillow raises whatever broken metadata lead it to
            return UPRIGHT
