from __future__ import annotations

import pytest
from tests.content.pages import BODY_LINE, page, surface

from clearance.content.pinpoint import pinpoint
from clearance.model import Passage, Place


def _place(body: str, wanted: str) -> Place:
    """Where what is wanted stands, by the passage that holds it."""
    passage = next(p for p in surface(body).passages if wanted in p.text)
    return pinpoint(page(body), passage, passage.text.index(wanted))


@pytest.mark.parametrize(
    ("body", "wanted", "line", "column"),
    [
        pytest.param("Call Pat now.\n", "Call", 0, 1, id="the first word"),
        pytest.param("Call Pat now.\n", "now", 0, 10, id="a later word"),
        pytest.param("Call\nPat\n now.\n", "now", 2, 2, id="another line of the paragraph"),
        pytest.param("First.\n\nCall **Pat** at *home* now.\n", "home", 2, 18, id="behind emphasis"),
        pytest.param(
            "See [the list](https://x.example/a/list/b) today.\n", "today", 0, 44, id="behind a link"
        ),
        pytest.param("A & B, or 070-1 here.\n", "70-1", 0, 12, id="inside a word"),
        pytest.param("Plate &#56;1 seen.\n", "81", 0, 7, id="an entity, at the word before it"),
        pytest.param("It is (708) 1.\n", "(708)", 0, 7, id="a bracket"),
        pytest.param("Cat concat cat.\n", "cat.", 0, 12, id="a word that stands in another"),
        pytest.param("| a | b |\n|---|---|\n| c | d e |\n", "e", 2, 9, id="a table's cell"),
    ],
)
def test_in_the_body(body: str, wanted: str, line: int, column: int) -> None:
    assert _place(body, wanted) == Place(BODY_LINE + line, column)


def test_in_the_title() -> None:
    post = page(front="title: Call Pat\ndate: 2026-03-01")
    passage = Passage(post.title, "title", post.place("title"))
    assert pinpoint(post, passage, 5) == Place(2, 13)


@pytest.mark.parametrize("line", [0, 99], ids=["before the file", "behind the file"])
def test_a_passage_that_stands_nowhere_in_the_page(line: int) -> None:
    passage = Passage("Call Pat", "body", Place(line, 3))
    assert pinpoint(page(), passage, 5) == Place(line, 3)


def test_a_text_that_the_source_does_not_hold() -> None:
    passage = Passage("Nothing alike", "body", Place(BODY_LINE, 1))
    assert pinpoint(page(), passage, 8) == Place(BODY_LINE, 1)
