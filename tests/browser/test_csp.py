"""The strict policy in a real browser: the theme works under it, and what it should stop stops."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.browser.conftest import Serve, Watched

from clearance.publish import csp
from clearance.publish.audit import audit_site

pytestmark = [pytest.mark.browser, pytest.mark.site]

CONFIG = """\
site_name: Sample Village Police
site_url: https://police.example/
extra_css: [aligned.css]
theme:
  name: material
  font: false
  features: [{features}]
  palette:
    - scheme: default
      toggle: {{icon: material/brightness-7, name: Dark}}
    - scheme: slate
      toggle: {{icon: material/brightness-4, name: Light}}
plugins: [search]
markdown_extensions:
  - admonition
  - attr_list
  - footnotes
  - tables
  - toc: {{permalink: true}}
  - pymdownx.details
  - pymdownx.highlight
  - pymdownx.superfences
  - pymdownx.tabbed: {{alternate_style: true}}
  - pymdownx.tasklist: {{custom_checkbox: true}}
"""
FEATURES = (
    "navigation.tabs, navigation.top, navigation.footer, content.code.copy, content.tabs.link, "
    "content.tooltips, search.suggest, search.highlight, toc.follow"
)
HOME = """\
# Road closures

| street | from | hours |
|:-------|:----:|------:|
| Pulaski | noon | 12 |

!!! warning "Take another way"
    The bridge is closed[^1].

=== "North"
    By 115th Street.
=== "South"
    By 127th Street.

```python
print("closed")
```

- [ ] bridge
- [x] tunnel

[^1]: Until further notice.
"""


def built(folder: Path, features: str = FEATURES) -> Path:
    """A small site of the theme's usual parts, built by MkDocs and protected page by page."""
    for name, text in {
        "mkdocs.yml": CONFIG.format(features=features),
        "docs/aligned.css": csp.ALIGNMENT_CSS,
        "docs/index.md": HOME,
        "docs/news/parade.md": "# Parade\n\nThe parade starts at noon.\n",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    for page in (folder / "site").rglob("*.html"):
        page.write_text(csp.protect(page.read_text(encoding="utf-8")), encoding="utf-8")
    return folder / "site"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("department"))


def test_the_theme_works_under_the_policy(site: Path, serve: Serve, watched: Watched) -> None:
    page = watched.page
    page.goto(serve(site), wait_until="networkidle")
    assert page.locator("td.align-right").evaluate("e => getComputedStyle(e).textAlign") == "right"
    assert page.locator("td.align-center").evaluate("e => getComputedStyle(e).textAlign") == "center"

    page.locator("label[for=__tabbed_1_2]").click()
    page.get_by_text("By 127th Street.").wait_for(state="visible")
    page.locator(".md-code__button[data-md-type=copy], .md-clipboard").first.click()

    before = page.evaluate("document.body.getAttribute('data-md-color-scheme')")
    page.locator("label.md-header__button[for^=__palette]:visible").click()
    page.wait_for_function("b => document.body.getAttribute('data-md-color-scheme') !== b", arg=before)

    page.locator("input.md-search__input").click()
    page.keyboard.type("parade", delay=20)
    page.locator(".md-search-result__link").first.wait_for(state="visible")
    page.keyboard.press("Enter")
    page.wait_for_url("**/news/parade/**")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.body.getAttribute('data-md-color-scheme')") != before

    assert watched.troubles == []
    assert watched.hosts == {"127.0.0.1"}


def test_the_audit_passes_the_same_site(site: Path) -> None:
    assert [finding.code for finding in audit_site(site, None)] == ["SA406"]


def test_pages_that_replace_each_other_without_loading_keep_the_first_ones_policy(
    tmp_path: Path, serve: Serve, watched: Watched
) -> None:
    page = watched.page
    page.goto(serve(built(tmp_path, f"{FEATURES}, navigation.instant")), wait_until="networkidle")
    page.locator(".md-tabs__link", has_text="News").click()
    page.get_by_text("The parade starts at noon.").wait_for(state="visible")
    page.locator(".md-tabs__link", has_text="Road").click()
    page.get_by_text("The bridge is closed").wait_for(state="visible")
    page.wait_for_load_state("networkidle")
    assert watched.troubles == []
    assert watched.hosts == {"127.0.0.1"}


@pytest.mark.parametrize(
    ("markup", "refused"),
    [
        pytest.param("<script>document.title='hacked'</script>", "script-src-elem", id="a script"),
        pytest.param("<img src=x onerror=\"document.title='hacked'\">", "script-src-attr", id="a handler"),
        pytest.param("<script src='http://127.0.0.2:9/x.js'></script>", "script-src-elem", id="another host"),
        pytest.param("<img src='http://127.0.0.2:9/x.png'>", "img-src", id="a picture from elsewhere"),
        pytest.param("<style>body{display:none}</style>", "style-src-elem", id="a style"),
        pytest.param("<p style='color:red'>x</p>", "style-src-attr", id="a style attribute"),
        pytest.param("<iframe src='/'></iframe>", "frame-src", id="a frame"),
        pytest.param("<base href='/elsewhere/'>", "base-uri", id="another base"),
        pytest.param(
            "<script src='data:text/javascript,1'></script>", "script-src-elem", id="a script address"
        ),
    ],
)
def test_what_is_slipped_into_a_finished_page_is_refused(
    tmp_path: Path, serve: Serve, watched: Watched, markup: str, refused: str
) -> None:
    clean = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>News</title></head><body></body>'
    )
    (tmp_path / "index.html").write_text(csp.insert(clean).replace("</body>", f"{markup}</body>"))
    (tmp_path / "favicon.ico").write_bytes(b"")
    watched.page.goto(serve(tmp_path), wait_until="networkidle")
    assert watched.page.title() == "News"
    assert any(trouble.startswith(f"policy: {refused} refused") for trouble in watched.troubles)
    found = [finding.code for finding in audit_site(tmp_path, None)]
    assert found != ["SA406"]
