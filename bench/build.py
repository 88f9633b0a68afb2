"""How long it takes from a folder to a finished site, next to stock MkDocs on the same posts.

    .venv/bin/python -m bench.build [--posts 1000 5000]

Each department is founded by `clearance init`, with typical posts that the chief has approved, each
signature real. Stock is `mkdocs build` with Material and its blog plugin, without any check. Every
command is a process of its own, from its start to its end; what counts are the ratios of one run.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bench.departments import Made, approve, commit, make

from clearance.cli.create import DEFAULTS

BIN = Path(sys.executable).parent
SIZES = [1_000, 5_000]
_DATE = re.compile(r"^(date: \S+T\d\d:\d\d)$", re.MULTILINE)
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


@dataclass(frozen=True, slots=True)
class Ran:
    """What was run, and for how many seconds; `memory` is the most that it and its children used, in MB."""

    name: str
    seconds: float
    memory: float


def main() -> None:
    parser = argparse.ArgumentParser(description="How long it takes from a folder to a finished site.")
    parser.add_argument("--posts", type=int, nargs="+", default=SIZES, metavar="COUNT")
    parser.add_argument("--no-stock", dest="stock", action="store_false", help="without stock MkDocs")
    options = parser.parse_args()
    for count in options.posts:
        with tempfile.TemporaryDirectory() as folder:
            made = make(Path(folder), count)
            ran = [*_ours(made), *(_stock(made, Path(folder) / "stock") if options.stock else ())]
        _tell(count, ran)


def _tell(count: int, ran: list[Ran]) -> None:
    stock = next((one.seconds for one in ran if one.name == "stock"), 0.0)
    print(f"\n{count:,} posts; {len(os.sched_getaffinity(0))} cores")
    for one in ran:
        ratio = f"{stock / one.seconds:8.1f} times as fast as stock" if stock else ""
        print(f"{one.name:36}{one.seconds:8.2f} s {one.memory:7,.0f} MB {ratio}", flush=True)


def _ours(made: Made) -> Iterator[Ran]:
    yield _timed("cold", made.root, "clearance", "build", "-q")
    yield _timed("again, nothing changed", made.root, "clearance", "build", "-q")
    newest = made.posts[-1]
    path = made.root / newest
    path.write_text(path.read_text("utf-8") + "\nThe time has changed.\n", encoding="utf-8")
    commit(made.root, "One sentence more", DEFAULTS["pio_email"])
    yield _timed("check of one changed post", made.root, "clearance", "check", newest, code=1)
    approve(made, (newest,), datetime.now(UTC).replace(microsecond=0))
    yield _timed("one post changed", made.root, "clearance", "build", "-q")


def _stock(made: Made, folder: Path) -> Iterator[Ran]:
    shutil.copytree(made.root / "content" / "posts", folder / "docs" / "posts")
    for post in (folder / "docs" / "posts").rglob("*.md"):  # the blog plugin knows no time without seconds
        post.write_text(_DATE.sub(r"\1:00", post.read_text("utf-8"), count=1), encoding="utf-8")
    (folder / "docs" / "index.md").write_text("# Stock\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(STOCK, encoding="utf-8")
    yield _timed("stock", folder, "mkdocs", "build", "-q")


def _timed(name: str, folder: Path, *command: str, code: int = 0) -> Ran:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "true"}
    begin = time.perf_counter()
    process = subprocess.Popen(
        [str(BIN / command[0]), *command[1:]], cwd=folder, env=environment, stdout=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    if os.waitstatus_to_exitcode(status) != code:
        sys.exit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}: no figure")
    return Ran(name, seconds, _megabytes(usage))


def _megabytes(usage: resource.struct_rusage) -> float:
    return usage.ru_maxrss / 1024


if __name__ == "__main__":
    main()
