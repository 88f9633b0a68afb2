"""`clearance.alert`, read strictly."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.content.pages import read, surface_of

from clearance.content.front_matter import page_schema
from clearance.model import Alert, Page, Unreadable

KEYS = """\
title: T
date: 2026-03-01
clearance:
  expires: 2026-03-02T18:00
  alert:
    event: Flash flood
    category: Met
    urgency: Immediate
    severity: Severe
    certainty: Observed
    area: Mill Street
    instruction: Go to higher ground.
    response: Evacuate
    same: ["017031"]
    polygon: [[41.66, -87.74], [41.67, -87.74], [41.67, -87.73]]
"""
CORNERS = "write three corners or more, each its latitude and longitude, such as [41.66, -87.74]"


def changed(old: str, new: str) -> Page | Unreadable:
    assert old in KEYS
    return read(KEYS.replace(old, new).rstrip())


def test_an_alert_with_every_key_ends_with_its_post() -> None:
    found = read(KEYS.rstrip())
    assert isinstance(found, Page)
    corners = ((41.66, -87.74), (41.67, -87.74), (41.67, -87.73), (41.66, -87.74))
    assert found.alert == Alert(
        event="Flash flood",
        category="Met",
        urgency="Immediate",
        severity="Severe",
        certainty="Observed",
        area="Mill Street",
        expires=datetime(2026, 3, 3, 0, tzinfo=UTC),
        instruction="Go to higher ground.",
        response="Evacuate",
        same=("017031",),
        polygon=corners,
    )


def test_its_own_end_comes_before_that_of_the_post() -> None:
    found = changed("    event:", "    expires: 2026-03-01T12:00\n    event:")
    assert isinstance(found, Page)
    assert found.alert is not None
    assert found.alert.expires == datetime(2026, 3, 1, 18, tzinfo=UTC)


def test_its_words_are_judged_as_the_pages() -> None:
    found = read(KEYS.rstrip())
    assert isinstance(found, Page)
    told = {one.text for one in surface_of(found).passages if one.origin == "alert"}
    assert told == {"Flash flood", "Mill Street", "Go to higher ground."}


@pytest.mark.parametrize(
    ("old", "new", "message", "line"),
    [
        pytest.param("    event: Flash flood\n", "", "the key `event` is missing", 6, id="no event"),
        pytest.param("    area: Mill Street\n", "", "the key `area` is missing", 6, id="no area"),
        pytest.param("severity: Severe", "severity: severe", "did you mean `Severe`?", 10, id="small"),
        pytest.param("category: Met", "category: Weather", "Expected one of: Geo, Met,", 8, id="no category"),
        pytest.param("response: Evacuate", "response: Run", "Expected one of: Shelter,", 14, id="no answer"),
        pytest.param("    area:", "    areas: x\n    area:", "did you mean `area`?", 12, id="an unknown key"),
        pytest.param('"017031"', "017031", "expected a list of SAME codes", 15, id="a number"),
        pytest.param("[41.67, -87.73]", f"[1{'0' * 400}, 0]", "is no place here", 16, id="a huge number"),
        pytest.param('["017031"]', '["017031", "017031"]', "a code stands twice", 15, id="twice"),
        pytest.param('["017031"]', "017031", "expected a list of SAME codes", 15, id="no list"),
        pytest.param('"017031"', '"17031"', "SAME codes of six digits", 15, id="five digits"),
        pytest.param("area: Mill Street", "area: '\u202e'", "nothing that can be read", 12, id="only marks"),
        pytest.param("[41.67, -87.73]", "[41.66, -87.74]", CORNERS, 16, id="two corners"),
        pytest.param("[41.67, -87.73]", "[41.67]", CORNERS, 16, id="half a corner"),
        pytest.param("[41.67, -87.73]", "[true, -87.73]", CORNERS, 16, id="no number"),
        pytest.param("[41.67, -87.73]", "[.nan, -87.73]", "is no place here", 16, id="nan"),
        pytest.param("[41.67, -87.73]", "[-87.73, 41.67]", "write the latitude first", 16, id="swapped"),
        pytest.param("[[41.66, -87.74], [41.67, -87.74], [41.67, -87.73]]", "here", CORNERS, 16, id="a word"),
    ],
)
def test_what_can_not_be_read(old: str, new: str, message: str, line: int) -> None:
    found = changed(old, new)
    assert isinstance(found, Unreadable)
    assert message in found.message
    assert found.place.line == line


def test_editors_know_its_keys() -> None:
    keys = page_schema()["$defs"]["AlertKeys"]  # type: ignore[index]  # a JSON Schema is any JSON
    assert keys["required"] == ["event", "category", "urgency", "severity", "certainty", "area"]
    assert keys["additionalProperties"] is False
