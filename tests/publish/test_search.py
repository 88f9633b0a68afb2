"""The search index: the same for the same pages, whole or not there."""

from __future__ import annotations

import re
import stat
from pathlib import Path

import pytest
from tests.department import Department, digests

from clearance.errors import CannotJudge
from clearance.publish import search

pytestmark = pytest.mark.site


def test_the_same_pages_give_the_same_files(built: Department, tmp_path: Path) -> None:
    for name in ("one", "other"):
        search.build_index(built.root / "site", tmp_path / name)
    assert digests(tmp_path / "one") == digests(tmp_path / "other")
    there = {name: digest for name, digest in built.site().items() if name.startswith("pagefind/")}
    assert {f"pagefind/{name}": digest for name, digest in digests(tmp_path / "one").items()} == there


def test_nothing_is_there_that_no_page_asks_for(built: Department, tmp_path: Path) -> None:
    search.build_index(built.root / "site", tmp_path / "index")
    top = {re.sub(r"(\.en)?_[0-9a-f]+|\.en(?=\.)", "", path.name) for path in (tmp_path / "index").iterdir()}
    assert top == {
        "fragment",
        "index",
        "pagefind-entry.json",
        "pagefind-worker.js",
        "pagefind.js",
        "pagefind.pf_meta",
        "wasm.pagefind",
        "wasm.unknown.pagefind",
    }
    assert len([*(tmp_path / "index/fragment").iterdir()]) == 3  # about, and two posts


def program(folder: Path, script: str) -> str:
    path = folder / "pagefind"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


@pytest.mark.parametrize(
    ("script", "message"),
    [
        pytest.param("echo no room >&2; exit 1", "pagefind made no search index: no room", id="it fails"),
        pytest.param("exit 0", "pagefind made no search index: it gave no reason", id="it makes nothing"),
        pytest.param("sleep 20", "the search index was not ready after 0.2 seconds", id="it takes too long"),
    ],
)
def test_a_program_that_fails_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, message: str
) -> None:
    monkeypatch.setattr(search, "_program", lambda: program(tmp_path, script))
    monkeypatch.setattr(search, "_TIMEOUT", 0.2 if "sleep" in script else 60)
    (tmp_path / "site").mkdir()
    with pytest.raises(CannotJudge, match=re.escape(message)):
        search.build_index(tmp_path / "site", tmp_path / "index")
    assert not (tmp_path / "index").exists()


def test_a_program_that_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pagefind_bin", None)
    with pytest.raises(CannotJudge, match="the program pagefind is not installed here"):
        search.build_index(tmp_path, tmp_path / "index")


def test_a_site_without_a_search_is_published_all_the_same(
    department: Department, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(search, "_program", lambda: program(tmp_path, "exit 1"))
    ran = department.build()
    assert ran.code == 0
    assert ran.err == (
        "clearance: published, but without a search: pagefind made no search index: it gave no reason\n"
    )
    assert department.published("posts/closure")
    assert not (department.root / "site/pagefind").exists()
    assert department.leftovers() == []


def test_a_search_that_was_to_be_there_at_once_and_fails_stops_the_build(
    department: Department, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(search, "_program", lambda: program(tmp_path, "exit 1"))
    ran = department.run("build", "--search", "now")
    assert (ran.code, "pagefind made no search index" in ran.err) == (2, True)
    assert not (department.root / "site").exists()
