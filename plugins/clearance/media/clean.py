"""The same file without what nobody means to publish; what a reader sees stays as it is, and is compared.

Runs where a crash or a hang does no harm; see `worker`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from clearance.media import boxes, gif, jpeg, png, webp
from clearance.media.clean_office import cleaned_office
from clearance.media.clean_pdf import cleaned_pdf
from clearance.media.clean_tiff import cleaned_tiff
from clearance.media.clean_turn import turn_of
from clearance.media.examine import examine
from clearance.media.formats import OFFICE, PICTURES, Format, recognise
from clearance.media.images import open_image
from clearance.media.limits import Refused
from clearance.media.values import Mark, Media, Origin, Unread

_BARE = frozenset((Format.BMP, Format.ICO))
"""formats that have no place for metadata"""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """`data` is the new file. `removed` is what is gone from it, `left` what only a person can mend."""

    data: bytes
    removed: tuple[Mark, ...] = ()
    left: tuple[Mark, ...] = ()


def clean(name: str, data: bytes) -> Cleaned | Unread:
    """The file without metadata, leftovers and earlier revisions. The same bytes when there are none.

    Unread when it can't be read, or when the result would not show exactly what it showed before.
    """
    before = examine(name, data)
    if isinstance(before, Unread):
        return before
    try:
        mended = _cleaned(data, before)
    except Refused as refusal:
        return Unread(str(refusal))
    after = examine(name, mended)
    if isinstance(after, Unread):
        return Unread(f"mending it failed: {after.message}")
    removed = tuple(mark for mark in before.marks if mark not in after.marks)
    if not removed and len(_metadata(after)) >= len(_metadata(before)):
        return Cleaned(data, (), before.marks)
    return Cleaned(mended, removed, after.marks)


def _metadata(media: Media) -> list[str]:
    return [each.text for each in media.inscriptions if each.origin is Origin.METADATA]


def _cleaned(data: bytes, before: Media) -> bytes:
    format_ = recognise(data)
    if format_ is Format.PDF:
        return cleaned_pdf(data)
    if before.format in OFFICE:
        return _same_text(before, cleaned_office(data))
    if format_ in PICTURES - _BARE:
        return _same_picture(data, _cleaned_picture(data, format_), format_)
    return data


def _cleaned_picture(data: bytes, format_: Format) -> bytes:
    if format_ in {Format.AVIF, Format.HEIF}:
        return boxes.cleaned(data)
    if format_ is Format.GIF:
        return gif.cleaned(data)
    if format_ is Format.TIFF:
        return cleaned_tiff(data)
    strip = {Format.JPEG: jpeg.cleaned, Format.PNG: png.cleaned, Format.WEBP: webp.cleaned}[format_]
    return strip(data, turn_of(data, format_))


def _same_picture(before: bytes, after: bytes, format_: Format) -> bytes:
    """`after`, when it shows what `before` showed: pixels, size, turn, timing and colour profile."""
    if [*appearance(before, format_)] != [*appearance(after, format_)]:
        raise Refused("it can't be cleaned without changing the picture")
    return after


def appearance(data: bytes, format_: Format) -> Iterator[tuple[object, ...]]:
    """What makes up the look of each frame, comparable: all its pixels as a digest."""
    turn = turn_of(data, format_)
    with open_image(data, format_) as image:
        for number in range(getattr(image, "n_frames", 1)):
            image.seek(number)
            image.load()
            pixels = hashlib.sha256(image.tobytes()).digest()
            profile = image.info.get("icc_profile")
            palette = image.getpalette("RGBA") if image.mode == "P" else None
            yield image.mode, image.size, turn, pixels, palette, profile, image.info.get("duration")


def _same_text(before: Media, after: bytes) -> bytes:
    read = examine("", after)
    if isinstance(read, Unread) or _content(read) != _content(before):
        raise Refused("it can't be cleaned without changing its text")
    return after


def _content(media: Media) -> list[str]:
    kept = {Origin.TEXT, Origin.HIDDEN, Origin.EARLIER, Origin.ANNOTATION}
    return [each.text for each in media.inscriptions if each.origin in kept]
