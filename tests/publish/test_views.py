from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tests.rules.builders import guidelines, page

from clearance.model import JudgedPage, State, Unreadable
from clearance.publish.views import (
    LATEST,
    ON_HOME,
    Group,
    Link,
    Listing,
    category_link,
    clock_time,
    entries,
    long_date,
    time_span,
    views,
)

GUIDELINES = guidelines()
START = datetime(2026, 3, 3, 18, tzinfo=UTC)
TRAFFIC = Link("Traffic", "category/traffic/")


def judged(name: str, *, days: int = 0, state: State = State.LIVE, **more: object) -> JudgedPage:
    subject = page(f"content/posts/{name}.md", title=name, created=START - timedelta(days=days), **more)
    return JudgedPage(subject, state)


def listing(address: str, *pages: JudgedPage) -> Listing:
    return next(one for one in views(pages, GUIDELINES).listings if one.address == address)


def titles(one: Listing) -> list[str]:
    return [entry.title for entry in one.entries]


@pytest.mark.parametrize("state", State)
def test_only_what_is_published_is_listed(state: State) -> None:
    found = entries([judged("a", state=state)], GUIDELINES)
    assert [entry.title for entry in found] == (["a"] if state in {State.LIVE, State.EXPIRED} else [])


def test_pages_and_unreadable_files_are_no_posts() -> None:
    about = JudgedPage(page("content/about.md"), State.LIVE)
    broken = JudgedPage(Unreadable("content/posts/x.md", "d", "empty"), State.LIVE)
    assert entries([about, broken], GUIDELINES) == ()


def test_an_entry_says_what_a_list_shows() -> None:
    (entry,) = entries([judged("mill street", slug="mill")], GUIDELINES)
    assert (entry.title, entry.address, entry.date, entry.description, entry.categories) == (
        "mill street",
        "posts/mill/",
        "March 3, 2026",
        "Where to drive instead.",
        (TRAFFIC,),
    )
    assert (entry.expired, entry.pinned, entry.safety) == (False, False, False)


def test_newest_first_and_of_one_instant_by_path() -> None:
    found = entries([judged("a", days=1), judged("b"), judged("c")], GUIDELINES)
    assert [entry.title for entry in found] == ["c", "b", "a"]


def test_days_are_the_departments() -> None:
    late = JudgedPage(page(created=datetime(2026, 3, 1, 4, tzinfo=UTC)), State.LIVE)
    (entry,) = entries([late], GUIDELINES)
    assert entry.date == "February 28, 2026"
    assert "archive/2026/02/" in [one.address for one in views([late], GUIDELINES).listings]


def test_home_shows_pinned_posts_first_and_no_expired_ones() -> None:
    pages = [
        judged("pinned", days=9, pin=True),
        judged("over", pin=True, state=State.EXPIRED),
        *(judged(f"n{n}", days=n) for n in range(8)),
    ]
    home = views(pages, GUIDELINES).home
    assert [entry.title for entry in home.urgent] == ["pinned"]
    assert [entry.title for entry in home.latest] == [f"n{n}" for n in range(ON_HOME)]


def test_a_department_without_posts_has_empty_lists() -> None:
    made = views([], GUIDELINES)
    assert (made.home.urgent, made.home.latest) == ((), ())
    assert {one.address: (one.title, titles(one)) for one in made.listings} == {
        "posts/": ("Notices", []),
        "category/traffic/": ("Traffic", []),
        "category/announcements/": ("Announcements", []),
        "archive/": ("Archive by month", []),
    }


def test_the_index_holds_the_latest_and_the_ways_on() -> None:
    index = listing("posts/", *(judged(f"n{n}", days=20 * n) for n in range(30)))
    assert titles(index) == [f"n{n}" for n in range(LATEST)]
    subjects, months = index.groups
    assert subjects == Group(
        "By subject", (Link("Traffic", "category/traffic/", 30), category_link(GUIDELINES, "announcements"))
    )
    assert [link.title for link in months.links][:2] == ["March 2026", "February 2026"]
    assert (len(months.links), months.links[-1].address) == (7, "archive/")


def test_a_category_holds_the_latest_and_a_list_for_each_year() -> None:
    pages = [*(judged(f"n{n}", days=n) for n in range(25)), judged("old", days=800)]
    category = listing("category/traffic/", *pages)
    assert titles(category) == [f"n{n}" for n in range(LATEST)]
    assert category.groups == (
        Group(
            "By year", (Link("2026", "category/traffic/2026/", 25), Link("2023", "category/traffic/2023/", 1))
        ),
    )
    assert titles(listing("category/traffic/2023/", *pages)) == ["old"]
    assert len(titles(listing("category/traffic/2026/", *pages))) == 25


def test_a_post_of_two_categories_stands_in_both() -> None:
    both = judged("a", categories=("traffic", "announcements"))
    assert (
        titles(listing("category/traffic/", both))
        == titles(listing("category/announcements/", both))
        == ["a"]
    )


def test_the_archive_leads_to_every_month() -> None:
    pages = [judged("a"), judged("b", days=1), judged("c", days=40), judged("d", days=800)]
    archive = listing("archive/", *pages)
    assert [
        (group.title, [(link.title, link.count) for link in group.links]) for group in archive.groups
    ] == [
        ("2026", [("March 2026", 2), ("January 2026", 1)]),
        ("2023", [("December 2023", 1)]),
    ]
    assert titles(listing("archive/2026/03/", *pages)) == ["a", "b"]


def test_a_post_of_today_changes_no_list_of_a_past_month_or_year() -> None:
    old = [judged("c", days=40), judged("d", days=800)]
    before = {one.address: one for one in views(old, GUIDELINES).listings}
    after = {one.address: one for one in views([judged("new"), *old], GUIDELINES).listings}
    unchanged = {"archive/2026/01/", "archive/2023/12/", "category/traffic/2023/"}
    assert {address for address in before if before[address] == after[address]} >= unchanged


def test_a_category_that_the_guidelines_do_not_know_is_shown_by_its_id() -> None:
    assert category_link(GUIDELINES, "gone") == Link("gone", "category/gone/")


@pytest.mark.parametrize(
    ("hour", "minute", "text"),
    [(0, 0, "12:00 a.m."), (9, 5, "9:05 a.m."), (12, 0, "12:00 p.m."), (23, 59, "11:59 p.m.")],
)
def test_the_time_as_readers_write_it(hour: int, minute: int, text: str) -> None:
    assert clock_time(datetime(2026, 3, 3, hour, minute, tzinfo=UTC)) == text


def test_a_date_has_no_leading_zero() -> None:
    assert long_date(datetime(2026, 3, 3, tzinfo=UTC)) == "March 3, 2026"


@pytest.mark.parametrize(
    ("end", "text"),
    [
        (None, "Saturday, March 7, 2026, 9:00 a.m."),
        (datetime(2026, 3, 7, 12, 30, tzinfo=UTC), "Saturday, March 7, 2026, 9:00 a.m. to 12:30 p.m."),
        (
            datetime(2026, 3, 8, 1, tzinfo=UTC),
            "Saturday, March 7, 2026, 9:00 a.m. to Sunday, March 8, 2026, 1:00 a.m.",
        ),
    ],
)
def test_from_when_to_when(end: datetime | None, text: str) -> None:
    assert time_span(datetime(2026, 3, 7, 9, tzinfo=UTC), end) == text
