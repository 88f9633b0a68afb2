from __future__ import annotations

import math
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.feeds.builders import NOON, POINTS, info, message, named
from tests.feeds.hostile import texts

from clearance.feeds.alert import (
    Area,
    Circle,
    Geocode,
    Point,
    Reference,
    Status,
    identifier,
)

NAIVE = datetime(2026, 3, 3)  # noqa: DTZ001 - what is refused


@pytest.mark.parametrize("pair", [(0, 0), (90, 180), (-90, -180)])
def test_a_point_is_on_earth(pair: tuple[float, float]) -> None:
    assert Point(*pair) == Point(*pair)


@pytest.mark.parametrize("pair", [(90.1, 0), (0, -180.1), (math.nan, 0), (0, math.inf)])
def test_a_point_elsewhere_is_refused(pair: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="expected degrees"):
        Point(*pair)


@pytest.mark.parametrize("kilometers", [0, 1.5])
def test_a_circle_has_a_radius(kilometers: float) -> None:
    assert Circle(Point(0, 0), kilometers).kilometers == kilometers


@pytest.mark.parametrize("kilometers", [-1, math.nan, math.inf])
def test_a_circle_without_one_is_refused(kilometers: float) -> None:
    with pytest.raises(ValueError, match="expected a radius"):
        Circle(Point(0, 0), kilometers)


def test_an_area_needs_words_alone() -> None:
    assert Area("The village").polygons == ()
    with pytest.raises(ValueError, match="expected a text for description"):
        Area(" \n")


@pytest.mark.parametrize(
    "points",
    [
        pytest.param((POINTS[0], POINTS[1], POINTS[0]), id="a line there and back"),
        pytest.param((*POINTS, POINTS[1]), id="an open polygon"),
    ],
)
def test_a_polygon_is_closed(points: tuple[Point, ...]) -> None:
    assert Area("x", polygons=(POINTS,)).polygons == (POINTS,)
    with pytest.raises(ValueError, match="expected a polygon"):
        Area("x", polygons=(points,))


def test_a_geocode_has_a_system_and_a_value() -> None:
    assert Geocode("SAME", "017031").value == "017031"
    for system, value in (("", "017031"), ("SAME", " ")):
        with pytest.raises(ValueError, match="expected a text for"):
            Geocode(system, value)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({"event": ""}, "text for event", id="no event"),
        pytest.param({"headline": "\n"}, "text for headline", id="no headline"),
        pytest.param({"sender_name": ""}, "text for sender name", id="no name of the sender"),
        pytest.param({"expires": NAIVE}, "offset", id="an end without an offset"),
        pytest.param({"onset": NAIVE}, "offset", id="an onset without an offset"),
        pytest.param({"web": "posts/flood/"}, "address", id="a relative address"),
        pytest.param({"categories": ()}, "one category", id="no category"),
        pytest.param({"areas": ()}, "one area", id="no area"),
    ],
)
def test_a_text_refuses(changes: dict[str, object], expected: str) -> None:
    with pytest.raises(ValueError, match=expected):
        info(**changes)


def test_a_text_needs_no_more_than_that() -> None:
    least = info(description="", instruction="", web=None, contact="", responses=(), onset=None)
    assert least.headline == info().headline


@pytest.mark.parametrize("name", ["police.example", "2026-0412:1", "alerts@police.example"])
def test_a_name_stays(name: str) -> None:
    assert Reference(name, name, NOON).identifier == name


@pytest.mark.parametrize("name", ["", "a b", "a,b", "a<b", "a&b", "a\nb", "a\u00a0b", "día", "a\x00"])
def test_a_name_with_what_cap_forbids_is_refused(name: str) -> None:
    for sender, own in ((name, "1"), ("police.example", name)):
        with pytest.raises(ValueError, match="expected a name without"):
            Reference(sender, own, NOON)


def test_a_reference_has_an_offset() -> None:
    with pytest.raises(ValueError, match="offset"):
        Reference("police.example", "1", NAIVE)


def test_a_message_has_one_text_for_each_language() -> None:
    both = (info(), info(language="es-US"))
    assert message(infos=both).infos == both
    with pytest.raises(ValueError, match="one text for each language"):
        message(infos=(info(), info()))
    with pytest.raises(ValueError, match="in at least one language"):
        message(infos=())


def test_a_message_ends_after_it_was_sent() -> None:
    assert message(sent=NOON).name.sent == NOON
    with pytest.raises(ValueError, match="expire after it was sent"):
        message(sent=info().expires)


def test_an_exercise_has_a_name() -> None:
    assert message(status=Status.EXERCISE, note="Spring drill").note == "Spring drill"
    assert message(status=Status.TEST).note == ""
    with pytest.raises(ValueError, match="names the exercise"):
        message(status=Status.EXERCISE, note="\n")


def test_an_incident_is_a_name() -> None:
    assert message(incident="").incident == ""
    with pytest.raises(ValueError, match="expected a name without"):
        message(incident="the flood")


def test_an_identifier_names_its_parts() -> None:
    assert identifier("2026-0412", "3") == "2026-0412:3"
    assert identifier("a b,<&:", "día") == "a%20b%2C%3C%26%3A:d%C3%ADa"


@pytest.mark.parametrize("parts", [(), ("",), ("a", "")])
def test_an_identifier_of_nothing_is_refused(parts: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="expected parts"):
        identifier(*parts)


PARTS = st.lists(texts.filter(bool), min_size=1, max_size=3)


@given(PARTS, PARTS)
def test_different_parts_make_different_identifiers_and_each_is_allowed(
    one: list[str], other: list[str]
) -> None:
    made = [replace(named(1), identifier=identifier(*parts)).identifier for parts in (one, other)]
    assert (made[0] == made[1]) == (one == other)
