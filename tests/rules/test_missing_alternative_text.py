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
        pytest.param(element("p"), id="no picture"),
    ],
)
def test_words_for_the_picture(part: Element) -> None:
    assert [*missing_alternative_text.check(case(surface=surface(part)), facts())] == []


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
