from __future__ import annotations

import pytest
from tests.rules.builders import facts
from tests.rules.media_files import PLACE, holding, unread

from clearance.media.values import Mark, Trait
from clearance.model import Violation
from clearance.rules import unexamined_media
from clearance.rules.media_file import MediaFile


@pytest.mark.parametrize(
    ("mark", "problem"),
    [
        pytest.param(
            Mark(Trait.NOT_EXAMINED, "MP4 or QuickTime"),
            "is a recording (MP4 or QuickTime), which a person must watch or hear to its end",
            id="a film",
        ),
    ],
)
def test_flagged(mark: Mark, problem: str) -> None:
    assert [*unexamined_media.check(holding(mark), facts())] == [
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
    assert [*unexamined_media.check(file, facts())] == []
