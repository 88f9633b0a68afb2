"""Other generators on the same posts: stock MkDocs, Hugo, Eleventy. What each is asked to do is in DOES.

Each function lays out a department's posts in an empty folder, and says how that site is built.
Bodies stay as they are, relative links and MkDocs' notes (`!!! note`) too; front matter is what the
generator reads. Hugo is the one on the PATH. Eleventy is pinned in `eleventy/`, and is installed
into `build/eleventy/` when it is first wanted.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from bench.departments import Made

HERE = Path(__file__).parent
BIN = Path(sys.executable).parent
INSTALLED = HERE.parent / "build" / "eleventy"
PATIENCE = 300
"""seconds for the installation of Eleventy"""
_DATE = re.compile(r"^(date: \S+T\d\d:\d\d)$", re.MULTILINE)
_VERSION = re.compile(r"v(\d+(?:\.\d+)+)")
_READ = ("title", "description", "categories")
"""front matter that all of them read by the same names; the date is written differently"""
STOCK = """\
site_name: Stock
site_url: https://stock.example/
theme:
  name: material
  font: false
plugins:
  - search
  - blog:
      blog_dir: .
      authors: false
markdown_extensions: [admonition, attr_list, footnotes, md_in_html, tables, toc]
"""
DOES: Mapping[str, Mapping[str, str]] = {
    "clearance": {
        "checks of text": "all rules",
        "signatures": "every approval verified",
        "audit": "of the finished pages",
        "search index": "yes",
        "lists": "notices, categories, years, months",
        "feeds": "Atom and JSON Feed, of all and of each subject; a sitemap",
    },
    "stock": {
        "checks of text": "none",
        "signatures": "none",
        "audit": "none",
        "search index": "yes",
        "lists": "notices, categories, years; 10 a page",
        "feeds": "none; a sitemap",
    },
    "hugo": {
        "checks of text": "none; notes stay raw text",
        "signatures": "none",
        "audit": "none",
        "search index": "none",
        "lists": "notices, categories; 20 a page",
        "feeds": "one RSS; a sitemap",
    },
    "eleventy": {
        "checks of text": "none; notes stay raw text",
        "signatures": "none",
        "audit": "none",
        "search index": "none",
        "lists": "notices, categories; 20 a page",
        "feeds": "one RSS; a sitemap",
    },
}
"""what each does and does not do in these runs, in a few words; all have the same keys"""


@dataclass(frozen=True, slots=True)
class Site:
    """How one is built: `command` is run in `folder`, and writes all that it makes into `output`."""

    name: str
    command: list[str]
    folder: Path
    output: Path


@dataclass(frozen=True, slots=True)
class Output:
    """How much was made: files of every kind, their bytes, and how many of them are HTML."""

    files: int
    bytes: int
    pages: int


def count(output: Path) -> Output:
    """Of a finished site's folder. All zero if there is none."""
    sizes = [(path.suffix, path.stat().st_size) for path in output.rglob("*") if path.is_file()]
    pages = sum(suffix == ".html" for suffix, _ in sizes)
    return Output(len(sizes), sum(size for _, size in sizes), pages)


def stock(made: Made, folder: Path) -> Site:
    """MkDocs with Material and its blog plugin, of this Python's environment."""
    for path, text in _posts(made):  # the blog plugin knows no time without seconds
        _write(folder / "docs" / "posts" / path, _DATE.sub(r"\1:00", text, count=1))
    _write(folder / "docs" / "index.md", "# Stock\n")
    _write(folder / "mkdocs.yml", STOCK)
    return Site("stock", [str(BIN / "mkdocs"), "build", "-q"], folder, folder / "site")


def hugo(made: Made, folder: Path) -> Site | None:
    """Hugo with the templates of `hugo/`. None where it isn't installed."""
    program = shutil.which("hugo")
    if program is None:
        return None
    shutil.copytree(HERE / "hugo", folder, dirs_exist_ok=True)
    _translate(made, folder / "content" / "posts")
    told = subprocess.run([program, "version"], capture_output=True, text=True, check=False).stdout
    version = _VERSION.search(told)
    name = f"hugo {version[1]}" if version else "hugo"
    return Site(name, [program, "--quiet"], folder, folder / "public")


def eleventy(made: Made, folder: Path) -> Site | None:
    """Eleventy with the templates of `eleventy/source/`. None where it, or Node.js, can't be had."""
    node = shutil.which("node")
    package = installed() if node else None
    if node is None or package is None:
        return None
    shutil.copytree(HERE / "eleventy" / "source", folder, dirs_exist_ok=True)
    _translate(made, folder / "content" / "posts")
    version = json.loads((package / "package.json").read_text("utf-8"))["version"]
    command = [node, str(package / "cmd.cjs"), "--quiet"]
    return Site(f"eleventy {version}", command, folder, folder / "site")


def installed() -> Path | None:
    """The folder of Eleventy's package, installed anew if the pins have changed. None if npm can't do it."""
    package = INSTALLED / "node_modules" / "@11ty" / "eleventy"
    pins = {name: (HERE / "eleventy" / name).read_bytes() for name in ("package-lock.json", "package.json")}
    done = INSTALLED / "done"  # written last: a broken installation is not taken for one
    if done.is_file() and done.read_bytes() == b"".join(pins.values()):
        return package
    npm = shutil.which("npm")
    if npm is None:
        return None
    shutil.rmtree(INSTALLED, ignore_errors=True)
    INSTALLED.mkdir(parents=True)
    for name, data in pins.items():
        (INSTALLED / name).write_bytes(data)
    if not _installs([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]):
        return None
    done.write_bytes(b"".join(pins.values()))
    return package


def _installs(command: list[str]) -> bool:
    try:
        ran = subprocess.run(command, cwd=INSTALLED, capture_output=True, check=False, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return False
    return ran.returncode == 0


def _posts(made: Made) -> Iterator[tuple[Path, str]]:
    """All of the department's, that of its founding too: the path below `content/posts`, and the text."""
    folder = made.root / "content" / "posts"
    for path in sorted(folder.rglob("*.md")):
        yield path.relative_to(folder), path.read_text("utf-8")


def _translate(made: Made, folder: Path) -> None:
    """The posts as Hugo and Eleventy read them."""
    for path, text in _posts(made):
        _, front, body = text.split("---\n", maxsplit=2)
        _write(folder / path, f"---\n{_front(yaml.safe_load(front))}---\n{body}")


def _front(front: Mapping[str, Any]) -> str:
    """Of JSON values, which are YAML as well. Times are taken as UTC, so that days stay what they are."""
    day, _, time = str(front["date"]).partition("T")
    values = {name: front[name] for name in _READ}
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in values.items()]
    return f"date: {day}T{time or '00:00'}:00Z\n{''.join(lines)}"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
