from __future__ import annotations

from tests.rules.builders import PATH

from clearance.model import Place, Unreadable, Violation
from clearance.rules import unreadable_page


def test_it_says_why_and_where() -> None:
    unreadable = Unreadable(PATH, "digest", "the key 'titel' is unknown", Place(2, 1))
    assert unreadable_page.violation(unreadable) == Violation("the key 'titel' is unknown", Place(2, 1))
