from __future__ import annotations

from tests.rules.builders import case, facts

from clearance.model import Link, Place, Surface, Violation
from clearance.rules import nameless_link


def problems(name: str) -> list[Violation]:
    surface = Surface(links=(Link(name, "routes.md", Place(7, 3)),))
    return [*nameless_link.check(case(surface=surface), facts())]


def test_a_link_with_words() -> None:
    assert problems("Snow routes") == []
    assert [*nameless_link.check(case(), facts())] == []


def test_a_link_without_words() -> None:
    message = "this link has no words; expected words that say where it leads"
    assert problems("") == [Violation(message, Place(7, 3))]
