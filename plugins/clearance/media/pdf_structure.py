"""What a PDF holds besides its pages: metadata, scripts, attachments, annotations, layers.

Only what the document's own root leads to counts here; what is left over from earlier is looked
for by `pdf_revisions`. Source: ISO 32000-2.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pikepdf
from pikepdf import Array, Dictionary, Object, Stream

from clearance.media.gathering import Gathering
from clearance.media.limits import MAX_PDF_OBJECTS, Refused
from clearance.media.values import Origin, Trait
from clearance.media.xmp import tell_xmp

_ACTIONS = frozenset(
    (
        "/JavaScript",
        "/Launch",
        "/SubmitForm",
        "/ImportData",
        "/Rendition",
        "/Movie",
        "/Sound",
        "/GoToE",
        "/RichMediaExecute",
    )
)
_ACTIVE_KEYS = frozenset(("/JS", "/AA", "/XFA", "/RichMediaContent", "/3DD"))
_INFO = {
    "/Author": (Trait.DOCUMENT_PERSON, "name of the author"),
    "/Manager": (Trait.DOCUMENT_PERSON, "name of the manager"),
    "/Company": (Trait.DOCUMENT_PERSON, "name of the company"),
    "/SourceModified": None,
    "/CreationDate": None,
    "/ModDate": None,
    "/Producer": None,
    "/Creator": None,
    "/Trapped": None,
}
_OF_EVERY_DOCUMENT = frozenset((Trait.CAMERA, Trait.DESCRIPTION))
"""a document has a title, and the name of the program that made it, for anyone to see"""
_PLAIN_ANNOTATIONS = frozenset(("/Link", "/Widget", "/Popup", "/Redact"))
_NO_VIEW = 0x02 | 0x20
"""an annotation's flags for hidden and for not shown"""


def walk(pdf: pikepdf.Pdf) -> Iterator[Dictionary | Stream]:
    """Every dictionary and stream that the document's root and information lead to, each once."""
    pending: list[Object] = [pdf.trailer]
    seen: set[tuple[int, int]] = set()
    count = 0
    while pending:
        item = pending.pop()
        if item.is_indirect:
            if item.objgen in seen:
                continue
            seen.add(item.objgen)
        count += 1
        if count > MAX_PDF_OBJECTS:
            raise Refused(f"it is made of more than {MAX_PDF_OBJECTS:,} objects")
        if isinstance(item, Dictionary | Stream):
            yield item
            pending.extend(_objects(item[key] for key in item.keys()))  # noqa: SIM118 - no mapping
        elif isinstance(item, Array):
            pending.extend(_objects(item))


def _objects(values: Iterable[object]) -> Iterator[Object]:
    """Those that can hold others; pikepdf gives numbers and truth values as Python's own."""
    return (value for value in values if isinstance(value, Object))


def text_of(value: object) -> str:
    return str(value) if isinstance(value, pikepdf.String | str) else ""


def tell_structure(pdf: pikepdf.Pdf, found: Gathering) -> None:
    """Mark and say all of it."""
    _tell_info(pdf, found)
    for item in walk(pdf):
        _tell_active(item, found)
        _tell_attachment(item, found)
        if item.get("/FT") is not None or item.get("/T") is not None:
            _tell_field(item, found)
        if isinstance(item, Stream) and item.get("/Type") == "/Metadata":
            _tell_metadata(item, pdf, found)
    _tell_layers(pdf, found)
    for number, page in enumerate(pdf.pages, 1):
        _tell_annotations(page.obj, number, found)


def _tell_info(pdf: pikepdf.Pdf, found: Gathering) -> None:
    info = pdf.trailer.get("/Info")
    if not isinstance(info, Dictionary):
        return
    for key in info.keys():  # noqa: SIM118 - as above
        text = text_of(info.get(key)).strip()
        known = _INFO.get(key, (None, "another entry"))
        if not text or known is None:
            continue
        trait, where = known
        if trait is not None:
            found.mark(trait, where)
        found.say(text, Origin.METADATA, where)


