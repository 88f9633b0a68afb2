from __future__ import annotations

import pytest
from tests.rules.builders import case, facts, page

from clearance.model import Place, Violation
from clearance.rules import missing_description


@pytest.mark.parametrize("path", ["content/posts/closure.md", "content/about.md"])
def test_a_description_passes(path: str) -> None:
    assert [*missing_description.check(case(page(path, description="Closed.")), facts())] == []


@pytest.mark.parametrize("path", ["content/posts/closure.md", "content/about.md"])
@pytest.mark.parametrize("description", ["", " \n"])
def test_no_description(path: str, description: str) -> None:
    judged = case(page(path, description=description, places={"description": Place(6)}))
    message = "the page has no description; expected one or two sentences under `description`"
    assert [*missing_description.check(judged, facts())] == [Violation(message, Place(6))]
