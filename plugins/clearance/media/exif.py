"""What a picture's metadata tell: Exif 2.32 and IPTC-IIM, in our own words.

Private values become inscriptions, which the text rules read; marks only say that they are there.
"""

from __future__ import annotations

from collections.abc import Mapping

from PIL import ExifTags, Image

from clearance.media.gathering import Gathering
from clearance.media.values import Origin, Trait

Told = Mapping[int, tuple[Trait, str]]

_BASE = ExifTags.Base
_GPS = ExifTags.GPS
_TEXTS: Told = {
    _BASE.Artist: (Trait.PERSON, "name of the photographer"),
    _BASE.CameraOwnerName: (Trait.PERSON, "name of the camera's owner"),
    _BASE.XPAuthor: (Trait.PERSON, "name of the author"),
    _BASE.Copyright: (Trait.DESCRIPTION, "copyright notice"),
    _BASE.HostComputer: (Trait.DEVICE, "name of a computer"),
    _BASE.BodySerialNumber: (Trait.DEVICE, "serial number of the camera"),
    _BASE.LensSerialNumber: (Trait.DEVICE, "serial number of the lens"),
    _BASE.CameraSerialNumber: (Trait.DEVICE, "serial number of the camera"),
    _BASE.ImageUniqueID: (Trait.DEVICE, "unique number of the picture"),
    _BASE.ImageDescription: (Trait.DESCRIPTION, "description"),
    _BASE.UserComment: (Trait.DESCRIPTION, "comment"),
    _BASE.XPTitle: (Trait.DESCRIPTION, "title"),
    _BASE.XPComment: (Trait.DESCRIPTION, "comment"),
    _BASE.XPKeywords: (Trait.DESCRIPTION, "keywords"),
    _BASE.XPSubject: (Trait.DESCRIPTION, "subject"),
    _BASE.DocumentName: (Trait.DESCRIPTION, "name of the document"),
    _BASE.PageName: (Trait.DESCRIPTION, "name of the page"),
    _BASE.Make: (Trait.CAMERA, "make of the camera"),
    _BASE.Model: (Trait.CAMERA, "model of the camera"),
    _BASE.LensMake: (Trait.CAMERA, "make of the lens"),
    _BASE.LensModel: (Trait.CAMERA, "model of the lens"),
    _BASE.Software: (Trait.CAMERA, "software"),
    _BASE.ProcessingSoftware: (Trait.CAMERA, "software"),
    _BASE.DateTime: (Trait.CAMERA, "date"),
    _BASE.DateTimeOriginal: (Trait.CAMERA, "date"),
    _BASE.DateTimeDigitized: (Trait.CAMERA, "date"),
    _BASE.MakerNote: (Trait.DEVICE, "notes of the camera's maker"),
}
_WHEREABOUTS = frozenset(
    (
        _GPS.GPSLatitude,
        _GPS.GPSLongitude,
        _GPS.GPSDestLatitude,
        _GPS.GPSDestLongitude,
        _GPS.GPSAreaInformation,
    )
)
_IPTC: Mapping[tuple[int, int], tuple[Trait, str]] = {
    (2, 5): (Trait.DESCRIPTION, "title"),
    (2, 25): (Trait.DESCRIPTION, "keywords"),
    (2, 40): (Trait.DESCRIPTION, "instructions"),
    (2, 80): (Trait.PERSON, "name of the author"),
    (2, 85): (Trait.PERSON, "author's position"),
    (2, 90): (Trait.DESCRIPTION, "city"),
    (2, 92): (Trait.LOCATION, "place within the city"),
    (2, 105): (Trait.DESCRIPTION, "headline"),
    (2, 110): (Trait.DESCRIPTION, "credit"),
    (2, 115): (Trait.DESCRIPTION, "source"),
    (2, 116): (Trait.DESCRIPTION, "copyright notice"),
    (2, 118): (Trait.PERSON, "contact"),
    (2, 120): (Trait.DESCRIPTION, "caption"),
    (2, 122): (Trait.PERSON, "name of the caption's writer"),
}
_PREVIEWS = frozenset((1033, 1036))
"""Photoshop's resources for a small copy of the picture"""
_UTF16 = frozenset((_BASE.XPAuthor, _BASE.XPTitle, _BASE.XPComment, _BASE.XPKeywords, _BASE.XPSubject))
_COMMENT_HEAD = 8
_COMMENT_CODES = {b"ASCII\0\0\0": "ascii", b"UNICODE\0": "utf-16"}


def tell_exif(exif: Image.Exif, found: Gathering) -> None:
    """Everything that an Exif block says. What of it can't be read is told as such."""
    tell_tags(dict(exif), found)
    for ifd in (ExifTags.IFD.Exif, ExifTags.IFD.GPSInfo, ExifTags.IFD.IFD1):
        try:
            tags = exif.get_ifd(ifd)
        except Exception:  # noqa: BLE001 - Pillow raises whatever broken metadata lead it to
            found.mark(Trait.PERSON, "metadata that can't be read")
            continue
        if ifd == ExifTags.IFD.Exif:
            tell_tags(tags, found)
        elif ifd == ExifTags.IFD.GPSInfo and any(tags.get(tag) for tag in _WHEREABOUTS):
            found.mark(Trait.LOCATION, "GPS position")
            found.say(str(tags.get(_GPS.GPSAreaInformation, "")), Origin.METADATA, "GPS area")
        elif ifd == ExifTags.IFD.IFD1 and tags:
            found.mark(Trait.PREVIEW, "small copy of the picture")


def tell_tags(tags: Mapping[int, object], found: Gathering) -> None:
    """Those of one directory of tags that say something."""
    for tag, (trait, where) in _TEXTS.items():
        value = tags.get(tag)
        text = _text(tag, value)
        if value is None or not (text or tag == _BASE.MakerNote):
            continue
        found.mark(trait, where)
        if trait is not Trait.CAMERA and tag != _BASE.MakerNote:
            found.say(text, Origin.METADATA, where)


def _text(tag: int, value: object) -> str:
    if isinstance(value, bytes):
        if tag in _UTF16:
            return value.decode("utf-16-le", "replace").strip("\0 ")
        if tag == _BASE.UserComment:
            return _comment(value)
        return value.decode("utf-8", "replace").strip("\0 ")
    return "" if value is None else str(value).strip("\0 ")


def _comment(value: bytes) -> str:
    """A user's comment begins with eight bytes for its code (Exif 2.32, 4.6.5)."""
    code = _COMMENT_CODES.get(value[:_COMMENT_HEAD])
    body = value[_COMMENT_HEAD:] if code or value[:_COMMENT_HEAD] == b"\0" * _COMMENT_HEAD else value
    return body.decode(code or "utf-8", "replace").strip("\0 ")


def tell_iptc(records: Mapping[tuple[int, int], bytes | list[bytes]], found: Gathering) -> None:
    """What an IPTC-IIM block says."""
    for key, values in records.items():
        trait, where = _IPTC.get(key, (None, ""))
        if trait is None:
            continue
        found.mark(trait, where)
        for value in values if isinstance(values, list) else [values]:
            found.say(value.decode("utf-8", "replace"), Origin.METADATA, where)


def tell_photoshop(resources: Mapping[int, object], found: Gathering) -> None:
    if _PREVIEWS & resources.keys():
        found.mark(Trait.PREVIEW, "small copy of the picture")
