"""The live preview in a real Chromium: an author breaks a post, sees why on the page, and mends it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Watched
from tests.browser.site_fixtures import Preview, faults, preview_of
from tests.department import run_here

pytestmark = [pytest.mark.browser, pytest.mark.site]

PATIENCE_MS = 30_000
FRESH = """\
---
title: {title}
date: 2026-11-22T09:00
authors: [pio]
categories: [announcements]
description: A fair in the street.
draft: {draft}
clearance:
  attest: pio
---
{body}
"""


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A department made by `clearance init --yes`, served. Each test leaves it as it was."""
    root = tmp_path_factory.mktemp("preview") / "department"
    ran = run_here("init", "--yes", str(root))
    assert ran.code == 0, ran.err
    with preview_of(root) as running:
        yield running


@pytest.fixture
def first_post(preview: Preview) -> str:
    return next(
        path.relative_to(preview.root).as_posix() for path in (preview.root / "content/posts").rglob("*.md")
    )


def address(path: str) -> str:
    return path.removeprefix("content/").removesuffix(".md") + "/"


def says(page: Page, *texts: str) -> None:
    for text in texts:
        expect(page.locator(".cl-preview")).to_contain_text(text, timeout=PATIENCE_MS)


def test_a_finding_appears_on_the_page_and_goes_when_it_is_mended(
    preview: Preview, first_post: str, watched: Watched
) -> None:
    page, good = watched.page, preview.read(first_post)
    page.goto(preview.url + address(first_post))
    says(page, "Live", "this is what the public reads")

    preview.write(first_post, good.replace("[announcements]", "[announcment]"))
    says(page, "Stale", "Must be mended:", "did you mean 'announcements'?", f"{first_post}:", "1021.4")
    assert faults(page) == []

    preview.write(first_post, good)
    says(page, "this is what the public reads")
    expect(page.locator(".cl-finding")).to_have_count(0)
    assert watched.hosts == {"127.0.0.1"}


def test_an_unreadable_page_shows_its_error_and_nothing_else(
    preview: Preview, first_post: str, watched: Watched
) -> None:
    page, good = watched.page, preview.read(first_post)
    page.goto(preview.url + address(first_post))
    preview.write(first_post, good.replace("title:", "titel:"))
    says(page, "Can't be read", "did you mean title?", f"{first_post}:2:1")
    assert page.locator("h1").inner_text() == first_post.removeprefix("content/")
    expect(page.locator(".cl-finding")).to_have_count(1)
    expect(page.locator("article [data-pagefind-body] > :visible")).to_have_count(2)
    preview.write(first_post, good)
    says(page, "this is what the public reads")


def test_home_leads_to_what_is_not_published(preview: Preview, watched: Watched) -> None:
    page, title = watched.page, "Street fair <b>soon</b> & more"
    draft = preview.root / "content/posts/fair.md"
    page.goto(preview.url)
    says(page, "Live")
    expect(page.locator(".cl-preview details")).to_have_count(0)

    draft.write_text(
        FRESH.format(title=title, draft="true", body="The burglar confessed to detectives."), encoding="utf-8"
    )
    says(page, "Not published: 1 page", "Draft")
    page.get_by_role("link", name=title).click()
    says(page, "Not submitted", "A supervisor must accept this:")
    assert page.locator("h1").inner_text() == title
    draft.unlink()


def test_what_is_wrong_in_the_department_does_not_drown_the_page(
    preview: Preview, first_post: str, watched: Watched
) -> None:
    page, good = watched.page, preview.read(first_post)
    page.goto(f"{preview.url}about/")
    roster = preview.read("guidelines/roster.yml")
    preview.write("guidelines/roster.yml", f"{roster}# changed\n")
    says(page, "Approved", "held back", "In the department as a whole: 1 finding", "since the chief adopted")
    expect(page.get_by_text("since the chief adopted")).to_be_visible()

    preview.write(first_post, good.replace("[announcements]", "[announcment]"))
    page.goto(preview.url + address(first_post))
    says(page, "did you mean 'announcements'?", "In the department as a whole: 1 finding")
    expect(page.get_by_text("since the chief adopted")).not_to_be_visible()

    preview.write(first_post, good)
    preview.write("guidelines/roster.yml", roster)
    says(page, "this is what the public reads")


def test_the_preview_asks_search_engines_to_stay_away(preview: Preview, watched: Watched) -> None:
    watched.page.goto(preview.url)
    assert watched.page.locator("meta[name=robots]").get_attribute("content") == "noindex, nofollow"
