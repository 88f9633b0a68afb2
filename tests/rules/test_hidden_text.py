from __future__ import annotations

import pytest
from tests.rules.builders import facts
from tests.rules.media_files import PLACE, holding, unread

from clearance.media.values import Mark, Trait
from clearance.model import Violation
from clearance.rules import hidden_text
from clearance.rules.media_file import MediaFile


@pytest.mark.parametrize(
    ("mark", "problem"),
    [
        pytest.param(
            Mark(Trait.INVISIBLE_TEXT, "page 2"),
            "has text that a reader does not see: page 2",
            id="invisible text",
        ),
        pytest.param(
            Mark(Trait.HIDDEN_LAYER), "has a layer that is switched off, but in the file", id="a layer"
        ),
        pytest.param(
            Mark(Trait.HIDDEN_PART, "hidden sheet 2"),
            "has a part that a reader does not see: hidden sheet 2",
            id="a hidden sheet",
        ),
        pytest.param(Mark(Trait.ANNOTATION, "comment"), "has notes or comments: comment", id="a comment"),
    ],
)
def test_flagged(mark: Mark, problem: str) -> None:
    assert [*hidden_text.check(holding(mark), facts())] == [
        Violation(f"`content/posts/report.pdf` {problem}", PLACE)
    ]


@pytest.mark.parametrize(
    "file",
    [
        pytest.param(holding(), id="a file with nothing to tell"),
        pytest.param(holding(Mark(Trait.COVERED_TEXT, "page 1")), id="what another rule tells"),
        pytest.param(unread(), id="a file that was not read, which another rule tells"),
    ],
)
def test_passing(file: MediaFile) -> None:
    assert [*hidden_text.check(file, facts())] == []
