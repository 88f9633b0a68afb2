from __future__ import annotations

import pytest
from tests.rules.builders import facts
from tests.rules.media_files import PLACE, holding, unread

from clearance.media.values import Mark, Trait
from clearance.model import Violation
from clearance.rules import active_document
from clearance.rules.media_file import MediaFile


@pytest.mark.parametrize(
    ("mark", "problem"),
    [
        pytest.param(
            Mark(Trait.SCRIPT, "macro or control"),
            "can do something by itself: macro or control",
            id="a macro",
        ),
        pytest.param(
            Mark(Trait.ATTACHMENT, "attached file"),
            "has another file inside: attached file",
            id="an attachment",
        ),
        pytest.param(
            Mark(Trait.REMOTE_PART, "part fetched from elsewhere"),
            "fetches something when it is opened: part fetched from elsewhere",
            id="a template from elsewhere",
        ),
    ],
)
def test_flagged(mark: Mark, problem: str) -> None:
    assert [*active_document.check(holding(mark), facts())] == [
        Violation(f"`content/posts/report.pdf` {problem}", PLACE)
    ]


@pytest.mark.parametrize(
    "file",
    [
        pytest.param(holding(), id="a file with nothing to tell"),
        pytest.param(holding(Mark(Trait.ANNOTATION, "comment")), id="what another rule tells"),
        pytest.param(unread(), id="a file that was not read, which another rule tells"),
    ],
)
def test_passing(file: MediaFile) -> None:
    assert [*active_document.check(file, facts())] == []