def _tell_metadata(stream: Stream, pdf: pikepdf.Pdf, found: Gathering) -> None:
    """The document's own XMP speaks of the document; any other of a picture in it."""
    packet = stream.read_bytes()
    if pdf.Root.get("/Metadata") is not None and stream.objgen == pdf.Root.Metadata.objgen:
        own = Gathering()
        tell_xmp(packet, own)
        for inscription in own.media("").inscriptions:
            found.say(inscription.text, Origin.METADATA, inscription.where)
        for mark in own.media("").marks:
            if mark.trait is Trait.PERSON:
                found.mark(Trait.DOCUMENT_PERSON, mark.where)
            elif mark.trait not in _OF_EVERY_DOCUMENT:
                found.mark(mark.trait, mark.where)
    else:
        tell_xmp(packet, found)


def _tell_active(item: Dictionary | Stream, found: Gathering) -> None:
    action = item.get("/S")
    if (isinstance(action, pikepdf.Name) and str(action) in _ACTIONS) or any(
        key in item for key in _ACTIVE_KEYS
    ):
        found.mark(Trait.SCRIPT, "script or automatic action")
    script = item.get("/JS")
    if isinstance(script, Stream):
        found.say(script.read_bytes().decode("utf-8", "replace"), Origin.SCRIPT)
    elif script is not None:
        found.say(text_of(script), Origin.SCRIPT)


def _tell_attachment(item: Dictionary | Stream, found: Gathering) -> None:
    if "/EF" in item or item.get("/Type") == "/EmbeddedFile" or item.get("/Subtype") == "/FileAttachment":
        found.mark(Trait.ATTACHMENT, "attached file")
        for key in ("/F", "/UF", "/Desc"):
            found.say(text_of(item.get(key)), Origin.ATTACHMENT_NAME)


def _tell_field(item: Dictionary | Stream, found: Gathering) -> None:
    for key in ("/V", "/DV", "/TU"):
        found.say(text_of(item.get(key)), Origin.FORM_FIELD, "form field")


def _tell_layers(pdf: pikepdf.Pdf, found: Gathering) -> None:
    """A layer that is off by default is not shown, but in the file."""
    layers = pdf.Root.get("/OCProperties")
    default = layers.get("/D") if isinstance(layers, Dictionary) else None
    if not isinstance(default, Dictionary):
        return
    off = default.get("/OFF")
    if (isinstance(off, Array) and len(off)) or default.get("/BaseState") == "/OFF":
        found.mark(Trait.HIDDEN_LAYER, "")


def _tell_annotations(page: Object, number: int, found: Gathering) -> None:
    annotations = page.get("/Annots")
    for annotation in annotations if isinstance(annotations, Array) else ():
        if not isinstance(annotation, Dictionary):
            continue
        kind, where = str(annotation.get("/Subtype")), f"page {number}"
        for key in ("/Contents", "/RC", "/Subj"):
            found.say(text_of(annotation.get(key)), Origin.ANNOTATION, where)
        flags = annotation.get("/F")
        if kind == "/Redact":
            found.mark(Trait.PENDING_REDACTION, where)
        elif kind not in _PLAIN_ANNOTATIONS:
            _tell_note(annotation, where, found)
        if isinstance(flags, int) and flags & _NO_VIEW and kind not in {"/Popup", "/Widget"}:
            found.mark(Trait.HIDDEN_PART, f"annotation on {where}")


def _tell_note(annotation: Dictionary, where: str, found: Gathering) -> None:
    """A reviewer's note: what it says is behind a click, and it names its writer."""
    if text_of(annotation.get("/Contents")).strip() and annotation.get("/Subtype") != "/FreeText":
        found.mark(Trait.ANNOTATION, where)
    if text_of(annotation.get("/T")).strip():
        found.mark(Trait.DOCUMENT_PERSON, f"name of a note's writer, {where}")
        found.say(text_of(annotation.get("/T")), Origin.METADATA, where)
