"""Real builds of many pages: by several processes, with warnings, with one that fails, with unknowns."""

from __future__ import annotations

import logging
import re

import pytest
from tests.department import Department, Ran
from tests.village import post

from clearance.mkdocs_plugin.hearing import Hearing

pytestmark = pytest.mark.site

DOCS = "docs_dir: content\n"
WARNINGS = "validation: {links: {anchors: warn}}\n"


def posts(count: int, *, body: str = "Mill Street is closed.\n") -> dict[str, str]:
    return {f"content/posts/n{number}.md": post(f"Notice {number}", body) for number in range(count)}


def with_posts(
    department: Department, files: dict[str, str], *, settings: str = "", strict: bool = False
) -> None:
    if settings or strict:
        strictly = "strict: true\n" if strict else ""
        department.replace("mkdocs.yml", "docs_dir: content\n", f"docs_dir: content\n{strictly}{settings}")
        department.adopt()
    for path, text in files.items():
        department.write(path, text)
    department.commit()
    department.approve(*files)


def build(department: Department, *flags: str, **variables: str) -> Ran:
    return department.command("clearance", "build", "--search", "skip", *flags, **variables)


def test_several_processes_make_the_site_that_one_makes(department: Department) -> None:
    with_posts(department, posts(70, body="See [another](n7.md), and [all](index.md).\n"))
    sites = []
    for workers in ("1", "3"):
        program = (
            f"from clearance.mkdocs_plugin import making; making.processors = lambda: {workers}\n"
            "from clearance.cli.main import main; import sys; sys.argv = ['clearance', 'build', '--no-cache',"
            "'--search', 'skip']; main()"
        )
        ran = department.command("python", "-c", program)
        assert (ran.code, ran.err) == (0, "")
        sites.append(department.site())
    assert sites[0] == sites[1]
    assert "posts/n69/index.html" in sites[0]


@pytest.mark.parametrize("count", [1, 70])
def test_a_warning_comes_with_every_build_whoever_makes_the_page(department: Department, count: int) -> None:
    files = posts(count, body="See [another](closure.md#nowhere).\n")
    with_posts(department, files, settings=WARNINGS)
    for _ in range(2):
        ran = build(department)
        assert ran.code == 0
        warned = re.findall(r"WARNING: Doc file '(posts/n\d+\.md)' contains a link '\S+#nowhere'", ran.err)
        assert sorted(warned) == sorted(path.removeprefix("content/") for path in files)
    made = re.search(r" (\d+) of \d+ pages and lists made anew", ran.out)
    assert made is not None
    assert count <= int(made[1]) <= count + 3


def test_a_warning_of_another_process_counts_where_the_department_is_strict(department: Department) -> None:
    files = posts(70) | posts(1, body="[No](closure.md#x)\n")
    with_posts(department, files, settings=f"strict: true\n{WARNINGS}")
    ran = build(department)
    assert ran.code == 1
    assert "Aborted with 1 warnings in strict mode" in ran.err


FAILS = """
from clearance.mkdocs_plugin import making
from clearance.publish import csp
import os, signal, sys
protect, here = csp.protect, os.getpid()
def protected(html):
    if os.getpid() != here and "Notice 3" in html:
        {how}
    return protect(html)
csp.protect = protected
making.processors = lambda: 3
from clearance.cli.main import main
sys.argv = ["clearance", "build", "--search", "skip"]
main()
"""


@pytest.mark.parametrize(
    ("how", "said"),
    [
        pytest.param("raise ValueError('no such page')", "ValueError|no such page", id="an exception"),
        pytest.param("os.kill(os.getpid(), signal.SIGKILL)", "did not finish", id="killed"),
        pytest.param("os._exit(0)", "did not finish", id="an end without a word"),
    ],
)
def test_a_process_that_fails_ends_the_build(department: Department, how: str, said: str) -> None:
    assert build(department).code == 0
    before = department.site()
    with_posts(department, posts(70))
    ran = department.command("python", "-c", FAILS.format(how=how))
    assert ran.code != 0
    assert re.search(said, ran.err)
    assert department.site() == before
    assert department.leftovers() == []
    assert build(department).code == 0
    assert department.published("posts/n3")


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        pytest.param(
            "plugins:\n", "plugins:\n  - search\n", "the plugin material/search may look", id="a plugin"
        ),
        pytest.param(
            "docs_dir: content\n",
            "docs_dir: content\nnot_in_nav: about.md\n",
            "not_in_nav chooses",
            id="patterns",
        ),
        pytest.param(
            "docs_dir: content\n",
            "docs_dir: content\nhooks: [hooks/h.py]\n",
            "hooks may do anything",
            id="hooks",
        ),
        pytest.param(
            "  font: false\n",
            "  font: false\n  custom_dir: theme\n",
            "the template main.html uses pages, which may be anything",
            id="a template that looks at all pages",
        ),
    ],
)
def test_what_can_not_be_known_is_a_full_build(department: Department, old: str, new: str, why: str) -> None:
    department.write("hooks/h.py", "")
    department.write("theme/main.html", "{% extends 'clearance/main.html' %}{{ pages | length }}")
    department.replace("mkdocs.yml", old, new)
    department.adopt()
    for _ in range(2):
        ran = build(department)
        assert ran.code == 0, ran.err
        assert re.search(rf"all \d+ pages and lists made anew \({why}", ran.out)


def test_a_template_that_uses_what_a_page_has_is_no_unknown(department: Department) -> None:
    department.write(
        "theme/main.html", "{% extends 'clearance/main.html' %}{% block a %}{{ page.title }}{% endblock %}"
    )
    department.replace("mkdocs.yml", "  font: false\n", "  font: false\n  custom_dir: theme\n")
    department.adopt()
    build(department)
    assert re.search(r"s: \d of \d+ pages and lists made anew\n", build(department).out)


# --- what is heard -----------------------------------------------------------------------------


@pytest.fixture
def hearing() -> Hearing:
    return Hearing()


def test_a_warning_is_about_the_page_at_hand_and_those_it_names(hearing: Hearing) -> None:
    hearing.begin()
    log = logging.getLogger("mkdocs.structure.pages")
    hearing.page = "posts/a.md"
    log.warning("Something of it")
    hearing.page = ""
    log.warning("Doc file 'posts/b.md' contains a link '#x'")
    log.info("Doc file 'posts/c.md' is fine")
    hearing.end()
    log.warning("Doc file 'posts/d.md' is too late")
    assert (hearing.warned, hearing.astray) == ({"posts/a.md", "posts/b.md"}, False)


def test_a_warning_about_nobody_knows_what(hearing: Hearing) -> None:
    hearing.heard(("mkdocs", logging.WARNING, "Something"))
    hearing.heard(("mkdocs", logging.ERROR, "Worse"))
    assert hearing.astray
    assert hearing.errors() == ["ERROR: Worse"]
