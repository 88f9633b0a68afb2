"""Commands about the site: build, serve, audit."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.department import Department, run_here
from tests.village import post

from clearance.cli import site

NEW = "content/posts/new.md"


# --- build -------------------------------------------------------------------------------------


@pytest.mark.site
@pytest.mark.parametrize(("flags", "told"), [([], True), (["--quiet"], False), (["-q"], False)])
def test_a_build_says_where_the_site_is(department: Department, flags: list[str], *, told: bool) -> None:
    ran = department.run("build", *flags)
    said = r"public after \d+\.\d s: all \d+ pages and lists made anew \(there is no earlier .*\)\n"
    said += re.escape(f"published 4 pages in {department.root / 'site'}\n")
    assert (ran.code, ran.err) == (0, "")
    assert re.fullmatch(said if told else "", ran.out)


@pytest.mark.site
def test_the_timings_of_a_build(department: Department) -> None:
    ran = department.run("build", "-q", "--timings", "--search", "skip")
    assert (ran.code, ran.out) == (0, "")
    steps = [line.strip().rpartition("  ")[0].strip() for line in ran.err.splitlines()]
    assert steps[0] == "reading and judging"
    assert steps[-2:] == ["in all", "memory at most"]
    assert "publishing" in steps
    assert "indexing for the search" not in steps


@pytest.mark.parametrize("flags", [[], ["-q"]])
def test_a_refused_build_says_why_even_when_quiet(department: Department, flags: list[str]) -> None:
    department.write(NEW, post())
    department.commit()
    ran = department.run("build", *flags)
    assert (ran.code, ran.out, "AP101" in ran.err) == (1, "", True)
    assert not (department.root / "site").exists()


def test_a_build_that_can_not_be_judged(department: Department) -> None:
    department.write("guidelines/roster.yml", "")
    ran = department.run("build")
    assert (ran.code, ran.out) == (2, "")
    assert (
        ran.err
        == "clearance: can't judge. guidelines/roster.yml: the file is empty; the guidelines need it\n"
    )


# --- serve -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("addr", "message"),
    [
        ("nonsense", "--addr is 'nonsense'; expected HOST:PORT"),
        ("0.0.0.0:8000", "0.0.0.0 is not a loopback address"),
        ("police.example:80", "police.example is not a loopback address"),
        ("127.0.0.1:99999", "expected HOST:PORT"),
    ],
)
@pytest.mark.parametrize("flags", [[], ["--built"]])
def test_only_this_machine_is_served(
    department: Department, addr: str, message: str, flags: list[str]
) -> None:
    ran = department.run("serve", "--addr", addr, *flags)
    assert (ran.code, ran.out, message in ran.err) == (2, "", True), ran.err


@pytest.fixture
def previewed(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Instead of the server, which runs until it is interrupted: what it was asked to preview."""
    asked: list[Path] = []
    monkeypatch.setattr(site, "serve_preview", lambda folder, *_, **__: asked.append(folder))
    return asked


def test_a_preview_of_what_the_chief_adopted(department: Department, previewed: list[Path]) -> None:
    department.write(NEW, post())
    assert (department.run("serve").code, previewed) == (0, [department.root])


def test_a_preview_runs_no_code_that_nobody_adopted(department: Department, previewed: list[Path]) -> None:
    department.replace("mkdocs.yml", "docs_dir: content\n", "docs_dir: content\ncopyright: x\n")
    ran = department.run("serve")
    assert (ran.code, "add --unadopted if you trust this checkout" in ran.err, previewed) == (2, True, [])
    assert (department.run("serve", "--unadopted").code, previewed) == (0, [department.root])


def test_what_is_refused_is_not_served(department: Department) -> None:
    department.write(NEW, post())
    department.commit()
    ran = department.run("serve", "--built", "--addr", "127.0.0.1:0")
    assert (ran.code, "AP101" in ran.err) == (1, True)


# --- audit -------------------------------------------------------------------------------------


@pytest.mark.site
def test_the_built_site_passes(live: Department) -> None:
    ran = live.run("audit", str(live.root / "site"))
    assert (ran.code, ran.out, ran.err) == (0, "The audit found nothing wrong.\n", "")


@pytest.mark.site
@pytest.mark.parametrize("flags", [[], ["--no-sources"]])
def test_a_form_that_somebody_put_there_is_found(live: Department, flags: list[str]) -> None:
    shown = live.shown("about/index.html")
    live.write(
        "site/about/index.html",
        shown.replace("Who we are.", '<form action="https://x.example"><input></form>'),
    )
    ran = live.run("audit", str(live.root / "site"), *flags)
    assert (ran.code, "about/index.html:" in ran.out, "must be mended" in ran.out) == (1, True, True)


@pytest.mark.site
def test_a_file_without_a_source_is_found_only_with_sources(live: Department) -> None:
    live.write("site/notes.txt", "x")
    folder = str(live.root / "site")
    assert (live.run("audit", folder).code, live.run("audit", folder, "--no-sources").code) == (1, 0)


def test_without_sources_no_department_is_needed(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("<p>no language</p>")
    ran = run_here("audit", str(tmp_path / "site"), "--no-sources", "--root", str(tmp_path))
    assert (ran.code, "index.html:1: " in ran.out) == (1, True)
    assert run_here("audit", str(tmp_path / "site"), "--root", str(tmp_path)).code == 2


@pytest.mark.parametrize("name", ["missing", "file"])
def test_what_is_no_folder(department: Department, name: str) -> None:
    department.write("file", "")
    ran = department.run("audit", str(department.root / name))
    assert (ran.code, "there is no such folder" in ran.err) == (2, True)


def test_an_empty_folder_is_no_site_that_passes(department: Department, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert department.run("audit", str(tmp_path / "empty")).code != 0


def test_while_the_configuration_is_not_adopted_the_sources_are_not_known(department: Department) -> None:
    department.replace("mkdocs.yml", "docs_dir: content\n", "docs_dir: content\ncopyright: x\n")
    (department.root / "site").mkdir()
    ran = department.run("audit", str(department.root / "site"))
    assert (ran.code, "--no-sources" in ran.err) == (2, True)
