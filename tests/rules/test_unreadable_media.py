from __future__ import annotations

from tests.rules.builders import facts
from tests.rules.media_files import PLACE, holding, unread

from clearance.model import Violation
from clearance.rules import unreadable_media


def test_a_file_that_was_not_read() -> None:
    violation = Violation("`content/posts/report.pdf` can't be read: it is empty", PLACE)
    assert [*unreadable_media.check(unread("it is empty"), facts())] == [violation]


def test_a_file_that_was_read() -> None:
    assert [*unreadable_media.check(holding(), facts())] == []
