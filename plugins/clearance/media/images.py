"""Reads a picture: decoded whole, so that one that is cut off is never taken for sound."""

from __future__ import annotations

import io
import warnings
from collections.abc import Mapping

from PIL import Image, ImageFile, IptcImagePlugin

from clearance.media import boxes, gif, jpeg, png, webp
from clearance.media.exif import tell_exif, tell_iptc, tell_photoshop
from clearance.media.formats import Format
from clearance.media.gathering import Gathering
from clearance.media.limits import MAX_ANIMATED_PIXELS, MAX_FRAMES, MAX_PIXELS, Refused
from clearance.media.values import Media, Origin, Trait
from clearance.media.writing import read_writing
from clearance.media.xmp import tell_xmp

Image.MAX_IMAGE_PIXELS = None  # the limit is our own, and told in our own words
_PLUGINS: Mapping[Format, tuple[str, ...]] = {
    Format.JPEG: ("JPEG",),
    Format.PNG: ("PNG",),
    Format.GIF: ("GIF",),
    Format.WEBP: ("WEBP",),
    Format.AVIF: ("AVIF",),
    Format.HEIF: ("HEIF",),
    Format.TIFF: ("TIFF",),
    Format.BMP: ("BMP",),
    Format.ICO: ("ICO",),
}
_PEOPLE_KEYS = {
    "author": "name of the author",
    "artist": "name of the author",
    "creator": "name of the author",
}
_CAMERA_KEYS = {"software": "software", "creation time": "date", "date:create": "date", "date:modify": "date"}
_QUICK_JPEG = (256, 256)
"""a JPEG is decoded at an eighth of its size where that is larger: each byte of it is still read"""


def read_image(data: bytes, format_: Format, *, writing: bool = False) -> Media:
    """All that a picture holds besides what it shows; with `writing`, also what is written in it.

    Raises Refused when it can't be decoded whole.
    """
    found = Gathering()
    with open_image(data, format_) as image:
        frames = _decode(image)
        _tell_info(image, found)
        for number in range(frames if format_ is Format.TIFF else 1):
            image.seek(number)
            _tell_blocks(image, found)
    _tell_container(data, format_, found)
    if writing:
        _tell_writing(data, format_, found)
    return found.media(format_.value, frames)


def open_image(data: bytes, format_: Format) -> ImageFile.ImageFile:
    """A picture that is not yet decoded. Raises Refused for one that is broken or too large."""
    if format_ is Format.HEIF:
        _learn_heif()
    try:
        with warnings.catch_warnings(action="ignore"):
            image: ImageFile.ImageFile = Image.open(io.BytesIO(data), formats=_PLUGINS[format_])
    except Exception:  # noqa: BLE001 - Pillow's readers raise whatever a broken file leads them to
        raise Refused(f"it can't be read as {format_.value}: it is broken") from None
    width, height = image.size
    if width * height > MAX_PIXELS:
        raise Refused(f"it has {width:,} by {height:,} pixels; at most {MAX_PIXELS:,} in all are read")
    return image


def _learn_heif() -> None:
    from pi_heif import register_heif_opener  # noqa: PLC0415 - costs half a second, few files need it

    register_heif_opener()


def _decode(image: Image.Image) -> int:
    """Decode every frame and say how many there are."""
    if image.format == "JPEG":
        image.draft(None, _QUICK_JPEG)
    try:
        with warnings.catch_warnings(action="ignore"):
            frames = _bounded(getattr(image, "n_frames", 1), image)
            for number in range(frames):
                image.seek(number)
                image.load()
            image.seek(0)
    except Refused:
        raise
    except Exception:  # noqa: BLE001 - as above
        raise Refused("it is cut off or broken: the picture can't be decoded to its end") from None
    return frames


def _bounded(frames: int, image: Image.Image) -> int:
    if frames > MAX_FRAMES or frames * image.width * image.height > MAX_ANIMATED_PIXELS:
        raise Refused(f"it has {frames:,} frames, too many to be read")
    return frames


