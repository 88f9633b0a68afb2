"""A PDF saved anew: the pages, their text and tags, and its title; no metadata and no earlier revision."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no types
from pikepdf import Array, Dictionary, Stream

from clearance.media import jpeg
from clearance.media.limits import Refused
from clearance.media.orientation import UPRIGHT
from clearance.media.pdf_pages import page_texts
from clearance.media.pdf_structure import text_of, walk
from clearance.media.pdfs import open_pdf

_LEFTOVERS = ("/PieceInfo", "/LastModified", "/Thumb", "/SpiderInfo")
_KEPT_XMP = ("dc:title", "dc:language", "pdfuaid:part", "pdfaid:part", "pdfaid:conformance")
"""what accessibility (ISO 14289-1, 7.1) and archiving (ISO 19005-1, 6.7) ask a document to say of itself"""
_COMPARED_SCALE, _COMPARED_PIXELS = 0.5, 2_000_000


def cleaned_pdf(data: bytes) -> bytes:
    """Raises Refused when it is signed, or when it would not look and read exactly as before."""
    with open_pdf(data) as pdf:
        if _is_signed(pdf):
            raise Refused(
                "it is digitally signed, and mending it would break the signature; save it unsigned"
            )
        if pdf.is_encrypted:
            raise Refused("it is protected against changes; save it without protection")
        try:
            _clean(pdf)
            mended = _saved(pdf)
        except pikepdf.PdfError:
            raise Refused("it is broken: it can't be saved anew") from None
    if [*page_texts(mended)] != [*page_texts(data)] or drawn(mended) != drawn(data):
        raise Refused("it can't be cleaned without changing its pages")
    return mended


def _is_signed(pdf: pikepdf.Pdf) -> bool:
    return any("/ByteRange" in item for item in walk(pdf))


def _clean(pdf: pikepdf.Pdf) -> None:
    title = _title(pdf)
    kept = _kept_xmp(pdf)
    for item in [*walk(pdf)]:
        for key in (*_LEFTOVERS, "/Metadata"):
            if key in item:
                del item[key]
        if isinstance(item, Stream) and item.get("/Filter") == "/DCTDecode":
            _clean_photograph(item)
    for page in pdf.pages:
        _clean_annotations(page.obj)
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    if title:
        pdf.docinfo["/Title"] = title
        kept.setdefault("dc:title", title)
    if kept:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            for key, value in kept.items():
                metadata[key] = value


def _title(pdf: pikepdf.Pdf) -> str:
    info = pdf.trailer.get("/Info")
    return text_of(info.get("/Title")) if isinstance(info, Dictionary) else ""


def _kept_xmp(pdf: pikepdf.Pdf) -> dict[str, str]:
    if "/Metadata" not in pdf.Root:
        return {}
    try:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False, strict=True) as metadata:
            found = {key: metadata.get(key) for key in _KEPT_XMP}
    except Exception:  # noqa: BLE001 - lxml and pikepdf raise many kinds for XMP that is no XML
        return {}
    return {key: value for key, value in found.items() if isinstance(value, str) and value}


def _clean_photograph(stream: Stream) -> None:
    raw = stream.read_raw_bytes()
    try:
        mended = jpeg.cleaned(raw, UPRIGHT)
    except Refused:
        return
    if len(mended) < len(raw):
        stream.write(mended, filter=pikepdf.Name.DCTDecode, decode_parms=_parameters(stream))


def _parameters(stream: Stream) -> Dictionary | None:
    given = stream.get("/DecodeParms")
    return given if isinstance(given, Dictionary) else None


def _clean_annotations(page: pikepdf.Object) -> None:
    """The name of a note's writer goes; a form field's name is no person's, and stays."""
    annotations = page.get("/Annots")
    for annotation in annotations if isinstance(annotations, Array) else ():
        if (
            isinstance(annotation, Dictionary)
            and annotation.get("/Subtype") != "/Widget"
            and "/T" in annotation
        ):
            del annotation["/T"]


def _saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(
        out,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        fix_metadata_version=False,
    )
    return out.getvalue()


def drawn(data: bytes) -> list[bytes]:
    """Every page as it looks, small."""
    pages: list[bytes] = []
    with pdfium.PdfDocument(data) as document:
        for page in document:
            width, height = page.get_size()
            bitmap = page.render(scale=min(_COMPARED_SCALE, (_COMPARED_PIXELS / (width * height)) ** 0.5))
            pages.append(bitmap.to_pil().tobytes())
            page.close()
    return pages
