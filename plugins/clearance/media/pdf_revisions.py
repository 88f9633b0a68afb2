"""Earlier revisions of a PDF that its bytes still hold.

A PDF that was changed by appending keeps what it was before each change, for anyone to cut out.
Counted is a revision that held something (a stream, a text) which the document as it is now does
not show any more: a signature or a form that was filled in takes nothing away.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator

import pikepdf
from pikepdf import Dictionary, Stream

from clearance.media.gathering import Gathering
from clearance.media.limits import MAX_REVISIONS, Refused
from clearance.media.pdf_pages import page_texts
from clearance.media.pdf_structure import text_of, walk
from clearance.media.values import Origin, Trait

_END = re.compile(rb"%%EOF[\r\n]{0,2}")
_XREF_STREAMS = frozenset(("/XRef", "/ObjStm", "/Metadata"))
_SAID = ("/Contents", "/V", "/RC")
_LEFT_OVER = frozenset(("/Page", "/Annot"))


def tell_revisions(data: bytes, pdf: pikepdf.Pdf, found: Gathering) -> None:
    """Mark each earlier revision that held more, and say what it said."""
    present = _held(pdf)
    _tell_leftovers(pdf, found)
    shown = found.texts(Origin.TEXT)
    ends = [match.end() for match in _END.finditer(data)][:-1]
    if len(ends) > MAX_REVISIONS:
        raise Refused(f"it was changed by appending more than {MAX_REVISIONS} times; save it anew")
    for number, end in enumerate(ends, 1):
        earlier = data[:end]
        if _holds_more(earlier, present):
            where = f"revision {number}"
            found.mark(Trait.EARLIER_REVISION, where)
            for text in _texts(earlier):
                if " ".join(text.split()) not in shown:
                    found.say(text, Origin.EARLIER, where)


def _texts(earlier: bytes) -> Iterator[str]:
    try:
        yield from page_texts(earlier)
    except Refused:
        return


def _holds_more(earlier: bytes, present: frozenset[bytes]) -> bool:
    """Whether a beginning of the file is a PDF by itself with something that is gone now."""
    try:
        with pikepdf.open(io.BytesIO(earlier), attempt_recovery=False, suppress_warnings=True) as pdf:
            return bool(len(pdf.pages)) and not _held(pdf) <= present
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError):
        # A linearised PDF has an end of its own near its beginning, which is no PDF by itself.
        return False


def _held(pdf: pikepdf.Pdf) -> frozenset[bytes]:
    """Digests of every stream and of every text of an annotation or a field that the document leads to."""
    held: set[bytes] = set()
    for item in walk(pdf):
        if isinstance(item, Stream) and str(item.get("/Type")) not in _XREF_STREAMS:
            held.add(hashlib.sha256(item.read_raw_bytes()).digest())
        held.update(_digest(text_of(item.get(key))) for key in _SAID if text_of(item.get(key)))
    return frozenset(held)


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "replace")).digest()


def _tell_leftovers(pdf: pikepdf.Pdf, found: Gathering) -> None:
    """Pages and annotations that are still in the file although nothing leads to them any more."""
    reached = {item.objgen for item in walk(pdf) if item.is_indirect}
    for item in pdf.objects:
        if (
            isinstance(item, Dictionary)
            and str(item.get("/Type")) in _LEFT_OVER
            and item.objgen not in reached
        ):
            found.mark(Trait.EARLIER_REVISION, "a part that was taken out")
            found.say(text_of(item.get("/Contents")), Origin.EARLIER, "a part that was taken out")
