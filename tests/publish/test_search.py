"""The search index: the same for the same pages, whole or not there."""

from __future__ import annotations

import gzip
import json
import re
import stat
import tempfile
from base64 import b64encode
from pathlib import Path
from typing import Any

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


def test_the_order_in_which_files_were_written_is_not_in_the_index(built: Department, tmp_path: Path) -> None:
    """In memory, folders list what was written last first."""
    memory = Path("/dev/shm")  # noqa: S108 - only to have another kind of file system
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as there:
        pages = sorted(path for path in (built.root / "site").rglob("*.html"))
        for name, order in (("one", pages), ("other", pages[::-1])):
            for page in order:
                copy = Path(there, name, page.relative_to(built.root / "site"))
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(page.read_bytes())
            search.build_index(Path(there, name), tmp_path / name)
    assert digests(tmp_path / "one") == digests(tmp_path / "other")


def found(folder: Path) -> dict[str, dict[str, Any]]:
    """What the index tells of each page, by its address."""
    told = {}
    for path in (folder / "fragment").iterdir():
        text = gzip.decompress(path.read_bytes())
        fragment = json.loads(text[text.index(b"{") :])
        told[fragment["url"]] = fragment
    return told


def test_words_heading_language_and_what_else_is_told_of_a_page(tmp_path: Path) -> None:
    pages = {
        "one/index.html": "<html lang='es'><title>no</title><h1>Aviso</h1><nav>menu</nav>"
        "<main data-pagefind-body data-pagefind-meta='lang:es'>Calle <b data-pagefind-ignore>no</b> Mill"
        "</main><footer>no</footer>",
        "two/index.html": "<html lang='en\"><b>'><p>no</p><main data-pagefind-body><h1>Two &lt;b&gt;</h1>up"
        "</main><p>no</p><aside data-pagefind-body>down</aside>",
        "list/index.html": "<html lang='en'><h1>no</h1><p>no",
        "text.txt": "data-pagefind-body",
    }
    for name, text in pages.items():
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    search.build_index(tmp_path / "site", tmp_path / "index")
    told = found(tmp_path / "index")
    assert {url: (page["content"], page["meta"]) for url, page in told.items()} == {
        "/one/": ("Calle Mill", {"title": "Aviso", "lang": "es"}),
        "/two/": ("Two <b> up down", {"title": "Two <b>"}),
    }


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


REFUSAL = b64encode(b'{"message_id": 1, "payload": {"type": "Error", "message": "no such index"}}').decode()


def program(folder: Path, script: str) -> str:
    path = folder / "pagefind"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


@pytest.mark.parametrize(
    ("script", "message"),
    [
        pytest.param("echo no room >&2; exit 1", "pagefind made no search index: no room", id="it fails"),
        pytest.param("echo YQ==,; cat", "pagefind made no search index: it gave no reason", id="it babbles"),
        pytest.param(
            f"echo {REFUSAL},; cat >&2", "pagefind made no search index: no such index", id="it refuses"
        ),
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
