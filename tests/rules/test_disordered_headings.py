from __future__ import annotations

import pytest
from tests.rules.builders import case, element, facts, surface

from clearance.model import Place, Violation
from clearance.rules import disordered_headings


def problems(*levels: int) -> list[Violation]:
    headings = [element(f"h{level}", "Title", line) for line, level in enumerate(levels, 4)]
    judged = case(surface=surface(element("p"), *headings))
    return [*disordered_headings.check(judged, facts())]


@pytest.mark.parametrize(
    "levels",
    [
        pytest.param((), id="none"),
        pytest.param((2, 3, 3, 2, 3, 4), id="one level down at a time, below the page's title"),
        pytest.param((1, 2, 3, 2), id="a title of its own"),
        pytest.param((2, 3, 4, 2), id="several levels up at once"),
    ],
)
def test_headings_in_order(levels: tuple[int, ...]) -> None:
    assert problems(*levels) == []


@pytest.mark.parametrize(
    ("levels", "message", "line"),
    [
        pytest.param(
            (3,),
            "this heading of level 3 follows the page's title; expected level 2 at most (`##`)",
            4,
            id="the first one too deep",
        ),
        pytest.param(
            (2, 4, 4),
            "this heading of level 4 follows a heading of level 2; expected level 3 at most (`###`)",
            5,
            id="a level skipped, told once",
        ),
        pytest.param(
            (1, 2, 1), "this is a second title of the page; expected `##` or deeper", 6, id="two titles"
        ),
        pytest.param(
            (1, 3),
            "this heading of level 3 follows the page's title; expected level 2 at most (`##`)",
            5,
            id="a level skipped below its own title",
        ),
    ],
)
def test_headings_out_of_order(levels: tuple[int, ...], message: str, line: int) -> None:
    assert problems(*levels) == [Violation(message, Place(line))]


def test_headings_before_the_title_are_told_once() -> None:
    before = "this heading stands before the page's title; expected the title, with one `#`, first"
    assert problems(2, 2, 1, 2) == [Violation(before, Place(4))]
