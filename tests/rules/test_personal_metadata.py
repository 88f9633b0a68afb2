from __future__ import annotations

import pytest
from tests.rules.builders import facts
from tests.rules.media_files import PLACE, holding, unread

from clearance.media.values import Inscription, Mark, Origin, Trait
from clearance.model import Violation
from clearance.rules import personal_metadata
from clearance.rules.media_file import MediaFile, listed

AUTHOR = Mark(Trait.DOCUMENT_PERSON, "name of the author")
PERSON = Mark(Trait.PERSON, "name of the photographer")
SERIAL = Mark(Trait.DEVICE, "serial number of the camera")
PREVIEW = Mark(Trait.PREVIEW, "small copy of the picture")


def author(name: str) -> Inscription:
    return Inscription(name, Origin.METADATA, "name of the author")


@pytest.mark.parametrize(
    ("file", "names"),
    [
        pytest.param(holding(PERSON), "name of the photographer", id="a photographer"),
        pytest.param(
            holding(SERIAL, PREVIEW), "serial number of the camera, small copy of the picture", id="a camera"
        ),
        pytest.param(holding(AUTHOR, says=(author("Robin Sample"),)), "name of the author", id="an author"),
        pytest.param(
            holding(AUTHOR, says=(author("Village PD"), author("Robin Sample"))),
            "name of the author",
            id="an author beside the department",
        ),
        pytest.param(holding(AUTHOR), "name of the author", id="an author whose name can't be read"),
    ],
)
def test_flagged(file: MediaFile, names: str) -> None:
    message = f"`content/posts/report.pdf` tells in its metadata who or what made it: {names}"
    assert [*personal_metadata.check(file, facts())] == [Violation(message, PLACE)]


@pytest.mark.parametrize(
    "file",
    [
        pytest.param(holding(), id="a file with nothing to tell"),
        pytest.param(
            holding(AUTHOR, says=(author("Village Police Department"),)), id="the department itself"
        ),
        pytest.param(holding(AUTHOR, says=(author("VILLAGE PD"),)), id="the department by its short name"),
        pytest.param(holding(Mark(Trait.CAMERA, "date")), id="what another rule tells"),
        pytest.param(unread(), id="a file that was not read, which another rule tells"),
    ],
)
def test_passing(file: MediaFile) -> None:
    assert [*personal_metadata.check(file, facts())] == []


def test_of_many_places_only_the_first_are_told() -> None:
    marks = tuple(Mark(Trait.COVERED_TEXT, f"page {number}") for number in range(1, 9))
    assert listed((*marks, *marks)) == "page 1, page 2, page 3, page 4 and 4 more"
