from __future__ import annotations

import pytest
from tests.rules.builders import MAP, case, element, facts, linked, shown, surface

from clearance.model import Place, Reference, Violation
from clearance.rules import third_party_embed


@pytest.mark.parametrize(
    "reference",
    [
        pytest.param(shown("map.png", MAP), id="a file of the page's own"),
        pytest.param(shown("/posts/map.png", MAP), id="from the root of the site"),
        pytest.param(shown("https://media.village.example/a.png", None), id="from a host in the list"),
        pytest.param(
            shown("HTTPS://Media.Village.Example:443/a.png", None), id="in capitals and with a port"
        ),
        pytest.param(shown("//media.village.example/a.png", None), id="without a scheme"),
        pytest.param(linked("https://elsewhere.example/", None), id="a link, which only a reader follows"),
    ],
)
def test_the_site_s_own(reference: Reference) -> None:
    assert [*third_party_embed.check(case(surface=surface(reference)), facts())] == []


@pytest.mark.parametrize(
    ("target", "server"),
    [
        pytest.param("https://elsewhere.example/a.png", "elsewhere.example", id="another host"),
        pytest.param("http://elsewhere.example/a.png", "elsewhere.example", id="without encryption"),
        pytest.param("//elsewhere.example/a.png", "elsewhere.example", id="without a scheme"),
        pytest.param(r"/\elsewhere.example/a.png", "elsewhere.example", id="with a backslash"),
        pytest.param("https:elsewhere.example/a.png", "elsewhere.example", id="without slashes"),
        pytest.param("ht\ntps://elsewhere.example/a.png", "elsewhere.example", id="with a line break inside"),
        pytest.param(
            "https://media.village.example@elsewhere.example/", "elsewhere.example", id="a feigned user"
        ),
        pytest.param(
            "https://x.media.village.example/", "x.media.village.example", id="below a host in the list"
        ),
        pytest.param(
            "https://media.village.example.elsewhere.example/", "media.village.example.elsewhere.example"
        ),
        pytest.param("https:", "", id="no host at all"),
    ],
)
def test_from_another_host(target: str, server: str) -> None:
    message = (
        f"the page fetches something from the host {server!r}, which is not in the department's list; "
        "expected a file under content/"
    )
    judged = case(surface=surface(shown(target, None, line=9)))
    assert [*third_party_embed.check(judged, facts())] == [Violation(message, Place(9))]


@pytest.mark.parametrize("kind", ["data", "blob", "javascript", "ftp"])
def test_an_address_of_another_kind(kind: str) -> None:
    message = f"the page shows what a {kind!r} address holds; expected a file under content/"
    judged = case(surface=surface(shown(f"{kind.upper()}:image/png;base64,AA", None, line=9)))
    assert [*third_party_embed.check(judged, facts())] == [Violation(message, Place(9))]


def test_a_diagram_that_the_theme_would_draw() -> None:
    message = "the theme would fetch a program from 'unpkg.com' to draw this; expected a picture of it"
    diagram, code = element("pre", line=9, class_="big mermaid"), element("pre", class_="language-mermaid")
    assert [*third_party_embed.check(case(surface=surface(diagram, code)), facts())] == [
        Violation(message, Place(9))
    ]
