from __future__ import annotations

import pytest

from clearance.content.claims import claimed_files, links_to_nothing
from clearance.model import Declaration, Page, Place, Reference

PAGE = Page("content/posts/flood.md", b"", "d0", "", 1)
FILES = {
    "content/about.md": "d1",
    "content/index.md": "d2",
    "content/posts/flood.md": "d0",
    "content/posts/map.png": "d3",
    "content/posts/plan.pdf": "d4",
    "content/team/index.md": "d5",
}


def to(path: str | None) -> Reference:
    return Reference("as written", path, loads=False, place=Place(9, 9))


def judged(*paths: str | None, page: Page = PAGE) -> tuple[dict[str, str], tuple[Reference, ...]]:
    """The page's files, and its links to nothing."""
    references = [*map(to, paths)]
    return claimed_files(page, references, FILES), links_to_nothing(page, references, FILES)


@pytest.mark.parametrize(
    "paths",
    [
        pytest.param((), id="no link"),
        pytest.param((None,), id="a link to another site"),
        pytest.param(("content/posts/flood.md",), id="a link to itself"),
        pytest.param(("content/about.md",), id="a link to another page"),
        pytest.param(("content/about", "content/team", "content"), id="links to other pages' addresses"),
        pytest.param(
            ("content/archive", "content/category/traffic"), id="links to views that are made later"
        ),
    ],
)
def test_a_page_without_files(paths: tuple[str | None, ...]) -> None:
    assert judged(*paths) == ({}, ())


def test_files_shown_linked_or_declared_are_the_pages() -> None:
    page = Page(PAGE.path, b"", "d0", "", 1, media=(Declaration("content/posts/plan.pdf", "document"),))
    assert judged("content/posts/map.png", "content/posts/map.png", page=page) == (
        {"content/posts/map.png": "d3", "content/posts/plan.pdf": "d4"},
        (),
    )


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("content/posts/gone.png", id="a file that is not there"),
        pytest.param("content/gone.md", id="a page that is not there"),
        pytest.param("content/gone", id="an address that is not there"),
        pytest.param("content/posts/MAP.png", id="other capital letters"),
    ],
)
def test_links_to_nothing_are_missing(path: str) -> None:
    assert judged(path) == ({}, (to(path),))


def test_declared_media_that_do_not_exist_are_not_the_pages() -> None:
    page = Page(PAGE.path, b"", "d0", "", 1, media=(Declaration("content/posts/gone.png", "map"),))
    assert judged(page=page) == ({}, ())
