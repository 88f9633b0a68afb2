"""What an XMP packet says (ISO 16684-1), in our own words. In pictures and in PDFs alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from clearance.media.gathering import Gathering
from clearance.media.limits import Refused
from clearance.media.values import Origin, Trait
from clearance.media.xml import local, parse

_PEOPLE = {
    "creator": "name of the author",
    "author": "name of the author",
    "AuthorsPosition": "author's position",
    "CaptionWriter": "name of the caption's writer",
    "OwnerName": "name of the camera's owner",
    "CameraOwnerName": "name of the camera's owner",
    "PersonInImage": "name of a person in the picture",
    "PersonDisplayName": "name of a person in the picture",
    "CreatorContactInfo": "contact of the author",
    "CiEmailWork": "contact of the author",
    "CiTelWork": "contact of the author",
    "CiAdrExtadr": "contact of the author",
}
_DEVICES = {
    "SerialNumber": "serial number of the camera",
    "BodySerialNumber": "serial number of the camera",
    "CameraSerialNumber": "serial number of the camera",
    "LensSerialNumber": "serial number of the lens",
}
_PICTURES = frozenset(("image", "Data", "Thumbnails"))
_WORDS = {
    "description": "description",
    "title": "title",
    "subject": "keywords",
    "Keywords": "keywords",
    "Headline": "headline",
    "UserComment": "comment",
    "rights": "copyright notice",
    "Credit": "credit",
    "Source": "source",
    "City": "city",
    "Instructions": "instructions",
}
_CAMERA = {
    "Make": "make of the camera",
    "Model": "model of the camera",
    "CreatorTool": "software",
    "softwareAgent": "software",
    "Software": "software",
    "CreateDate": "date",
    "ModifyDate": "date",
    "DateTimeOriginal": "date",
}
_WHEREABOUTS = re.compile(
    r"(Dest)?GPS(Dest)?(Latitude|Longitude|Position|Coordinates)|GPSLatitude|GPSLongitude"
)
_PLACES = frozenset(("Location", "Sublocation", "LocationCreated", "LocationShown"))
_TECHNICAL = frozenset(
    ("lang", "about", "parseType", "resource", "xmptk", "History", "DocumentAncestors", "NativeDigest")
)
_NO_WORDS = re.compile(
    r"(uuid|xmp\.\w+|adobe:\w+|urn):\S*|[0-9A-Fa-f]{32,}|\d{1,6}(/\d+)?|[\d,;.]{1,6}|[\d-]{10}T\S+|D:\d{8}\S*|True|False|\w+/[\w.+-]+"
    r"|[\d,]{12,};[0-9A-F]+"
)
"""identifiers, small numbers, instants and formats: what programs write for programs"""
_WRAPPER = re.compile(rb"<\?xpacket[^>]*\?>")


def tell_xmp(packet: bytes, found: Gathering) -> None:
    """Everything that a packet says. One that can't be read is told as such."""
    bare = _WRAPPER.sub(b"", packet).strip(b"\0 \r\n\t")
    if not bare:
        return
    try:
        root = parse(bare, "the XMP metadata")
    except Refused:
        found.mark(Trait.PERSON, "metadata that can't be read")
        return
    for names, value in _properties(root):
        _tell(names, value, found)


def _properties(root: Element) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each value with the local names that lead to it, outermost first."""
    pending: list[tuple[Element, tuple[str, ...]]] = [(root, ())]
    while pending:
        element, above = pending.pop()
        names = (*above, local(element.tag))
        for key, value in element.items():
            yield (*names, local(key)), value
        yield names, element.text or ""
        pending.extend((child, names) for child in reversed(element))


def _tell(names: tuple[str, ...], value: str, found: Gathering) -> None:
    text = value.strip()
    if not text or _TECHNICAL.intersection(names) or _NO_WORDS.fullmatch(text):
        return
    if any(_WHEREABOUTS.fullmatch(name) for name in names):
        found.mark(Trait.LOCATION, "GPS position")
    elif _PLACES.intersection(names):
        found.mark(Trait.LOCATION, "name of a place")
        found.say(text, Origin.METADATA, "name of a place")
    elif _PICTURES.intersection(names):
        found.mark(Trait.PREVIEW, "small copy of the picture")
    else:
        _tell_word(names, text, found)


def _tell_word(names: tuple[str, ...], text: str, found: Gathering) -> None:
    tables = (
        (_PEOPLE, Trait.PERSON),
        (_DEVICES, Trait.DEVICE),
        (_WORDS, Trait.DESCRIPTION),
        (_CAMERA, Trait.CAMERA),
    )
    for table, trait in tables:
        where = next((table[name] for name in names if name in table), None)
        if where is not None:
            found.mark(trait, where)
            if trait is not Trait.CAMERA:
                found.say(text, Origin.METADATA, where)
            return
    found.say(text, Origin.METADATA, "another entry")
