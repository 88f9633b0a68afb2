"""Which files of a department MkDocs gets to see."""

from __future__ import annotations

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, get_files
from tests.department import Department
from tests.village import NOW, POST, post

from clearance.gate import Judgement
from clearance.mkdocs_plugin.output import audit_failure
from clearance.mkdocs_plugin.selection import Selection, select, shown_in
from clearance.model import Finding, Severity
from clearance.publish.generator import load_config
from clearance.publish.views import views

NEW = "content/posts/new.md"


def configured(department: Department) -> MkDocsConfig:
    """As the generator has it while it asks this plugin."""
    config = load_config(department.root)
    config.plugins._current_plugin = "clearance"
    return config


def selection(
    department: Department, *, everything: bool = False, judgement: Judgement | None = None
) -> Selection:
    config = configured(department)
    judged = judgement or department.judge()
    listings = views(judged.outcome.pages, judged.evidence.guidelines).listings
    return select(get_files(config), judged, listings, config, everything=everything)


def sources(chosen: Selection) -> set[str]:
    return {
        file.src_uri
        for file in chosen.files
        if not file.src_uri.startswith(("records/", "category/", "archive/"))
    }


CLEARED = {"index.md", "about.md", "posts/closure.md", "posts/map.png", "posts/meeting.md", "posts/index.md"}


def test_what_is_cleared_with_records_and_lists(department: Department) -> None:
    chosen = selection(department)
    assert sources(chosen) == CLEARED
    records = {file.src_uri for file in chosen.files if file.src_uri.startswith("records/")}
    approvals = {judged.approval.path for judged in department.judge().outcome.pages if judged.approval}
    assert records == {name for path in approvals for name in (path, f"{path}.sig")}
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
    assert sources(selection(department)) == CLEARED


def test_what_is_not_cleared_is_seen_only_in_a_preview(department: Department) -> None:
    department.write(NEW, post())
    assert sources(selection(department)) == CLEARED
    assert sources(selection(department, everything=True)) == CLEARED | {"posts/new.md"}


def test_a_page_has_the_bytes_that_were_judged(department: Department) -> None:
    judgement, before = department.judge(), (department.root / POST).read_bytes()
    department.write(POST, "anything else")
    chosen = selection(department, judgement=judgement)
    page = chosen.files.get_file_from_path("posts/closure.md")
    assert page is not None
    assert page.content_bytes == before


def test_a_slug_is_the_address(department: Department) -> None:
    department.write(NEW, post(more="slug: other\n"))
    chosen = selection(department, everything=True)
    page = chosen.files.get_file_from_path("posts/new.md")
    assert page is not None
    assert (page.dest_uri, page.url) == ("posts/other/index.html", "posts/other/")


def test_posts_are_not_in_the_navigation_and_pages_are(department: Department) -> None:
    chosen = selection(department)
    levels = {
        file.src_uri: file.inclusion for file in chosen.files if file.src_uri in CLEARED - {"posts/map.png"}
    }
    assert {name for name, level in levels.items() if level is InclusionLevel.NOT_IN_NAV} == {
        "posts/closure.md",
        "posts/meeting.md",
    }


def test_an_unreadable_page_is_empty_in_a_preview(department: Department) -> None:
    department.write(NEW, "---\ntitle: [secret\n---\n")
    chosen = selection(department, everything=True)
    page = chosen.files.get_file_from_path("posts/new.md")
    assert page is not None
    assert page.content_string == ""


def test_files_of_the_theme_and_of_other_plugins_stay(department: Department) -> None:
    config = configured(department)
    theirs = File(
        "assets/x.css", str(department.root / "elsewhere"), config.site_dir, use_directory_urls=True
    )
    made = File.generated(config, "made.txt", content="x")
    judgement = department.judge(NOW)
    chosen = select(Files([theirs, made]), judgement, (), config, everything=False)
    assert {"assets/x.css", "made.txt"} <= {file.src_uri for file in chosen.files}


# --- the navigation ----------------------------------------------------------------------------


def selected(*names: str) -> Selection:
    return Selection(Files([File(name, "", "", use_directory_urls=True) for name in names]), {}, {})


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
    assert shown_in(nav, selected("index.md")) == shown


def test_an_audit_that_fails_says_where() -> None:
    found = Finding("SA101", "form", "1021.5.1", Severity.BLOCK, "about/index.html", 3, 1, "a form", "")
    assert audit_failure([found]).splitlines() == [
        "clearance: the built site fails its audit; the site is as it was.",
        "about/index.html:3: a form (SA101)",
    ]
