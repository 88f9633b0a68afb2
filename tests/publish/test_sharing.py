"""The cards of a real department: whose, in which colours, with which logo."""

from __future__ import annotations

import pytest
from tests.cards.test_drawing import png
from tests.department import Department
from tests.village import OTHER, POST, post

from clearance.colours import ENOUGH, WHITE, contrast
from clearance.publish.decision import decide
from clearance.publish.sharing import _PALETTE, Cards, address, cards

PALETTE = "  font: false\n"


def made(department: Department) -> Cards:
    decision = decide(department.root, at=department.judge().outcome.at)
    assert decision.config is not None
    return cards(decision.judgement, decision.config)


def test_each_published_post_has_one_and_all_else_has_one_in_common(department: Department) -> None:
    department.write("content/posts/new.md", post("Not approved"))
    department.commit()
    found = made(department)
    assert found.posts.keys() == {POST, OTHER}
    card = found.posts[OTHER]
    assert (card.department, card.title, card.subject, card.notice) == (
        "Village of Test Police Department",
        "Village meeting",
        "Traffic",
        "",
    )
    assert found.site is not None
    assert (found.site.title, found.address("content/about.md")) == ("Test Police", address(found.site))
    assert found.by_address().keys() == {found.address(path) for path in (POST, OTHER, "")}


def test_without_cards_there_is_no_address() -> None:
    assert (Cards().address(POST), Cards().by_address()) == ("", {})


@pytest.mark.parametrize(
    ("old", "new", "ground"),
    [
        pytest.param(PALETTE, PALETTE, "#4051b5", id="the theme's default"),
        pytest.param(PALETTE, f"{PALETTE}  palette: {{primary: blue grey}}\n", "#546d78", id="by name"),
        pytest.param(
            PALETTE,
            f"{PALETTE}  palette:\n    - {{primary: deep-purple}}\n",
            "#7e56c2",
            id="of the first of many",
        ),
        pytest.param(
            PALETTE, f"{PALETTE}  palette: {{primary: custom}}\n", "#4051b5", id="the theme's own css"
        ),
    ],
)
def test_the_ground_is_that_of_the_theme(department: Department, old: str, new: str, ground: str) -> None:
    department.replace("mkdocs.yml", old, new)
    department.adopt()
    assert made(department).posts[POST].ground == ground


@pytest.mark.parametrize("name", _PALETTE)
def test_in_any_colour_of_the_theme_all_is_readable(department: Department, name: str) -> None:
    department.replace("mkdocs.yml", PALETTE, f"{PALETTE}  palette: {{primary: {name}}}\n")
    department.adopt()
    card = made(department).posts[POST]
    assert contrast(WHITE, card.ground) >= ENOUGH
    assert contrast(card.accent, card.ground) >= ENOUGH


def test_a_departments_own_colours(department: Department) -> None:
    own = 'colors: {primary: "#14304f", accent: "#f4d77c"}\nequipment:'
    department.replace("guidelines/department.yml", "equipment:", own)
    department.adopt()
    card = made(department).posts[POST]
    assert (card.ground, card.accent) == ("#14304f", "#f4d77c")


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param("  logo: badge.png\n", True, id="a raster logo"),
        pytest.param("  logo: badge.svg\n  favicon: badge.png\n", True, id="the icon in place of a drawing"),
        pytest.param("  logo: badge.svg\n", False, id="a drawing alone"),
        pytest.param("  logo: nowhere.png\n", False, id="a file that is not there"),
        pytest.param("  logo: ../content/posts/map.png\n", False, id="a file that nobody adopted"),
    ],
)
def test_the_logo_is_an_adopted_raster_picture(department: Department, settings: str, expected: bool) -> None:  # noqa: FBT001 - a case
    department.write("theme/badge.png", png())
    department.write("theme/badge.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    department.replace("mkdocs.yml", PALETTE, f"{PALETTE}  custom_dir: theme\n{settings}")
    department.adopt()
    assert (made(department).posts[POST].logo.data == png()) == expected
