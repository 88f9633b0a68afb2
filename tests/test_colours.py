from __future__ import annotations

import pytest

from clearance.colours import BLACK, ENOUGH, WHITE, contrast, mixed, rgb, until_readable


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        pytest.param(WHITE, BLACK, 21.0, id="the most"),
        pytest.param(WHITE, WHITE, 1.0, id="the least"),
        pytest.param("#777777", WHITE, 4.48, id="a grey that just fails"),
        pytest.param("#767676", WHITE, 4.54, id="a grey that just passes"),
    ],
)
def test_contrast(one: str, other: str, ratio: float) -> None:
    assert round(contrast(one, other), 2) == ratio
    assert contrast(one, other) == contrast(other, one)


@pytest.mark.parametrize("text", ["", "#fff", "14304f0", "#14304g", "#14304f0", "red"])
def test_what_is_no_colour(text: str) -> None:
    with pytest.raises(ValueError, match=r"no colour|invalid literal"):
        rgb(text)


def test_a_mixture() -> None:
    assert [mixed("#000000", "#ff8000", share) for share in (0, 0.5, 1)] == ["#000000", "#804000", "#ff8000"]


@pytest.mark.parametrize("colour", ["#ffec3d", "#2094f3", "#14304f"])
def test_a_ground_is_darkened_until_white_is_readable(colour: str) -> None:
    assert contrast(until_readable(colour, WHITE, BLACK), WHITE) >= ENOUGH


def test_a_colour_that_is_readable_stays() -> None:
    assert until_readable("#14304f", WHITE, BLACK) == "#14304f"
