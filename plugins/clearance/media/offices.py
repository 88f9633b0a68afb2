"""Reads an Office file: what it shows, and what it carries along unshown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

from clearance.media.formats import Format
from clearance.media.gathering import Gathering
from clearance.media.images import read_image
from clearance.media.limits import Refused
from clearance.media.office_opendocument import tell_open_document
from clearance.media.office_slides import tell_slides
from clearance.media.office_spreadsheet import tell_spreadsheet
from clearance.media.office_word import tell_word
from clearance.media.packages import Package
from clearance.media.values import Media, Origin, Trait
from clearance.media.xml import attribute, local

_BODIES: Mapping[str, Format] = {
    "word/document.xml": Format.WORD,
    "xl/workbook.xml": Format.SHEET,
    "ppt/presentation.xml": Format.SLIDES,
}
_MIMETYPES: Mapping[bytes, Format] = {
    b"application/vnd.oasis.opendocument.text": Format.OPEN_TEXT,
    b"application/vnd.oasis.opendocument.spreadsheet": Format.OPEN_SHEET,
    b"application/vnd.oasis.opendocument.presentation": Format.OPEN_SLIDES,
}
_TELLERS: Mapping[Format, Callable[[Package, Gathering], None]] = {
    Format.WORD: tell_word,
    Format.SHEET: tell_spreadsheet,
    Format.SLIDES: tell_slides,
    Format.OPEN_TEXT: tell_open_document,
    Format.OPEN_SHEET: tell_open_document,
    Format.OPEN_SLIDES: tell_open_document,
}
_SCRIPTS = ("vbaproject.bin", "vbadata.xml", "/activex/", "macrosheets/", "basic/", "scripts/")
_ATTACHMENTS = ("/embeddings/", "/oleobject", "objectreplacements/")
_PEOPLE = {
    "creator": "name of the author",
    "lastModifiedBy": "name of who saved it last",
    "Manager": "name of the manager",
    "Company": "name of the company",
    "initial-creator": "name of the author",
    "printed-by": "name of who printed it",
}
_WORDS = frozenset(
    (
        "title",
        "subject",
        "description",
        "keywords",
        "keyword",
        "category",
        "user-defined",
        "lpwstr",
        "HyperlinkBase",
    )
)
_PROPERTIES = ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml", "meta.xml")
_PICTURES = {
    ".jpg": Format.JPEG,
    ".jpeg": Format.JPEG,
    ".png": Format.PNG,
    ".tif": Format.TIFF,
    ".tiff": Format.TIFF,
}
_PICTURE_TRAITS = frozenset((Trait.LOCATION, Trait.PERSON, Trait.DEVICE, Trait.PREVIEW))


def office_format(package: Package) -> Format:
    """Which Office file an archive is; a ZIP archive when it is none."""
    for body, format_ in _BODIES.items():
        if body in package.names:
            return format_
    if "mimetype" in package.names:
        return _MIMETYPES.get(package.read("mimetype").strip(), Format.ZIP)
    return Format.ZIP


def read_office(package: Package, format_: Format) -> Media:
    """All that an Office file holds, shown or not. Raises Refused when it can't be read whole."""
    found = Gathering()
    _TELLERS[format_](package, found)
    for name in _PROPERTIES:
        _tell_properties(package.xml(name), found)
    for name in package.names:
        _tell_part(package, name, found)
    if not package.starts_and_ends:
        found.mark(Trait.APPENDED_DATA, "")
    return found.media(format_.value)


def _tell_properties(root: Element | None, found: Gathering) -> None:
    for element in root.iter() if root is not None else ():
        name, text = local(element.tag), (element.text or "").strip()
        if not text:
            continue
        if name in _PEOPLE:
            found.mark(Trait.DOCUMENT_PERSON, _PEOPLE[name])
            found.say(text, Origin.METADATA, _PEOPLE[name])
        elif name in _WORDS:
            found.say(text, Origin.METADATA, "properties")


def _tell_part(package: Package, name: str, found: Gathering) -> None:
    lowered = f"/{name.lower()}"
    if any(script in lowered for script in _SCRIPTS):
        found.mark(Trait.SCRIPT, "macro or control")
    if any(attachment in lowered for attachment in _ATTACHMENTS):
        found.mark(Trait.ATTACHMENT, "embedded file")
        found.say(name.rpartition("/")[2], Origin.ATTACHMENT_NAME)
    if lowered.endswith(".rels"):
        _tell_relations(package.xml(name), found)
    format_ = next((kind for suffix, kind in _PICTURES.items() if lowered.endswith(suffix)), None)
    if format_ is not None:
        _tell_picture(package.read(name), format_, found)


def _tell_relations(root: Element | None, found: Gathering) -> None:
    """A part that is fetched from elsewhere when the file is opened; a link for the reader is none."""
    for relation in root if root is not None else ():
        kind = (attribute(relation, "Type") or "").rpartition("/")[2]
        if attribute(relation, "TargetMode") == "External" and kind != "hyperlink":
            found.mark(Trait.REMOTE_PART, "part fetched from elsewhere")


def _tell_picture(data: bytes, format_: Format, found: Gathering) -> None:
    try:
        media = read_image(data, format_)
    except Refused:
        return
    for mark in media.marks:
        if mark.trait in _PICTURE_TRAITS:
            found.mark(mark.trait, f"{mark.where}, of a picture in it")
    for inscription in media.inscriptions:
        found.say(inscription.text, inscription.origin, inscription.where)
