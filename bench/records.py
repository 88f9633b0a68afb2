"""How long `records verify` and `records search` take, against what stock tools need for the same question.

    .venv/bin/python -m bench.records [POSTS]

A department with this many posts, each approved three times. The peer of `verify` is `git fsck --full` and
one `ssh-keygen -Y verify` for each record, reckoned up from a sample; that is a part of what `verify` looks
at. The peer of `search` is `git log -G` over the posts: every commit that changed a line with the words.
Both are measured in the same run, since only their ratio means anything on another machine.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.departments import Made, approve, commit, make
from bench.timing import timed

from clearance.cli.create import DEFAULTS
from clearance.guidelines.loading import load_guidelines
from clearance.records.signers import allowed_signers
from clearance.records.sshsig import RECORD_NAMESPACE

POSTS = 1_000
APPROVALS = 3
SAMPLE = 100
WORDS = "mill street"


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else POSTS
    with tempfile.TemporaryDirectory() as folder:
        made = make(Path(folder), count)
        for number in range(1, APPROVALS):
            approve(made, made.posts, datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=number))
        records = len(list((made.root / "records").rglob("*.json")))
        print(f"{count:,} posts, {records:,} records")
        verify, fsck = _clearance(made, "verify"), _run(made, "git", "fsck", "--full", "--no-dangling")
        each = _ssh_keygen(made)
        peer = fsck + each * records
        print(f"records verify: {verify:.2f} s")
        print(f"git fsck {fsck:.2f} s + ssh-keygen -Y verify {each * 1000:.1f} ms each: {peer:.2f} s")
        print(f"  1 to {peer / verify:.1f}")
        first, again = (_clearance(made, "search", WORDS) for _ in range(2))
        log = _run(made, "git", "log", "-i", "-G", WORDS, "--format=%H", "--", "content")
        print(f"records search: {again:.2f} s (the first one after a commit: {first:.2f} s)")
        print(f"git log -G: {log:.2f} s\n  1 to {log / again:.1f}")
        today = datetime.now().astimezone().date().isoformat()
        judged = _clearance(made, "on", today)
        _publish(made)
        told = _clearance(made, "on", today)
        print(f"records on DAY: {told:.2f} s from a record; judged from git {judged:.2f} s")
        print(f"records verify --site site: {_clearance(made, 'verify', '--site', 'site'):.2f} s")


def _publish(made: Made) -> None:
    """Build the site, and record it."""
    _run(made, str(Path(sys.executable).parent / "clearance"), "build", "--quiet", "--search", "skip")
    _clearance(made, "publication", "--as", "chief", "--key", str(made.chief))
    sizes = [path.stat().st_size for path in (made.root / "records").rglob("*-publication-*.json")]
    print(f"a first publication: {len(sizes)} record(s), {sum(sizes) / 1000:,.0f} kB")
    commit(made.root, "Published", DEFAULTS["chief_email"])


def _clearance(made: Made, *arguments: str) -> float:
    command = [str(Path(sys.executable).parent / "clearance"), "records", *arguments]
    return _run(made, *command)


def _run(made: Made, *command: str) -> float:
    code, seconds, _ = timed(command, made.root, os.environ)
    if code != 0:
        sys.exit(f"{' '.join(command)} ended with {code}: no figure")
    return seconds


def _ssh_keygen(made: Made) -> float:
    """Seconds for one verification, by a sample."""
    allowed = made.root.parent / "allowed_signers"
    allowed.write_text(allowed_signers(load_guidelines(made.root).signers()), encoding="utf-8")
    command = ["ssh-keygen", "-Y", "verify", "-f", str(allowed), "-I", "chief", "-n", RECORD_NAMESPACE, "-s"]
    paths = sorted((made.root / "records").rglob("*-approval-*.json"))[:SAMPLE]
    begin = time.perf_counter()
    for path in paths:
        with path.open("rb") as message:
            subprocess.run([*command, f"{path}.sig"], stdin=message, check=True, capture_output=True)
    return (time.perf_counter() - begin) / len(paths)


if __name__ == "__main__":
    main()
