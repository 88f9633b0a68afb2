from __future__ import annotations

import pytest
from tests.rules.builders import facts
from tests.rules.media_files import PATH, PLACE, unread

from clearance.media.values import Inscription, Media, Origin
from clearance.model import Violation
from clearance.rules import textless_document
from clearance.rules.media_file import MediaFile

TEXT = Inscription("Closed until noon.", Origin.TEXT, "page 2")
OF_A_PICTURE = Inscription("Scanned", Origin.METADATA, "page 1")


def file(pages: int, *says: Inscription, kind: str = "PDF") -> MediaFile:
    return MediaFile(PATH, Media(kind, pages, says), PLACE)


@pytest.mark.parametrize(
    ("subject", "problem"),
    [
        pytest.param(file(1), "its only page holds no text", id="one page"),
        pytest.param(file(3), "none of its 3 pages holds any text", id="several pages"),
        pytest.param(file(1, OF_A_PICTURE), "its only page holds no text", id="metadata alone"),
    ],
)
def test_flagged(subject: MediaFile, problem: str) -> None:
    message = f"`{PATH}` is made of pictures: {problem} that a screen reader could read"
    assert [*textless_document.check(subject, facts())] == [Violation(message, PLACE)]


@pytest.mark.parametrize(
    "subject",
    [
        pytest.param(file(2, TEXT), id="text on one of its pages"),
        pytest.param(file(1, kind="PNG"), id="a picture, which needs words beside it"),
        pytest.param(unread(), id="a file that was not read, which another rule tells"),
    ],
)
def test_passing(subject: MediaFile) -> None:
    assert [*textless_document.check(subject, facts())] == []
