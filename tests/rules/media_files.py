"""Files of a page for the tests of the rules about media."""

from __future__ import annotations

from clearance.media.values import Inscription, Mark, Media, Unread
from clearance.model import Place
from clearance.rules.media_file import MediaFile

PLACE = Place(7, 5)
PATH = "content/posts/report.pdf"


def holding(*marks: Mark, says: tuple[Inscription, ...] = ()) -> MediaFile:
    """A document with these marks."""
    return MediaFile(PATH, Media("PDF", 1, says, marks), PLACE)


def unread(message: str = "it is empty") -> MediaFile:
    return MediaFile(PATH, Unread(message), PLACE)
