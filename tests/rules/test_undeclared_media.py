from __future__ import annotations

import pytest
from tests.rules.builders import MAP, PATH, case, declared, facts, linked, page, shown, surface

from clearance.model import Declaration, Place, Reference, Violation
from clearance.rules import undeclared_media

FILES = facts(files={PATH: "a", MAP: "b", "content/posts/form.pdf": "c"})
SHOWN = "is shown on the page, but declared a document; expected the kind of picture that it is"
FORM = "content/posts/form.pdf"


@pytest.mark.parametrize(
    ("media", "references"),
    [
        pytest.param([], [], id="no media"),
        pytest.param([declared("map")], [shown("map.png", MAP)], id="a map shown"),
        pytest.param([declared("document", FORM)], [linked("form.pdf", FORM)], id="a document linked to"),
        pytest.param([declared("photo")], [linked("map.png", MAP)], id="a picture linked to"),
        pytest.param([], [linked("closure.md", PATH)], id="a link to a page"),
        pytest.param([], [linked("#top", PATH), linked("https://x.example", None)], id="other links"),
        pytest.param(
            [], [shown("gone.png", "content/gone.png")], id="a missing file, which another rule tells"
        ),
    ],
)
def test_declared(media: list[Declaration], references: list[Reference]) -> None:
    judged = case(page(media=tuple(media)), surface=surface(*references))
    assert [*undeclared_media.check(judged, FILES)] == []


@pytest.mark.parametrize(
    ("media", "references", "violation"),
    [
        pytest.param(
            [],
            [shown("map.png", MAP, line=9), linked("map.png", MAP, line=12)],
            Violation(
                f"`{MAP}` is not declared; expected it under `clearance.media` with its kind", Place(9)
            ),
            id="a picture, told once",
        ),
        pytest.param(
            [],
            [linked("form.pdf", FORM, line=9)],
            Violation(
                f"`{FORM}` is not declared; expected it under `clearance.media` with its kind", Place(9)
            ),
            id="a document linked to",
        ),
        pytest.param(
            [declared("document")],
            [linked("map.png", MAP, line=5), shown("map.png", MAP, line=9)],
            Violation(
                f"`{MAP}` {SHOWN}",
                Place(9),
            ),
            id="a picture declared a document",
        ),
        pytest.param(
            [declared("map", "content/posts/old.png")],
            [],
            Violation("`content/posts/old.png` is declared, but there is no such file", Place(7, 5)),
            id="a declared file that does not exist",
        ),
    ],
)
def test_undeclared(media: list[Declaration], references: list[Reference], violation: Violation) -> None:
    judged = case(page(media=tuple(media)), surface=surface(*references))
    assert [*undeclared_media.check(judged, FILES)] == [violation]
