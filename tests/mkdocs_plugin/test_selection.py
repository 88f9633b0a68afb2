"""Which files of a department MkDocs gets to see."""

from __future__ import annotations

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, get_files
from tests.department import Department
from tests.village import post

from clearance.mkdocs_plugin import plan
from clearance.mkdocs_plugin.output import audit_failure
from clearance.mkdocs_plugin.preview import files
from clearance.mkdocs_plugin.selection import Selection, offer, select, shown_in
from clearance.model import Finding, Severity, sha256
from clearance.publish.generator import load_config
from clearance.publish.views import views

NEW = "content/posts/new.md"


def configured(department: Department) -> MkDocsConfig:
    """As the generator has it while it asks this plugin."""
    config = load_config(department.root)
    config.plugins._current_plugin = "clearance"
    return config


def selection(department: Department, *, everything: bool = False) -> Selection:
    judged = department.judge()
    return select(
        judged, views(judged.outcome.pages, judged.evidence.guidelines).listings, everything=everything
    )


def offered(department: Department, *, everything: bool = False) -> Files:
    """What MkDocs sees of a department of which everything is made anew, or of its preview."""
    config, chosen = configured(department), selection(department, everything=everything)
    found = get_files(config)
    if everything:
        return files(found, chosen, department.root, config)
    return offer(found, chosen, plan.everything(chosen).offered, config)


def sources(shown: Files) -> set[str]:
    generated = ("records/", "category/", "archive/")
    return {file.src_uri for file in shown if not file.src_uri.startswith(generated)}


CLEARED = {"index.md", "about.md", "posts/closure.md", "posts/map.png", "posts/meeting.md", "posts/index.md"}


def test_what_is_cleared_with_records_and_lists(department: Department) -> None:
    chosen = selection(department)
    assert sources(offered(department)) == CLEARED
    approvals = {judged.approval.path for judged in department.judge().outcome.pages if judged.approval}
    records = {name for path in approvals for name in (path, f"{path}.sig")}
    assert chosen.copies.keys() == records | {"posts/map.png"}
    assert all(sha256((department.root / c.path).read_bytes()) == c.digest for c in chosen.copies.values())
    assert "category/traffic/index.md" in chosen.listings
    assert set(chosen.pages) == {"index.md", "about.md", "posts/closure.md", "posts/meeting.md"}


@pytest.mark.parametrize(
    "path",
    [
        "content/x.html",
        "content/x.json",
        "content/posts/x.png",
        "content/.hidden.md",
        "content/X.MD",
        "content/x.markdown",
    ],
)
def test_what_no_page_claims_is_not_seen(department: Department, path: str) -> None:
    department.write(path, "x")
    assert sources(offered(department)) == CLEARED


def test_what_is_not_cleared_is_seen_only_in_a_preview(department: Department) -> None:
    department.write(NEW, post())
    assert sources(offered(department)) == CLEARED
    assert sources(offered(department, everything=True)) == CLEARED | {"posts/new.md"}


def test_of_a_page_on_disk_nothing_is_taken(department: Department) -> None:
    """Its text comes as it was judged, by `on_page_markdown`."""
    page = offered(department).get_file_from_path("posts/closure.md")
    assert page is not None
    assert page.content_bytes == b""


def test_a_link_to_what_may_not_go_out_does_not_bring_it_in(department: Department) -> None:
    """Not even into the navigation: its address says what nobody approved."""
    department.write(NEW, post(body="Mind [the other](other.md).\n"))
    department.write("content/posts/other.md", post("The mayor resigns"))
    department.commit()
    department.approve(NEW)
    config, chosen = configured(department), selection(department)
    found = get_files(config)
    assert sources(offer(found, chosen, {"posts/other.md", "posts/new.md"}, config)) == {"posts/new.md"}


def test_a_slug_is_the_address(department: Department) -> None:
    department.write(NEW, post(more="slug: other\n"))
    page = offered(department, everything=True).get_file_from_path("posts/new.md")
    assert page is not None
    assert (page.dest_uri, page.url) == ("posts/other/index.html", "posts/other/")


def test_posts_are_not_in_the_navigation_and_pages_are(department: Department) -> None:
    levels = {
        file.src_uri: file.inclusion
        for file in offered(department)
        if file.src_uri in CLEARED - {"posts/map.png"}
    }
    assert {name for name, level in levels.items() if level is InclusionLevel.NOT_IN_NAV} == {
        "posts/closure.md",
        "posts/meeting.md",
    }


def test_an_unreadable_page_is_empty_in_a_preview(department: Department) -> None:
    department.write(NEW, "---\ntitle: [secret\n---\n")
    page = offered(department, everything=True).get_file_from_path("posts/new.md")
    assert page is not None
    assert page.content_string == ""


def test_files_of_the_theme_and_of_other_plugins_stay(department: Department) -> None:
    config = configured(department)
    theirs = File(
        "assets/x.css", str(department.root / "elsewhere"), config.site_dir, use_directory_urls=True
    )
    made = File.generated(config, "made.txt", content="x")
    shown = offer(Files([theirs, made]), Selection(), frozenset(), config)
    assert {"assets/x.css", "made.txt"} <= {file.src_uri for file in shown}


# --- the navigation ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("nav", "shown"),
    [
        pytest.param(None, None, id="none"),
        pytest.param(["index.md", "gone.md"], ["index.md"], id="by path"),
        pytest.param([{"Home": "index.md"}, {"Gone": "gone.md"}], [{"Home": "index.md"}], id="with titles"),
        pytest.param([{"More": ["gone.md", "index.md"]}], [{"More": ["index.md"]}], id="in a section"),
        pytest.param(
            [{"More": [{"Less": ["gone.md"]}]}, "index.md"], ["index.md"], id="sections that are empty now"
        ),
        pytest.param(
            [{"Elsewhere": "https://x.example/a.md"}], [{"Elsewhere": "https://x.example/a.md"}], id="a link"
        ),
        pytest.param([{"Folder": "posts/"}], [{"Folder": "posts/"}], id="an address"),
    ],
)
def test_the_navigation_names_only_what_is_there(nav: object, shown: object) -> None:
    assert shown_in(nav, {"index.md"}) == shown


def test_an_audit_that_fails_says_where() -> None:
    found = Finding("SA101", "form", "1021.5.1", Severity.BLOCK, "about/index.html", 3, 1, "a form", "")
    assert audit_failure([found]).splitlines() == [
        "clearance: the built site fails its audit; the site is as it was.",
        "about/index.html:3: a form (SA101)",
    ]
