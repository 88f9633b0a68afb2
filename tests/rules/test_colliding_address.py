from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.rules.builders import NOW, department, judged, page

from clearance.model import Event, Page, Place, State, Unreadable, Violation
from clearance.rules import colliding_address

SLUG = {"slug": Place(6)}
EVENT = Event(NOW, None, "Village green")


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
                    "expected one outside of archive/, category/, feeds/, incidents/, records/"
                ),
            ),
            id="the address of a generated list",
        ),
    ],
)
def test_addresses_that_collide(pages: list[Page | Unreadable], violation: tuple[str, Violation]) -> None:
    assert [*colliding_address.check(department(pages=tuple(map(judged, pages))))] == [violation]


# --- former addresses --------------------------------------------------------------------------

FORMERLY = {"clearance.formerly.0": Place(7, 14)}


def moved(path: str, *former: str) -> Page:
    return page(path, formerly=former, places=FORMERLY)


@pytest.mark.parametrize(
    "pages",
    [
        pytest.param([moved("content/posts/new.md", "posts/old/", "old/")], id="of one page"),
        pytest.param([moved("content/a.md", "b/"), moved("content/c.md", "d/")], id="of two pages"),
        pytest.param([moved("content/a/b.md", "a/")], id="the folder that the page is in"),
    ],
)
def test_former_addresses_that_are_free(pages: list[Page]) -> None:
    assert [*colliding_address.check(department(pages=tuple(map(judged, pages))))] == []


@pytest.mark.parametrize(
    ("pages", "path", "message"),
    [
        pytest.param(
            [moved("content/a.md", "b/"), page("content/b.md")],
            "content/a.md",
            "the address 'b/' is that of `content/b.md`",
            id="another page's",
        ),
        pytest.param(
            [moved("content/a.md", "A/")],
            "content/a.md",
            "the address 'A/' is that of `content/a.md`",
            id="its own",
        ),
        pytest.param(
            [moved("content/a.md", "old/"), moved("content/b.md", "Old/")],
            "content/b.md",
            "the address 'Old/' leads to `content/a.md` already",
            id="one that leads elsewhere",
        ),
        *(
            pytest.param(
                [moved("content/a.md", former)],
                "content/a.md",
                f"the address {former!r} is kept for a list or a file of the site",
                id=former,
            )
            for former in (
                "posts/",
                "archive/2026/",
                "Category/traffic/",
                "records/approval/",
                "assets/cards/",
                "pagefind/x/",
                "404.html/",
                "posts/map.png/",
                "posts/map.png/more/",
            )
        ),
    ],
)
def test_former_addresses_that_are_taken(pages: list[Page], path: str, message: str) -> None:
    there = department(pages=tuple(map(judged, pages)), files={"content/posts/map.png": "d"})
    assert [*colliding_address.check(there)] == [(path, Violation(message, Place(7, 14)))]


@pytest.mark.parametrize(("state", "path"), [(State.LIVE, "content/b.md"), (State.PENDING, "content/a.md")])
def test_nobody_takes_a_published_page_down_by_a_draft_at_its_former_address(state: State, path: str) -> None:
    there = department(
        pages=(
            replace(judged(moved("content/a.md", "b/")), state=state),
            replace(judged(page("content/b.md")), state=State.DRAFT),
        )
    )
    assert [where for where, _ in colliding_address.check(there)] == [path]


@pytest.mark.parametrize(
    ("more", "file", "told"),
    [
        pytest.param({"event": EVENT}, "content/posts/fair/event.ics", True, id="beside an event"),
        pytest.param({"event": EVENT}, "content/posts/fair/Event.ICS", True, id="in other letters"),
        pytest.param({"event": EVENT}, "content/posts/event.ics", False, id="in another folder"),
        pytest.param({}, "content/posts/fair/event.ics", False, id="beside a post that announces nothing"),
    ],
)
def test_no_file_stands_where_a_calendar_is_made(more: dict[str, Any], file: str, told: bool) -> None:  # noqa: FBT001 - a case
    subject = page("content/posts/fair.md", places={"clearance.event": Place(9)}, **more)
    message = (
        "`content/posts/fair/event.ics` stands where the calendar of this event is made; rename the file"
    )
    expected = [("content/posts/fair.md", Violation(message, Place(9)))]
    there = department(pages=(judged(subject),), files={file: "d"})
    assert [*colliding_address.check(there)] == (expected if told else [])
