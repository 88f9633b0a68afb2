from __future__ import annotations

import pytest
from tests.rules.builders import facts
from tests.rules.media_files import PLACE, holding, unread

from clearance.media.values import Mark, Trait
from clearance.model import Violation
from clearance.rules import failed_redaction
from clearance.rules.media_file import MediaFile


@pytest.mark.parametrize(
    ("mark", "problem"),
    [
        pytest.param(
            Mark(Trait.COVERED_TEXT, "page 3"),
            "has text under a cover that anyone can still read: page 3",
            id="a covered text",
        ),
        pytest.param(
            Mark(Trait.PENDING_REDACTION, "page 1"),
            "has text that is marked for redaction, but not removed: page 1",
            id="a redaction that was not carried out",
        ),
    ],
)
def test_flagged(mark: Mark, problem: str) -> None:
    assert [*failed_redaction.check(holding(mark), facts())] == [
        Violation(f"`content/posts/report.pdf` {problem}", PLACE)
    ]


@pytest.mark.parametrize(
    "file",
    [
        pytest.param(holding(), id="a file with nothing to tell"),
        pytest.param(holding(Mark(Trait.INVISIBLE_TEXT, "page 1")), id="what another rule tells"),
        pytest.param(unread(), id="a file that was not read, which another rule tells"),
    ],
)
def test_passing(file: MediaFile) -> None:
    assert [*failed_redaction.check(file, facts())] == []
