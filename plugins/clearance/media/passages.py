"""The texts inside a file as passages of the page that shows it, so that every text rule reads them."""

from __future__ import annotations

from pathlib import PurePosixPath

from clearance.media.values import Examined, Media, Origin
from clearance.model import Passage, Place


def passages(path: str, examined: Examined, place: Place) -> tuple[Passage, ...]:
    """The file's name and every text in it, all at `place`: where the page declares or shows the file.

    Underscores of the name are spaces, as a reader takes them.
    """
    name = Passage(PurePosixPath(path).stem.replace("_", " "), Origin.FILE_NAME.value, place)
    if not isinstance(examined, Media):
        return (name,)
    return (name, *(Passage(each.text, each.origin.value, place) for each in examined.inscriptions))
