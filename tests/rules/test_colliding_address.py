from __future__ import annotations

import pytest
from tests.rules.builders import department, judged, page

from clearance.model import Page, Place, Unreadable, Violation
from clearance.rules import colliding_address

SLUG = {"slug": Place(6)}


@pytest.mark.parametrize(
    "pages",
    [
        pytest.param([page("content/index.md"), page("content/help/index.md")], id="two folders' own pages"),
        pytest.param([page("content/a.md"), page("content/posts/a.md")], id="one name in two folders"),
        pytest.param([page("content/a.md"), page("content/b.md", slug="c")], id="a slug of its own"),
        pytest.param([page("content/archives.md")], id="a name that only begins like a list's folder"),
    ],
)
def test_addresses_that_differ(pages: list[Page]) -> None:
    assert [*colliding_address.check(department(pages=tuple(map(judged, pages))))] == []


@pytest.mark.parametrize(
    ("pages", "violation"),
    [
        pytest.param(
            [page("content/about/index.md"), page("content/about.md")],
            (
                "content/about/index.md",
                Violation("the address 'about/' is already that of `content/about.md`"),
            ),
            id="a page and a folder",
        ),
        pytest.param(
            [page("content/index.md"), page("content/README.md")],
            ("content/index.md", Violation("the address '' is already that of `content/README.md`")),
            id="index and README",
        ),
        pytest.param(
            [page("content/posts/b.md", slug="a", places=SLUG), page("content/posts/a.md")],
            (
                "content/posts/b.md",
                Violation("the address 'posts/a/' is already that of `content/posts/a.md`", Place(6)),
            ),
            id="a slug and a name",
        ),
        pytest.param(
            [page("content/About.md"), page("content/about.md")],
            ("content/about.md", Violation("the address 'about/' is already that of `content/About.md`")),
            id="capitals only",
        ),
        pytest.param(
            [page("content/a.md"), Unreadable("content/a/index.md", "d", "no front matter", Place(1, 2))],
            (
                "content/a/index.md",
                Violation("the address 'a/' is already that of `content/a.md`", Place(1, 2)),
            ),
            id="a page that can't be read",
        ),
        pytest.param(
            [page("content/archive/2026.md")],
            (
                "content/archive/2026.md",
                Violation(
                    "the address 'archive/2026/' is kept for a generated list; "
                    "expected one outside of archive/, category/, records/"
                ),
            ),
            id="the address of a generated list",
        ),
    ],
)
def test_addresses_that_collide(pages: list[Page | Unreadable], violation: tuple[str, Violation]) -> None:
    assert [*colliding_address.check(department(pages=tuple(map(judged, pages))))] == [violation]
