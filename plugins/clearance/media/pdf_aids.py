"""What a PDF has for readers who can't see it: a title, a language, tags. Source: ISO 14289-1."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Dictionary, Stream

from clearance.media.gathering import Gathering
from clearance.media.pdf_structure import text_of
from clearance.media.values import Aid
from clearance.media.xmp import tell_xmp


def aids(pdf: pikepdf.Pdf) -> Iterator[Aid]:
    """Those that are there; whether they are any good is not looked into."""
    if _has_title(pdf):
        yield Aid.TITLE
    if text_of(pdf.Root.get("/Lang")).strip():
        yield Aid.LANGUAGE
    if _is_tagged(pdf.Root.get("/MarkInfo"), pdf.Root.get("/StructTreeRoot")):
        yield Aid.TAGS


def _is_tagged(marks: object, tree: object) -> bool:
    says_so = isinstance(marks, Dictionary) and bool(marks.get("/Marked"))
    return says_so and isinstance(tree, Dictionary) and tree.get("/K") is not None


def _has_title(pdf: pikepdf.Pdf) -> bool:
    """In the document's information, or in its own XMP, which took that one's place in PDF 2.0."""
    info, metadata = pdf.trailer.get("/Info"), pdf.Root.get("/Metadata")
    if isinstance(info, Dictionary) and text_of(info.get("/Title")).strip():
        return True
    if not isinstance(metadata, Stream):
        return False
    found = Gathering()
    tell_xmp(metadata.read_bytes(), found)
    return any(said.where == "title" for said in found.media("").inscriptions)
