from __future__ import annotations

import pytest
from tests.content.pages import page, surface_of

from clearance.model import Place

FRONT = "title: Mill Street closed\ndescription: Until noon.\ndate: 2026-03-01"


def source_only(body: str, front: str = FRONT) -> list[tuple[str, Place]]:
    read = page(front=front, body=body)
    return [
        (passage.text, passage.place) for passage in surface_of(read).passages if passage.origin == "source"
    ]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("Mill Street is *closed*.\n", id="plain words"),
        pytest.param(
            "# Head\n\n- one [way](about.md)\n- [two][w]\n\n[w]: https://x.example/way\n", id="links"
        ),
        pytest.param('![The closure](map.png){ width="300" }\n', id="a picture"),
        pytest.param("| Street | Until |\n|---|---|\n| Mill | noon |\n", id="a table"),
        pytest.param("<!-- a comment, which the page has -->\n", id="a comment of the page"),
    ],
)
def test_nothing_but_what_the_page_says(body: str) -> None:
    assert source_only(body) == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        pytest.param("[//]: # (Ask Jane Doe)", "[//]: # (Ask Jane Doe)", id="a comment that Markdown drops"),
        pytest.param(
            "[unused]: https://x.example/doe", "[unused]: https://x.example/doe", id="no link uses it"
        ),
    ],
)
def test_a_line_that_is_on_no_page(line: str, found: str) -> None:
    assert source_only(f"Closed.\n\n{line}\n") == [(found, Place(8, 1))]


def test_comments_of_the_front_matter_and_who_asked() -> None:
    front = f"{FRONT} # not before\n# Jane Doe called\nclearance: {{requested_by: patrol7, incident: 2026-1}}"
    assert source_only("Closed.\n", front) == [
        ("2026-1", Place(6, 36)),
        ("patrol7", Place(6, 13)),
        ("not before", Place(4, 20)),
        ("Jane Doe called", Place(5, 3)),
    ]
