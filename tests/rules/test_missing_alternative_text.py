from __future__ import annotations

import pytest
from tests.rules.builders import case, element, facts, surface

from clearance.model import Element, Place, Violation
from clearance.rules import missing_alternative_text


@pytest.mark.parametrize(
    "part",
    [
        pytest.param(element("img", src="map.png", alt="Map of the closed block"), id="words"),
        pytest.param(element("img", src="map.png", alt="Map 2"), id="the file's name and more"),
        pytest.param(element("img", alt="Map"), id="no address"),
        pytest.param(element("img", alt="Photo of the new squad car"), id="a photo of something"),
        pytest.param(element("img", alt="Photo 2024 parade"), id="a year"),
        pytest.param(element("img", alt="Form 1021 as it looks in your hand"), id="a number"),
        pytest.param(
            element("img", alt="Screenshot of a false text message"), id="a screenshot of something"
        ),
        pytest.param(
            element("img", alt="The address ends in village.example/a.pdf here"), id="a file's name inside"
        ),
        pytest.param(element("p"), id="no picture"),
    ],
)
def test_words_for_the_picture(part: Element) -> None:
    assert [*missing_alternative_text.check(case(surface=surface(part)), facts())] == []


@pytest.mark.parametrize(
    "text",
    [
        *(
            "IMG_2034.jpg",
            "IMG_2034",
            "img-2034 (1)",
            "DSC00123",
            "DSCN0012.JPG",
            "PXL_20260301_101112345.MP",
        ),
        *("P1010023", "Screenshot 2026-03-01 at 10.12.13 AM", "Photo 2026-03-01", "other-name.png"),
        *("my new map.webp", "20260301_101112.heic"),
    ],
)
def test_the_name_of_any_file(text: str) -> None:
    picture = element("img", src="map.png", alt=text)
    expected = (
        "the alternative text of this picture is only the name of a file; "
        "expected words that say what the picture tells"
    )
    found = missing_alternative_text.check(case(surface=surface(picture)), facts())
    assert [violation.message for violation in found] == [expected]


@pytest.mark.parametrize(
    "text",
    ["image", "Photo.", "photo 2", "Picture #3", "(image)", "imagen", "Fotografía 1", "alt text"],
)
def test_words_that_say_nothing(text: str) -> None:
    picture = element("img", src="map.png", alt=text)
    expected = (
        "the alternative text of this picture only says that it is a picture; "
        "expected words that say what the picture tells"
    )
    found = missing_alternative_text.check(case(surface=surface(picture)), facts())
    assert [violation.message for violation in found] == [expected]


@pytest.mark.parametrize(
    ("attributes", "problem"),
    [
        pytest.param({}, "this picture has no alternative text", id="none"),
        pytest.param({"alt": ""}, "this picture has no alternative text", id="empty"),
        pytest.param({"alt": " \u200b"}, "this picture has no alternative text", id="invisible"),
        pytest.param({"alt": "…"}, "this picture has no alternative text", id="no word"),
        pytest.param(
            {"alt": "Closure-Map.png"},
            "the alternative text of this picture is only the name of its file",
            id="the file's name",
        ),
        pytest.param(
            {"alt": " closure-map "},
            "the alternative text of this picture is only the name of its file",
            id="the file's name without its ending",
        ),
    ],
)
def test_no_words_for_the_picture(attributes: dict[str, str], problem: str) -> None:
    picture = Element("img", {"src": "maps/closure%2Dmap.png?v=1#x", **attributes}, Place(9, 3))
    assert [*missing_alternative_text.check(case(surface=surface(picture)), facts())] == [
        Violation(f"{problem}; expected words that say what the picture tells", Place(9, 3))
    ]
