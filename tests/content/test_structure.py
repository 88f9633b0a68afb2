from __future__ import annotations

import pytest
from tests.content.pages import raw_surface, surface

from clearance.model import Link, Place, Table


@pytest.mark.parametrize(
    ("body", "name"),
    [
        pytest.param("[Snow routes](a.md)", "Snow routes", id="words"),
        pytest.param("[Snow **routes** of *2026*](a.md)", "Snow routes of 2026", id="emphasised words"),
        pytest.param("[Snow\nroutes](a.md)", "Snow routes", id="words on two lines"),
        pytest.param("[![Snow plow](plow.png)](a.md)", "Snow plow", id="a picture's words"),
        pytest.param("[](a.md)", "", id="none"),
        pytest.param("[→](a.md)", "", id="an arrow"),
        pytest.param('[→](a.md "Snow routes")', "Snow routes", id="an arrow with a title"),
        pytest.param('[here](a.md "Snow routes")', "here", id="words before the title"),
        pytest.param("<a href='a.md' aria-label='Snow routes'>here</a>", "Snow routes", id="a label"),
        pytest.param("<a href='a.md' aria-label=' '>here</a>", "here", id="a blank label"),
        pytest.param("<https://village.example/a>", "https://village.example/a", id="an address"),
    ],
)
def test_the_name_of_a_link(body: str, name: str) -> None:
    assert [link.name for link in surface(f"{body}\n").links] == [name]


def test_a_link_is_placed_and_an_anchor_is_none() -> None:
    body = "<a id=top></a>\n\nSee [the map](map.png).\n"
    assert surface(body).links == (Link("the map", "map.png", Place(7, 6)),)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("| A | B |\n|---|---|\n| 1 | 2 |", [(2, 2)], id="a header row"),
        pytest.param("| | B |\n|---|---|\n| 1 | 2 |", [(2, 1)], id="an empty corner"),
        pytest.param("| | |\n|---|---|\n| 1 | 2 |", [(2, 0)], id="an empty header row"),
        pytest.param("| – | – |\n|---|---|\n| 1 | 2 |", [(2, 0)], id="headers without words"),
        pytest.param("| **A** | ![B](b.png) |\n|---|---|\n| 1 | 2 |", [(2, 2)], id="marked-up headers"),
        pytest.param("<table><tr><td>1<td>2</table>", [(2, 0)], id="HTML without headers"),
        pytest.param("<table><tr><th>A<td>2</table>", [(2, 1)], id="a header of its row"),
        pytest.param("<table role=presentation><tr><td>1</table>", [], id="a layout"),
        pytest.param("<table class=highlighttable><tr><td>1</table>", [], id="numbered lines of code"),
        pytest.param(
            "<table><tr><td><table><tr><th>A<th>B</table></table>",
            [(2, 2), (1, 0)],
            id="a table inside another",
        ),
        pytest.param("<table><tr><td>1<tr><td>1<td>2<td>3</table>", [(3, 0)], id="rows of several lengths"),
        pytest.param("<table></table>", [(0, 0)], id="no cells"),
        pytest.param("A paragraph.", [], id="no table"),
    ],
)
def test_the_cells_of_a_table(body: str, expected: list[tuple[int, int]]) -> None:
    assert [(table.columns, table.headers) for table in surface(f"{body}\n").tables] == expected


def test_a_table_is_placed() -> None:
    assert raw_surface("<p>One</p>\n<table><tr><td>1</table>").tables == (Table(1, 0, Place(6, 1)),)


def test_what_only_some_browsers_read_counts() -> None:
    result = raw_surface("<noscript><a href=x>here</a><table><tr><td>1</table></noscript>")
    assert ([link.name for link in result.links], len(result.tables)) == (["here"], 1)


def test_a_cell_without_a_table_is_none() -> None:
    assert raw_surface("<template><td>1</td></template><a href=x>y</a>").tables == ()
