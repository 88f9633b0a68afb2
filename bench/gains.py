"""What each technique gains: one post is changed, and the site built, with one of them switched off.

    .venv/bin/python -m bench.gains [--posts 5000] [--rounds 7]

The first figure is of the build as it is; below it, each line leaves one thing out. They take turns, and
what counts is the median of each. Then everything is made anew, once, though the verdicts on texts are kept;
and each line leaves one more thing out.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from bench.departments import Made, approve, commit_one_by_one, correct, make
from bench.timing import timed

from clearance.cli.create import DEFAULTS

_ANEW = "import os; import clearance.mkdocs_plugin.making as k; k.frame = lambda *_: os.urandom(8).hex()"
_ONE = f"{_ANEW}; k.WORTH_A_CREW = 10**9"
_EDIT: Mapping[str, str] = {
    "one post changed": "",
    "files read, whatever their times": (
        "import clearance.disk.digests as d; d.Before.digest = lambda *_: None"
    ),
    "signatures checked anew": "import clearance.cache.records as r; r.RecordsCache.get = lambda *_: None",
    "the commits told anew": (
        "import clearance.history.chronicle as c; c._restored = lambda _, *of: c.Chronicle.begin(*of)"
    ),
    "all commits listed": "import clearance.history.chronicle as c; c.carried_on = lambda *_: None",
    "no other process meanwhile": (
        "import clearance.gate as g, clearance.mkdocs_plugin.output as o, clearance.publish.public as p; "
        "g.WORTH_ANOTHER = o.WORTH_ANOTHER = p.WORTH_ANOTHER = 10**9"
    ),
    "the theme's icons listed": (
        "import clearance.mkdocs_plugin.plugin as p; p.list_quickly = lambda *_: None"
    ),
    "garbage looked for as usual": (
        "import gc; gc.disable = lambda: None; gc.set_threshold = lambda *_: None"
    ),
    "the interpreter takes itself apart": (
        "import os, sys, types, clearance.cli.main as m; "
        "m.os = types.SimpleNamespace(_exit=sys.exit, environ=os.environ)"
    ),
}
_FULL: Mapping[str, str] = {
    "everything made anew": _ANEW,
    "by one process": _ONE,
    "by one, a policy for each page": (
        f"{_ONE}; import clearance.publish.csp as c; "
        "c._POLICIES = type('None', (dict,), {'__contains__': lambda *_: False})()"
    ),
    "by one, audited at the end": f"{_ONE}; k.Making.written = lambda *_: None",
}
_RUN = (
    "import sys; from clearance.cli.main import main; "
    "sys.argv = ['clearance', 'build', '-q', '--search', 'skip']; main()"
)


def main() -> None:
    parser = argparse.ArgumentParser(description="What each technique gains.")
    parser.add_argument("--posts", type=int, default=5_000, metavar="COUNT")
    parser.add_argument("--rounds", type=int, default=7, metavar="COUNT")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        made = make(Path(folder), options.posts)
        commit_one_by_one(made)
        _built(made, "")
        print(f"{options.posts:,} posts; {len(os.sched_getaffinity(0))} cores", flush=True)
        _tell(made, _EDIT, options.rounds)
        _tell(made, _FULL, 1)


def _tell(made: Made, variants: Mapping[str, str], rounds: int) -> None:
    """The median of some rounds of each, and how many times as long as the first of them it takes."""
    seconds: dict[str, list[float]] = {name: [] for name in variants}
    for _ in range(rounds):
        for name, without in variants.items():
            _edit(made)
            seconds[name].append(_built(made, without))
    medians = {name: statistics.median(told) for name, told in seconds.items()}
    first = next(iter(medians.values()))
    for name, median in medians.items():
        print(f"{name:36}{median:8.2f} s {median / first:6.2f}", flush=True)


def _edit(made: Made) -> None:
    newest = made.posts[-1]
    correct(made, newest, DEFAULTS["pio_email"])
    approve(made, (newest,), datetime.now(UTC).replace(microsecond=0))


def _built(made: Made, without: str) -> float:
    command = [sys.executable, "-c", "; ".join(filter(None, (without, _RUN)))]
    code, seconds, _ = timed(command, made.root, dict(os.environ))
    if code:
        sys.exit(f"the build ended with {code}: no figure")
    return seconds


if __name__ == "__main__":
    main()
