"""Reads a PDF: its pages by rendering them, and everything around them."""

from __future__ import annotations

import io
import zlib
from dataclasses import replace

import pikepdf
import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no types

from clearance.media.formats import Format
from clearance.media.gathering import Gathering
from clearance.media.images import read_image
from clearance.media.limits import MAX_STREAM_BYTES, Refused
from clearance.media.pdf_aids import aids
from clearance.media.pdf_pages import tell_pages
from clearance.media.pdf_revisions import tell_revisions
from clearance.media.pdf_structure import tell_structure, walk
from clearance.media.values import Media, Trait

_PICTURE_TRAITS = frozenset((Trait.LOCATION, Trait.PERSON, Trait.DEVICE, Trait.PREVIEW))


def read_pdf(data: bytes) -> Media:
    """All that a PDF holds, shown or not. Raises Refused when it is locked, broken or too large."""
    found = Gathering()
    with open_pdf(data) as pdf:
        try:
            _require_small_streams(pdf)
            pages = tell_pages(data, found)
            tell_structure(pdf, found)
            tell_revisions(data, pdf, found)
            _tell_pictures(pdf, found)
            helps = tuple(aids(pdf))
        except (pikepdf.PdfError, pdfium.PdfiumError, UnicodeDecodeError):
            raise Refused("it is broken: its parts can't be read") from None
    _tell_ends(data, found)
    return replace(found.media(Format.PDF.value, pages), aids=helps)


def open_pdf(data: bytes) -> pikepdf.Pdf:
    """Raises Refused when it can't be opened without a password, or not at all."""
    try:
        pdf = pikepdf.open(io.BytesIO(data), suppress_warnings=True)
    except pikepdf.PasswordError:
        raise Refused("it is locked with a password, so that nobody can look into it") from None
    except (pikepdf.PdfError, ValueError, TypeError, RecursionError):
        raise Refused("it is cut off or broken: it can't be read as a PDF") from None
    if not len(pdf.pages):
        pdf.close()
        raise Refused("it has no pages")
    return pdf


def _require_small_streams(pdf: pikepdf.Pdf) -> None:
    """Refuse a bomb before a library that has no limit unpacks it."""
    for item in walk(pdf):
        if isinstance(item, pikepdf.Stream) and _unpacked_size(item) > MAX_STREAM_BYTES:
            raise Refused(f"a part of it unpacks to more than {MAX_STREAM_BYTES:,} bytes")


def _unpacked_size(stream: pikepdf.Stream) -> int:
    """A bound on the bytes that a stream's filters make: Flate gives at most 1,032 for one, each time."""
    filters = stream.get("/Filter")
    names = [str(filters)] if isinstance(filters, pikepdf.Name) else [str(each) for each in filters or ()]
    packed = len(stream.read_raw_bytes())
    deflated = names.count("/FlateDecode") + names.count("/Fl")
    if deflated == 0 or packed * 1032**deflated <= MAX_STREAM_BYTES:
        return packed
    return _inflated(stream.read_raw_bytes(), deflated)


def _inflated(data: bytes, times: int) -> int:
    for _ in range(times):
        inflater = zlib.decompressobj()
        try:
            data = inflater.decompress(data, MAX_STREAM_BYTES + 1)
        except zlib.error:
            return len(data)
    return len(data)


def _tell_pictures(pdf: pikepdf.Pdf, found: Gathering) -> None:
    """Photographs keep their metadata inside a PDF."""
    for item in walk(pdf):
        if isinstance(item, pikepdf.Stream) and item.get("/Filter") == "/DCTDecode":
            try:
                media = read_image(item.read_raw_bytes(), Format.JPEG)
            except Refused:
                continue
            for mark in media.marks:
                if mark.trait in _PICTURE_TRAITS:
                    found.mark(mark.trait, f"{mark.where}, of a photograph in it")
            for inscription in media.inscriptions:
                found.say(inscription.text, inscription.origin, inscription.where)


def _tell_ends(data: bytes, found: Gathering) -> None:
    """A PDF begins with its header and ends with its end mark; more is another file in the same bytes."""
    end = data.rfind(b"%%EOF")
    if not data.startswith(b"%PDF-") or (end >= 0 and data[end + 5 :].strip(b"\0\r\n\t ")):
        found.mark(Trait.APPENDED_DATA, "")
