from __future__ import annotations

import pytest
from tests.rules.builders import facts
from tests.rules.media_files import PLACE, holding, unread

from clearance.media.values import Mark, Trait
from clearance.model import Violation
from clearance.rules import location_in_file
from clearance.rules.media_file import MediaFile


@pytest.mark.parametrize(
    ("mark", "problem"),
    [
        pytest.param(
            Mark(Trait.LOCATION, "GPS position"),
            "tells in its metadata where it was made: GPS position",
            id="a position",
        ),
        pytest.param(
            Mark(Trait.LOCATION, "GPS position, of a photograph in it"),
            "tells in its metadata where it was made: GPS position, of a photograph in it",
            id="a position inside a document",
        ),
    ],
)
def test_flagged(mark: Mark, problem: str) -> None:
    assert [*location_in_file.check(holding(mark), facts())] == [
        Violation(f"`content/posts/report.pdf` {problem}", PLACE)
    ]


@pytest.mark.parametrize(
    "file",
    [
        pytest.param(holding(), id="a file with nothing to tell"),
        pytest.param(holding(Mark(Trait.CAMERA, "date")), id="what another rule tells"),
        pytest.param(unread(), id="a file that was not read, which another rule tells"),
    ],
)
def test_passing(file: MediaFile) -> None:
    assert [*location_in_file.check(file, facts())] == []
