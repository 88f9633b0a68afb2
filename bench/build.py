"""How long it takes from a folder to a finished site, next to other generators on the same posts.

    .venv/bin/python -m bench.build [--posts 1000 5000] [--no-stock] [--no-peers] [--plot FILE]

Each department is founded by `clearance init`, with typical posts that the chief has approved, each
signature real, and each post and approval in a commit of its own. Stock is `mkdocs build` with Material
and its blog plugin, the peers are Hugo and Eleventy; none of them checks anything (`peers.DOES`, printed
at the end). Every command is a process of its own, from its start to its end; what counts are the ratios
of one run.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from bench import peers
from bench.departments import Made, approve, commit, commit_one_by_one, correct, make, withdraw
from bench.plot import plot
from bench.timing import timed

from clearance.cli.create import DEFAULTS

SIZES = [1_000, 5_000, 10_000]
CLEARANCE = str(peers.BIN / "clearance")
IN_CHART = {
    "check of one changed post": "check of one post",
    "the search index alone": "search index",
}
"""names short enough to stand beside a line"""
NOT_IN_CHART = ("again, nothing changed", "a new post", "a post withdrawn")
"""as good as the same line as one post changed"""
PEERS = {"hugo": peers.hugo, "eleventy": peers.eleventy}


@dataclass(frozen=True, slots=True)
class Ran:
    """What was run, and for how many seconds; `memory` is the most that it and its children used, in MB.

    `output` is what stands in the site's folder afterwards, None where nothing is built.
    """

    name: str
    seconds: float
    memory: float
    output: peers.Output | None = None


def main() -> None:
    parser = argparse.ArgumentParser(description="How long it takes from a folder to a finished site.")
    parser.add_argument("--posts", type=int, nargs="+", default=SIZES, metavar="COUNT")
    parser.add_argument("--no-stock", dest="stock", action="store_false", help="without stock MkDocs")
    parser.add_argument(
        "--peers", action=argparse.BooleanOptionalAction, default=True, help="with Hugo and Eleventy, or not"
    )
    parser.add_argument("--plot", default="build/bench.svg", metavar="FILE", help="where the chart goes")
    options = parser.parse_args()
    rows: list[tuple[str, int, float]] = []
    for count in options.posts:
        with tempfile.TemporaryDirectory() as folder:
            made = make(Path(folder), count)
            commit_one_by_one(made)
            ran = list(_all(made, Path(folder), stock=options.stock, others=options.peers))
        _tell(count, ran)
        rows += [
            (IN_CHART.get(one.name, one.name), count, one.seconds)
            for one in ran
            if isinstance(one, Ran) and one.name not in NOT_IN_CHART
        ]
    plot(rows, Path(options.plot))
    _tell_what_each_does([*(["stock"] if options.stock else ()), *(PEERS if options.peers else ())])


def _all(made: Made, folder: Path, *, stock: bool, others: bool) -> Iterator[Ran | str]:
    """A peer that isn't installed is its name alone."""
    yield from _ours(made)
    if stock:
        yield _built(peers.stock(made, folder / "stock"))
    for name, lay_out in PEERS.items() if others else ():
        site = lay_out(made, folder / name)
        yield _built(site) if site else name


def _tell(count: int, ran: list[Ran | str]) -> None:
    stock = next((one.seconds for one in ran if isinstance(one, Ran) and one.name == "stock"), 0.0)
    print(f"\n{count:,} posts; {len(os.sched_getaffinity(0))} cores")
    for one in ran:
        print(f"{one:28}not installed" if isinstance(one, str) else _line(one, stock), flush=True)


def _line(one: Ran, stock: float) -> str:
    made = one.output
    size = f"{made.pages:7,} pages {made.files:7,} files {made.bytes / 1e6:6,.1f} MB" if made else " " * 37
    ratio = f"{stock / one.seconds:7.1f} times as fast as stock" if stock else ""
    return f"{one.name:28}{one.seconds:8.2f} s {one.memory:6,.0f} MB {size} {ratio}"


def _tell_what_each_does(others: list[str]) -> None:
    for name in ("clearance", *others):
        print(f"\n{name}")
        for what, does in peers.DOES[name].items():
            print(f"    {what:16}{does}")


def _ours(made: Made) -> Iterator[Ran]:
    """From a folder to a public site; its search index is measured apart, since nothing waits for it."""
    yield _build("cold", made)
    yield _build("again, nothing changed", made)
    newest = made.posts[-1]
    correct(made, newest, DEFAULTS["pio_email"])
    yield _timed("check of one changed post", [CLEARANCE, "check", newest], made.root, code=1)
    approve(made, (newest,), _now())
    yield _build("one post changed", made)
    yield _build("a new post", _with_a_new_post(made))
    withdraw(made, newest, _now())
    yield _build("a post withdrawn", made)
    yield _timed("the search index alone", [CLEARANCE, "build", "-q"], made.root)


def _with_a_new_post(made: Made) -> Made:
    """The text of the oldest post, at an address of its own."""
    path = "content/posts/2026/one-more.md"
    text = (made.root / made.posts[0]).read_text("utf-8")
    (made.root / path).parent.mkdir(parents=True, exist_ok=True)
    (made.root / path).write_text(text, encoding="utf-8")
    commit(made.root, "One post more", DEFAULTS["pio_email"])
    approve(made, (path,), _now())
    return made


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def _build(name: str, made: Made) -> Ran:
    command = [CLEARANCE, "build", "-q", "--search", "skip"]
    return _built(peers.Site(name, command, made.root, made.root / "site"))


def _built(site: peers.Site) -> Ran:
    ran = _timed(site.name, site.command, site.folder)
    return replace(ran, output=peers.count(site.output))


def _timed(name: str, command: list[str], folder: Path, *, code: int = 0) -> Ran:
    ended, seconds, memory = timed(command, folder, {**os.environ, "NO_MKDOCS_2_WARNING": "true"})
    if ended != code:
        sys.exit(f"{' '.join(command)} ended with {ended}: no figure")
    return Ran(name, seconds, memory)


if __name__ == "__main__":
    main()
