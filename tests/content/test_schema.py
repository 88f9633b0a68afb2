from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator
from tests.content.pages import read
from tests.content.test_page import FULL

from clearance.content.front_matter import page_schema
from clearance.model import Page
from clearance.strict_yaml import parse

VALIDATOR = Draft202012Validator(page_schema())
PHOTO = "title: T\nclearance: {media: {a.jpg: {kind: portrait}}}"


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(page_schema())
    assert "null" not in str(page_schema())


@pytest.mark.parametrize(
    ("front", "good"),
    [
        pytest.param(FULL, True, id="every key"),
        pytest.param("title: T", True, id="a title only"),
        pytest.param(PHOTO, True, id="a portrait"),
        pytest.param(PHOTO.replace("portrait", "booking-photo, offense: felony"), True, id="a booking photo"),
        pytest.param(
            PHOTO.replace("portrait", "portrait, offense: felony"), False, id="a portrait with an offense"
        ),
        pytest.param(PHOTO.replace("portrait", "drawing"), False, id="an unknown kind"),
        pytest.param("date: 2026-03-01", False, id="no title"),
        pytest.param("title: T\ndate: tomorrow", False, id="a word for a date"),
        pytest.param("title: T\ndate: {updated: 2026-03-01}", False, id="updated but never made"),
        pytest.param("title: T\nslug: A", False, id="a slug in capitals"),
        pytest.param("title: T\nslug: null", False, id="a key without value"),
        pytest.param("title: T\nauthors: pio1", False, id="authors as text"),
        pytest.param("title: T\nauthors: [a, a]", False, id="an author twice"),
        pytest.param("title: T\nhide: [toc]", False, id="an unknown key"),
        pytest.param("title: ' T'", False, id="a title set in"),
    ],
)
def test_editors_and_the_gate_agree(front: str, good: bool) -> None:  # noqa: FBT001 - a case
    assert VALIDATOR.is_valid(parse(front, "x.md").value) is good
    assert isinstance(read(front, path="content/pages/x.md"), Page) is good
