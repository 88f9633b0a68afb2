from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.builders import judged, page

from clearance.model import JudgedPage, State
from clearance.publish import csp
from clearance.publish.audit import audit_page
from clearance.publish.redirects import Redirect, redirects
from clearance.publish.redirects import page as page_of

HOSTILE = "\"><script>alert(1)</script>' & {{ config }}"


def live(path: str, *former: str, state: State = State.LIVE, slug: str | None = None) -> JudgedPage:
    return replace(judged(page(path, formerly=former, slug=slug, title="Flood")), state=state)


def shown(redirect: Redirect, *, site_url: str = "https://police.example/") -> str:
    return page_of(redirect, language="en", site_name="Police", site_url=site_url)


def test_each_former_address_leads_to_the_present_one() -> None:
    pages = [live("content/posts/2026/a.md", "posts/old/", "a/", slug="flood"), live("content/b.md")]
    assert redirects(pages) == {
        "posts/old/index.html": Redirect("posts/old/", "posts/2026/flood/", "Flood"),
        "a/index.html": Redirect("a/", "posts/2026/flood/", "Flood"),
    }


@pytest.mark.parametrize("state", [State.DRAFT, State.PENDING, State.SCHEDULED, State.WITHDRAWN])
def test_nothing_leads_to_a_page_that_is_not_public(state: State) -> None:
    assert redirects([live("content/a.md", "old/", state=state)]) == {}


@pytest.mark.parametrize(
    ("former", "present", "way"),
    [
        pytest.param("old/", "new/", "../new/", id="at the top"),
        pytest.param("posts/2025/old/", "posts/2026/new/", "../../../posts/2026/new/", id="deeper"),
        pytest.param("old/", "", "../", id="to the front page"),
    ],
)
def test_the_way_is_the_same_wherever_the_site_stands(former: str, present: str, way: str) -> None:
    assert Redirect(former, present, "T").way == way


@pytest.mark.parametrize("title", ["Flood", HOSTILE])
@pytest.mark.parametrize("site_url", ["https://police.example/", ""])
def test_the_page_passes_the_audit_of_the_site(title: str, site_url: str) -> None:
    redirect = Redirect("posts/a%C3%B1o/", "posts/2026/x/", title)
    html = csp.protect(shown(redirect, site_url=site_url))
    assert audit_page("posts/año/index.html", html.encode()) == ()
    assert "<script" not in html


def test_it_says_where_it_leads_and_is_not_found_by_search_engines() -> None:
    html = shown(Redirect("old/", "new/", "Flood"))
    assert '<meta http-equiv="refresh" content="0; url=../new/">' in html
    assert '<meta name="robots" content="noindex">' in html
    assert '<link rel="canonical" href="https://police.example/new/">' in html
    assert '<a href="../new/">Flood</a>' in html
