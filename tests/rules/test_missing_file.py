from __future__ import annotations

import pytest
from tests.rules.builders import MAP, PATH, case, facts, surface

from clearance.content.links import local_path
from clearance.model import Place, Reference, Violation
from clearance.rules import missing_file

FILES = facts(files={PATH: "a", MAP: "b", "content/about/index.md": "c"})


def reference(target: str, *, loads: bool = False) -> Reference:
    return Reference(target, local_path(target, PATH), loads, Place(9))


@pytest.mark.parametrize(
    "present",
    [
        pytest.param(reference("map.png", loads=True), id="a picture"),
        pytest.param(reference("../about/index.md#desk"), id="a page by its file"),
        pytest.param(reference("/about/"), id="a page by its address"),
        pytest.param(reference("#top"), id="a place on the page itself"),
        pytest.param(reference("https://x.example/none"), id="another site"),
        pytest.param(reference("//x.example/none"), id="another host"),
        pytest.param(reference("mailto:desk@village.example"), id="mail"),
        pytest.param(reference("/"), id="the home page"),
        pytest.param(reference("/posts/"), id="the list of posts"),
        pytest.param(reference("/category/traffic/"), id="a category's list"),
        pytest.param(reference("../archive/2026/03/"), id="a month's list"),
    ],
)
def test_what_is_there(present: Reference) -> None:
    assert [*missing_file.check(case(surface=surface(present)), FILES)] == []


@pytest.mark.parametrize(
    ("missing", "message"),
    [
        pytest.param(
            reference("gone.png", loads=True),
            "'gone.png' leads to `content/posts/gone.png`, which is not there",
            id="a picture",
        ),
        pytest.param(
            reference("../contact.md"),
            "'../contact.md' leads to `content/contact.md`, which is not there",
            id="a page",
        ),
        pytest.param(
            reference("/category/jokes/"),
            "'/category/jokes/' leads to `content/category/jokes`, which is not there",
            id="a category that is not in the list",
        ),
        pytest.param(
            reference("/category/traffic/more/"),
            "'/category/traffic/more/' leads to `content/category/traffic/more`, which is not there",
            id="below a category's list",
        ),
        pytest.param(
            reference("/archive/2026/", loads=True),
            "'/archive/2026/' leads to `content/archive/2026`, which is not there",
            id="a list shown as a picture",
        ),
        pytest.param(
            reference("/archived/"),
            "'/archived/' leads to `content/archived`, which is not there",
            id="nearly a list",
        ),
        pytest.param(
            reference("../../guidelines/roster.yml"),
            "'../../guidelines/roster.yml' leads out of content/; expected something inside it",
            id="out of content",
        ),
        pytest.param(
            reference("..%2f..%2fmkdocs.yml", loads=True),
            "'..%2f..%2fmkdocs.yml' leads out of content/; expected something inside it",
            id="out of content in disguise",
        ),
    ],
)
def test_what_is_not_there(missing: Reference, message: str) -> None:
    assert [*missing_file.check(case(surface=surface(missing)), FILES)] == [Violation(message, Place(9))]
