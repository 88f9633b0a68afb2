from __future__ import annotations

import pytest
from tests.rules.builders import case, facts

from clearance.model import Link, Place, Surface, Violation
from clearance.rules import bare_link


def problems(name: str) -> list[str]:
    surface = Surface(links=(Link(name, "https://village.example/routes", Place(7, 3)),))
    return [violation.message for violation in bare_link.check(case(surface=surface), facts())]


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("Snow routes", id="words"),
        pytest.param("Read more about snow routes", id="more words than the empty ones"),
        pytest.param("the snow routes here", id="an empty word among others"),
        pytest.param("Aquí están las rutas", id="Spanish words"),
        pytest.param("village.example", id="the name of a site"),
        pytest.param("desk@village.example", id="an e-mail address"),
        pytest.param("(708) 555-0100", id="a telephone number"),
        pytest.param("911", id="a short number"),
        pytest.param("1", id="a footnote"),
        pytest.param("24/7", id="a slash"),
        pytest.param("", id="none, which another rule tells"),
        pytest.param("here " * 1000, id="a flood of words"),
    ],
)
def test_words_that_say_where_it_leads(name: str) -> None:
    assert problems(name) == []


@pytest.mark.parametrize(
    "name",
    [
        *("here", "Here", "HERE.", "click here", "Click here!", "[here]", "» read more «", "Read more…"),
        *("learn more", "link", "this link", "More information →", "website"),
        *("aquí", "aqui", "AQUÍ", "haga clic aquí", "Haga clic aquí.", "leer más", "Leer más…", "lea mas"),
        *("más información", "enlace", "aquí\u0301"),
    ],
)
def test_words_that_say_nothing(name: str) -> None:
    expected = f"the words of this link, “{name}”, say nothing by themselves"
    assert problems(name) == [f"{expected}; expected words that say where it leads"]


@pytest.mark.parametrize(
    "name",
    [
        "https://village.example/routes",
        "HTTPS://village.example",
        "www.village.example",
        "village.example/routes",
    ],
)
def test_words_that_are_an_address(name: str) -> None:
    expected = "the words of this link are only an address; expected words that say where it leads"
    assert problems(name) == [expected]


def test_it_is_told_where_the_link_stands() -> None:
    links = (Link("here", "a.md", Place(7, 3)), Link("Snow routes", "a.md", Place(8, 1)))
    [violation] = bare_link.check(case(surface=Surface(links=links)), facts())
    assert violation == Violation(violation.message, Place(7, 3))