def _tell_writing(data: bytes, format_: Format, found: Gathering) -> None:
    """Read at full size, and of an animation the first frame: what comes later is seldom text."""
    with open_image(data, format_) as image:
        for line in read_writing(image):
            found.say(line, Origin.WRITING)


def _tell_info(image: Image.Image, found: Gathering) -> None:
    """What Pillow lays out by name: text chunks, comments, XMP."""
    info = {**image.info, **getattr(image, "text", {})}
    packet = info.pop("xmp", None) or info.pop("XML:com.adobe.xmp", None)
    if packet:
        tell_xmp(packet.encode() if isinstance(packet, str) else packet, found)
    texts = {**getattr(image, "text", {}), **({"comment": info["comment"]} if info.get("comment") else {})}
    for key, value in texts.items():
        if key != "XML:com.adobe.xmp":
            _tell_text(str(key).strip().lower(), value, found)
    if isinstance(resources := info.get("photoshop"), dict):
        tell_photoshop(resources, found)


def _tell_text(key: str, value: object, found: Gathering) -> None:
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    if key in _CAMERA_KEYS:
        found.mark(Trait.CAMERA, _CAMERA_KEYS[key])
    elif key in _PEOPLE_KEYS:
        found.mark(Trait.PERSON, _PEOPLE_KEYS[key])
    elif key.startswith("raw profile type"):
        found.mark(Trait.PERSON, "metadata that can't be read")
        return
    else:
        found.mark(Trait.DESCRIPTION, "comment")
    found.say(text, Origin.METADATA, "comment")


def _tell_blocks(image: ImageFile.ImageFile, found: Gathering) -> None:
    """Exif and IPTC, each read apart, so that a broken one doesn't hide the other."""
    try:
        with warnings.catch_warnings(action="ignore"):
            tell_exif(image.getexif(), found)
            tell_iptc(IptcImagePlugin.getiptcinfo(image) or {}, found)
    except Refused:
        raise
    except Exception:  # noqa: BLE001 - as above
        found.mark(Trait.PERSON, "metadata that can't be read")


def _tell_container(data: bytes, format_: Format, found: Gathering) -> None:
    """What the file holds that belongs to no picture of it."""
    end = len(data)
    if format_ is Format.JPEG:
        parts = [*jpeg.segments(data)]
        end = parts[-1].end
        _mark_if(any(map(jpeg.has_preview, parts)), found, Trait.PREVIEW, "small copy of the picture")
        _mark_if(any(map(jpeg.is_unknown, parts)), found, Trait.CAMERA, "data of an application")
    elif format_ is Format.PNG:
        chunks = [*png.chunks(data)]
        end = chunks[-1].end
        _mark_if(any(map(png.is_unknown, chunks)), found, Trait.CAMERA, "data of an application")
        _mark_if(any(chunk.kind == b"tIME" for chunk in chunks), found, Trait.CAMERA, "date")
    elif format_ is Format.GIF:
        blocks = [*gif.blocks(data)]
        end = blocks[-1].end
        unknown = any(gif.is_unknown(data, block) for block in blocks)
        _mark_if(unknown, found, Trait.CAMERA, "data of an application")
    elif format_ is Format.WEBP:
        end = webp.length(data)
        _mark_if(any(map(webp.is_unknown, webp.chunks(data))), found, Trait.CAMERA, "data of an application")
    elif format_ in {Format.AVIF, Format.HEIF}:
        _mark_if(boxes.has_foreign(data), found, Trait.APPENDED_DATA, "")
    _mark_if(data[end:].strip(b"\0\r\n") != b"", found, Trait.APPENDED_DATA, "")


def _mark_if(present: bool, found: Gathering, trait: Trait, where: str) -> None:  # noqa: FBT001 - a plain condition
    if present:
        found.mark(trait, where)
