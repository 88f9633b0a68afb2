"""The text of a PDF's pages, and which of it a reader can't see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no types

from clearance.media.gathering import Gathering
from clearance.media.limits import MAX_PDF_PAGES, Refused
from clearance.media.pdf_sight import Character, Fate, Sight
from clearance.media.redactions import is_placeholder
from clearance.media.values import Origin, Trait

_LEAST: Mapping[Fate, int] = {Fate.COVERED: 2, Fate.HIDDEN: 3, Fate.STRAY: 12}
"""letters or digits that must stand together: a scan's recognised text strays over its margins"""


def tell_pages(data: bytes, found: Gathering) -> int:
    """Say the text of every page and mark what of it is hidden; the number of pages."""
    with _opened(data) as document:
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            try:
                found.say(_plain(text), Origin.TEXT, f"page {number + 1}")
                _tell_hidden(Sight(page, text).characters(), f"page {number + 1}", found)
            finally:
                text.close()
                page.close()
        return len(document)


def page_texts(data: bytes) -> Iterator[str]:
    """The text of each page, shown or not."""
    with _opened(data) as document:
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            yield _plain(text)
            text.close()
            page.close()


def _opened(data: bytes) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        raise Refused("it is cut off or broken: its pages can't be drawn") from None
    if len(document) > MAX_PDF_PAGES:
        document.close()
        raise Refused(f"it has more than {MAX_PDF_PAGES:,} pages; publish it in parts")
    return document


def _plain(text: pdfium.PdfTextPage) -> str:
    """The text of a page, words that a hyphen divides at a line's end joined."""
    found = str(text.get_text_range())
    return found.replace("\ufffe\r\n", "").replace("\x02\r\n", "").replace("\ufffe", "").replace("\x02", "")


def _tell_hidden(characters: Iterable[Character], where: str, found: Gathering) -> None:
    for fate, words in _runs(characters):
        if sum(map(str.isalnum, words)) >= _LEAST[fate] and not is_placeholder(words):
            found.mark(Trait.COVERED_TEXT if fate is Fate.COVERED else Trait.INVISIBLE_TEXT, where)
            found.say(words, Origin.HIDDEN, where)


def _runs(characters: Iterable[Character]) -> Iterator[tuple[Fate, str]]:
    """Hidden letters and digits of one fate that follow each other, with what stands between them."""
    joined: list[tuple[Fate, str]] = []
    for character in characters:
        fate = character.fate or (joined[-1][0] if joined else Fate.SHOWN)
        joined.append((fate, character.text))
    for fate, group in groupby(joined, key=lambda each: each[0]):
        if fate is not Fate.SHOWN:
            yield fate, "".join(text for _, text in group)
