"""What the templates learn about a page, and what of its front matter MkDocs may know."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.department import Department
from tests.village import NOW, OTHER, POST, post

from clearance.mkdocs_plugin import context
from clearance.mkdocs_plugin.context import Shown
from clearance.mkdocs_plugin.selection import Selection
from clearance.publish.views import Home, Link, Views, views

NEW = "content/posts/new.md"


def shown(department: Department, source: str) -> Shown:
    judgement = department.judge()
    made = views(judgement.outcome.pages, judgement.evidence.guidelines)
    pages = {judged.path.removeprefix("content/"): judged for judged in judgement.outcome.pages}
    listings = {f"{listing.address}index.md": listing for listing in made.listings}
    return context.describe(source, Selection(pages, listings), made, judgement)


def test_a_post(department: Department) -> None:
    told = shown(department, OTHER.removeprefix("content/"))
    assert told.meta == {
        "title": "Village meeting",
        "description": "What to know about it.",
        "hide": ["navigation"],
        "template": "clearance/post.html",
    }
    assert told.body == "The village meets on Monday.\n"
    assert told.post is not None
    assert (told.post.categories, told.post.offices, told.post.expired, told.post.updated) == (
        (Link("Traffic", "category/traffic/"),),
        ("Office of officer",),
        None,
        None,
    )
    assert told.provenance is not None
    assert (told.provenance.approved_by, told.provenance.role) == ("Office of chief", "chief")
    assert (told.home, told.listing) == (None, None)


def test_a_page_and_home(department: Department) -> None:
    about, home = shown(department, "about.md"), shown(department, "index.md")
    assert (about.post, about.home, "template" in about.meta) == (None, None, False)
    assert home.meta["template"] == "clearance/home.html"
    assert home.home is not None
    assert {entry.path for entry in home.home.latest} == {POST, OTHER}


def test_titles_and_descriptions_can_not_become_markup(department: Department) -> None:
    text = (
        post("'</title><script>alert(1)</script> & more'")
        .replace("What to", '"<i>" What to')
        .replace('description: "<i>" What to know about it.', "description: '\"<i>\" & so'")
    )
    department.write(NEW, text)
    told = shown(department, "posts/new.md")
    assert (told.meta["title"], told.meta["description"]) == (
        "&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; more",
        "&quot;&lt;i&gt;&quot; &amp; so",
    )


def test_what_authors_write_in_the_front_matter_reaches_the_generator_only_where_it_is_known(
    department: Department,
) -> None:
    """`template`, `hide` or `search` of an author would change what readers see."""
    department.write(NEW, post(more="tags: [a]\npin: true\n"))
    assert set(shown(department, "posts/new.md").meta) == {"title", "description", "hide", "template"}


def test_an_expired_and_an_updated_post(department: Department) -> None:
    date = (NOW - timedelta(days=9)).isoformat()
    text = post(clearance=f"  expires: {(NOW - timedelta(days=1)).isoformat()}\n")
    text = text.replace(text.split("date: ")[1].splitlines()[0], f"{{created: {date}, updated: {date}}}")
    department.write(NEW, text)
    told = shown(department, "posts/new.md").post
    assert told is not None
    assert (told.expired is not None, told.updated is not None) == (True, True)


def test_a_list(department: Department) -> None:
    told = shown(department, "category/traffic/index.md")
    assert told.listing is not None
    assert (told.listing.title, told.body, told.meta["template"], told.meta["search"]) == (
        "Traffic",
        "",
        "clearance/listing.html",
        {"exclude": True},
    )


def test_an_unreadable_page_shows_nothing_of_itself(department: Department) -> None:
    department.write(NEW, "---\ntitle: [secret\n---\nsecret\n")
    told = shown(department, "posts/new.md")
    assert (told.body, told.meta["title"], "secret" in repr(told.meta)) == ("", "posts/new.md", False)


@pytest.mark.parametrize("source", ["elsewhere.md", ""])
def test_what_nobody_judged_gets_nothing(department: Department, source: str) -> None:
    told = shown(department, source)
    assert told == context.plain(department.judge(), Views(Home((), ()), ()))
