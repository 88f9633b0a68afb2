from __future__ import annotations

import pytest
from tests.rules.builders import facts
from tests.rules.media_files import PLACE, holding, unread

from clearance.media.values import Mark, Trait
from clearance.model import Violation
from clearance.rules import mismatched_type
from clearance.rules.media_file import MediaFile


@pytest.mark.parametrize(
    ("mark", "problem"),
    [
        pytest.param(
            Mark(Trait.WRONG_NAME, "PNG"),
            "is PNG by its contents, which is not what its name says",
            id="a PNG by another name",
        ),
    ],
)
def test_flagged(mark: Mark, problem: str) -> None:
    assert [*mismatched_type.check(holding(mark), facts())] == [
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
    assert [*mismatched_type.check(file, facts())] == []
