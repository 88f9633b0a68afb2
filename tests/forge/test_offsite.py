"""What somebody with every right on the forge can do, and how a bundle that they can't reach shows it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.department import Department, run_here
from tests.forge.conftest import FLOOD, NEW, OnGitHub
from tests.village import POST, post, told

from clearance.history.pin import set_pin


def git(folder: Path, *arguments: str) -> int:
    return subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=False).returncode


@pytest.fixture
def bundle(github: OnGitHub) -> Path:
    """Yesterday's copy, of a department with one recorded merge."""
    github.merge(github.reviewed())
    assert github.record().code == 0
    folder = github.folder / "offsite"
    folder.mkdir()
    for branch in ("main", "records"):
        assert (
            git(github.hub.git_dir, "bundle", "create", "-q", str(folder / f"{branch}.bundle"), branch) == 0
        )
    return folder


def proof(github: OnGitHub, bundle: Path) -> Department:
    root = github.folder / "proof"
    for branch, place in (("main", root), ("records", root / "records")):
        file = str(bundle / f"{branch}.bundle")
        assert git(github.folder, "clone", "-q", "-b", branch, file, str(place)) == 0
    set_pin(root, github.department.pin)
    return replace(github.department, root=root)


def still_there(github: OnGitHub, bundle: Path) -> dict[str, bool]:
    """Whether each of today's branches has yesterday's commits."""
    old, today = proof(github, bundle), github.runner()
    found = {}
    for branch, folder in (("main", ""), ("records", "records")):
        commit = subprocess.run(
            ["git", "-C", str(old.root / folder), "rev-parse", "HEAD"], capture_output=True, check=True
        )
        tip = commit.stdout.decode().strip()
        found[branch] = git(today.root / folder, "merge-base", "--is-ancestor", tip, "HEAD") == 0
    return found


def drop_a_record(github: OnGitHub) -> None:
    before = github.hub.git("rev-parse", "records~1")
    github.hub.git("update-ref", "refs/heads/records", before)


def rewrite_a_record(github: OnGitHub) -> None:
    runner = github.runner()
    record = next(path for path in sorted((runner.root / "records").rglob("*flood*.json")))
    record.write_text(record.read_text().replace("sgt", "lt"))
    inner = replace(runner, root=runner.root / "records")
    inner.git("commit", "-q", "-a", "--amend", "-m", "Nothing to see")
    inner.git("push", "-q", "--force", "origin", "HEAD:records")


def rewrite_main(github: OnGitHub) -> None:
    runner = github.runner()
    runner.replace(NEW, "creek", "mayor")
    runner.git("commit", "-q", "-a", "--amend", "-m", "Nothing to see")
    runner.git("push", "-q", "--force", "origin", "HEAD:main")


@pytest.mark.parametrize(
    ("act", "lost"),
    [
        pytest.param(drop_a_record, {"records"}, id="a record is dropped"),
        pytest.param(rewrite_a_record, {"records"}, id="a record is rewritten"),
        pytest.param(rewrite_main, {"main"}, id="a post is rewritten"),
    ],
)
def test_history_that_was_rewritten_by_force(
    github: OnGitHub, bundle: Path, act: Callable[[OnGitHub], None], lost: set[str]
) -> None:
    act(github)
    assert {branch for branch, there in still_there(github, bundle).items() if not there} == lost
    assert github.states()["posts/flood.md"] != "live"
    assert replace(github.department, root=github.folder / "proof").states()["posts/flood.md"] == "live"


def test_history_that_only_grew(github: OnGitHub, bundle: Path) -> None:
    pull = github.proposed(
        {NEW: told(FLOOD.replace("rises", "falls"), at=github.hub.tick())}, branch="second"
    )
    github.review(pull)
    github.merge(pull)
    assert github.record().code == 0
    assert still_there(github, bundle) == {"main": True, "records": True}


def test_a_record_that_is_changed_without_a_rewrite_is_told_by_the_check(
    github: OnGitHub, bundle: Path
) -> None:
    assert bundle.is_dir()
    runner = github.runner()
    record = next(path for path in sorted((runner.root / "records").rglob("*closure*.json")))
    record.write_text(record.read_text().replace("chief", "lt"))
    github.add_records(runner)
    ran = run_here("check", "--root", str(github.runner().root))
    assert ran.code == 1
    assert "RC102" in ran.out


def test_other_files_on_the_site_than_the_copy_makes(github: OnGitHub, bundle: Path) -> None:
    """An administrator publishes what nobody approved; the copy's own build doesn't have it."""
    copy = proof(github, bundle)
    assert copy.build().code == 0
    shown = dict(copy.site())
    runner = github.runner()
    runner.write(POST, post("The mayor resigns"))
    runner.commit(POST)
    forged = runner.run("build", "--site-dir", str(github.folder / "forged"))
    assert forged.code == 1, "the gate itself has to be gone around"
    shown["posts/closure/index.html"] = "0" * 64
    assert {name for name, digest in shown.items() if copy.site().get(name) != digest} == {
        "posts/closure/index.html"
    }
