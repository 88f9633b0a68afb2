from __future__ import annotations

import pytest
from tests.rules.builders import case, facts, page

from clearance.model import Place, Violation
from clearance.rules import text_include


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("Closed until noon.\n", id="plain text"),
        pytest.param("Cut here: 8< and so on, 8<-9, {x}, { %, 50 %}\n", id="single signs"),
        pytest.param("[[nothing]] {: .lead } { .lead }\n", id="brackets and attributes"),
        pytest.param("", id="nothing"),
    ],
)
def test_the_text_itself(body: str) -> None:
    assert [*text_include.check(case(page(body=body)), facts())] == []


@pytest.mark.parametrize(
    ("body", "mark", "place"),
    [
        pytest.param('--8<-- "other.md"\n', "-8<--", Place(4, 2), id="a snippet"),
        pytest.param('-8<- "other.md"\n', "-8<-", Place(4, 1), id="a snippet by the shortest mark"),
        pytest.param('```\n--8<-- "other.md"\n```\n', "-8<--", Place(5, 2), id="a snippet in a code block"),
        pytest.param("text {!other.md!}\n", "{!", Place(4, 6), id="markdown-include"),
        pytest.param('\r\n\r{% include "other.md" %}\n', "{%", Place(6, 1), id="include-markdown"),
        pytest.param("a\nb {{ secret }}\n", "{{", Place(5, 3), id="a macro"),
    ],
)
def test_text_from_elsewhere(body: str, mark: str, place: Place) -> None:
    message = f"`{mark}` pulls in text from elsewhere; expected the text itself"
    assert [*text_include.check(case(page(body=body)), facts())] == [Violation(message, place)]


def test_each_is_told() -> None:
    judged = case(page(body="{{ a }} {{ b }}\n{% c %}\n"))
    places = [violation.place for violation in text_include.check(judged, facts())]
    assert places == [Place(4, 1), Place(4, 9), Place(5, 1)]
