from __future__ import annotations

import logging
from pathlib import Path

import pytest
from tests.department import Department
from tests.village import NOW, post

from clearance.errors import CannotJudge
from clearance.publish.build import Built, build_site
from clearance.publish.orders import Orders

pytestmark = pytest.mark.site


def build(department: Department, *, site_dir: Path | None = None, quiet: bool = False) -> Built:
    return build_site(department.root, site_dir=site_dir, quiet=quiet, at=NOW, orders=Orders())


def forget_handlers() -> None:
    """The generator's log is one for the process; a command has it for itself."""
    for name in ("mkdocs", "properdocs"):
        logging.getLogger(name).handlers.clear()


def test_a_build_tells_where_and_how_many(department: Department) -> None:
    assert build(department) == Built(department.root / "site", 4, 0)
    assert department.published("posts/closure")


def test_to_another_folder(department: Department, tmp_path: Path) -> None:
    assert build(department, site_dir=tmp_path / "a/b") == Built(tmp_path / "a/b", 4, 0)
    assert (tmp_path / "a/b/index.html").is_file()


def test_a_relative_folder_is_the_callers(
    department: Department, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert build(department, site_dir=Path("here")).site == tmp_path / "here"
    assert (tmp_path / "here/index.html").is_file()


def test_a_refused_build_tells_why(department: Department, capsys: pytest.CaptureFixture[str]) -> None:
    department.write("content/posts/new.md", post())
    department.commit()
    assert build(department).exit_code == 1
    told = capsys.readouterr()
    assert (told.out, "AP101" in told.err, told.err.endswith("not published; the site is as it was.\n")) == (
        "",
        True,
        True,
    )


def test_an_unadopted_configuration_is_told_and_nothing_is_loaded(
    department: Department, capsys: pytest.CaptureFixture[str]
) -> None:
    department.replace("mkdocs.yml", "fail", "omit")
    department.commit()
    assert build(department) == Built(department.root / "site", 0, 1)
    assert "GL101" in capsys.readouterr().err


def test_without_the_gate_there_is_no_build(department: Department) -> None:
    department.replace("mkdocs.yml", "  - clearance:\n      uncleared: fail\n", "")
    with pytest.raises(CannotJudge, match="the plugin `clearance` is not on"):
        build(department)


def test_the_generators_own_warnings_are_shown_unless_quiet(
    department: Department, capsys: pytest.CaptureFixture[str]
) -> None:
    department.replace("content/about.md", "Who we are.", "[We](index.md#nowhere)")
    department.replace(
        "mkdocs.yml", "docs_dir: content\n", "docs_dir: content\nvalidation: {links: {anchors: warn}}\n"
    )
    department.commit()
    department.approve("content/about.md")
    department.adopt()
    forget_handlers()
    assert build(department).exit_code == 0
    assert "nowhere" in capsys.readouterr().err
    forget_handlers()
    assert build(department, quiet=True).exit_code == 0
    assert capsys.readouterr().err == ""


def test_twice_in_one_process_gives_the_same_site(department: Department) -> None:
    build(department)
    first = department.site()
    build(department)
    second = department.site()
    assert {name for name in first if first[name] != second[name]} <= {"sitemap.xml", "sitemap.xml.gz"}
    assert first.keys() == second.keys()
