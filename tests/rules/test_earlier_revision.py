from __future__ import annotations

import pytest
from tests.rules.builders import facts
from tests.rules.media_files import PLACE, holding, unread

from clearance.media.values import Mark, Trait
from clearance.model import Violation
from clearance.rules import earlier_revision
from clearance.rules.media_file import MediaFile


@pytest.mark.parametrize(
    ("mark", "problem"),
    [
        pytest.param(
            Mark(Trait.EARLIER_REVISION, "revision 1"),
            "still holds what it said before it was changed: revision 1",
            id="a revision",
        ),
    ],
)
def test_flagged(mark: Mark, problem: str) -> None:
    assert [*earlier_revision.check(holding(mark), facts())] == [
        Violation(f"`content/posts/report.pdf` {problem}", PLACE)
    ]


@pytest.mark.parametrize(
    "file",
    [
        pytest.param(holding(), id="a file with nothing to tell"),
        pytest.param(holding(Mark(Trait.APPENDED_DATA)), id="what another rule tells"),
        pytest.param(unread(), id="a file that was not read, which another rule tells"),
    ],
)
def test_passing(file: MediaFile) -> None:
    assert [*earlier_revision.check(file, facts())] == []
