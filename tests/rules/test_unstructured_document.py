from __future__ import annotations

import pytest
from tests.rules.builders import facts
from tests.rules.media_files import PATH, PLACE, unread

from clearance.media.values import Aid, Inscription, Media, Origin
from clearance.model import Violation
from clearance.rules import unstructured_document
from clearance.rules.media_file import MediaFile


def file(pages: int, *texts: int, aids: tuple[Aid, ...] = tuple(Aid), kind: str = "PDF") -> MediaFile:
    """A document with text on the pages of these numbers."""
    says = tuple(Inscription("Text.", Origin.TEXT, f"page {number}") for number in texts)
    return MediaFile(PATH, Media(kind, pages, says, aids=aids), PLACE)


@pytest.mark.parametrize(
    ("subject", "problem"),
    [
        pytest.param(file(1, 1, aids=(Aid.TITLE, Aid.LANGUAGE)), "has no tags for screen readers", id="tags"),
        pytest.param(
            file(1, 1, aids=()), "has no title and no language and no tags for screen readers", id="nothing"
        ),
        pytest.param(
            file(3, 1, 3), "has pages without text that a screen reader could read: 2", id="a scanned page"
        ),
        pytest.param(
            file(8, 1),
            "has pages without text that a screen reader could read: 2, 3, 4, 5 and 3 more",
            id="many scanned pages",
        ),
    ],
)
def test_flagged(subject: MediaFile, problem: str) -> None:
    assert [*unstructured_document.check(subject, facts())] == [Violation(f"`{PATH}` {problem}", PLACE)]


@pytest.mark.parametrize(
    "subject",
    [
        pytest.param(file(2, 1, 2), id="title, language, tags and text"),
        pytest.param(file(2, aids=()), id="no text at all, which another rule tells"),
        pytest.param(file(1, aids=(), kind="PNG"), id="a picture"),
        pytest.param(unread(), id="a file that was not read, which another rule tells"),
    ],
)
def test_passing(subject: MediaFile) -> None:
    assert [*unstructured_document.check(subject, facts())] == []
