"""Runs of the recorder that meet others, are killed, are repeated, or are not set up for it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from tests.department import run_here
from tests.forge.conftest import FLOOD, NEW, OnGitHub
from tests.village import post, told

from clearance.forge.branch import RecordsBranch

RECORDED = f"recorded: {NEW}, approved by sgt in #1\n"


class Killed(BaseException):
    """The end of a runner."""


@pytest.mark.parametrize("step", ["commit", "push", "catch_up"])
def test_a_run_that_was_killed_is_run_again(
    github: OnGitHub, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    github.merge(github.reviewed())
    runner = github.runner()

    def killed(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(RecordsBranch, step, killed)
        with pytest.raises(Killed):
            github.record(on=runner)
    ran = github.record(on=runner)
    assert ran.code == 0, ran.err
    assert ran.out == ("No merged page waits for a record.\n" if step == "catch_up" else RECORDED)
    assert github.states()["posts/flood.md"] == "live"
    assert sum("flood" in name for name in github.records()) == 2


def test_two_runners_at_once(github: OnGitHub, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other is faster: it records the same merge between our reading and our pushing.

    In the same second both make the very same commit, and the second push is of what is there.
    """
    github.merge(github.reviewed())
    mine, other = github.runner(), github.runner()
    push = RecordsBranch.push
    raced: list[int] = []

    def late(branch: RecordsBranch, commit: str) -> bool:
        if not raced:
            raced.append(1)
            assert github.record(on=other).out == RECORDED
        return push(branch, commit)

    monkeypatch.setattr(RecordsBranch, "push", late)
    assert github.record(on=mine).out in {"No merged page waits for a record.\n", RECORDED}
    assert sum("flood" in name for name in github.records()) == 2
    assert github.states()["posts/flood.md"] == "live"


def test_somebody_else_adds_another_record_meanwhile(
    github: OnGitHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    github.merge(github.reviewed())
    before = github.hub.tip("records")
    other, commit = github.runner(), RecordsBranch.commit
    raced: list[int] = []

    def late(branch: RecordsBranch, *rest: object) -> str:
        if not raced:
            raced.append(1)
            (other.root / "records/README.md").write_text("Records.\n")
            github.add_records(other)
        return commit(branch, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(RecordsBranch, "commit", late)
    assert github.record().out == RECORDED
    assert "README.md" in github.records()
    line = github.hub.git("rev-list", "--first-parent", "records").split()
    assert before in line


def test_somebody_who_never_stops_adding(github: OnGitHub, monkeypatch: pytest.MonkeyPatch) -> None:
    github.merge(github.reviewed())
    monkeypatch.setattr(RecordsBranch, "push", lambda *_: False)
    ran = github.record()
    assert ran.code == 2
    assert "others added records 5 times meanwhile; run this again" in ran.err


def test_a_run_on_an_old_checkout_records_nothing_that_was_replaced_since(github: OnGitHub) -> None:
    github.merge(github.reviewed())
    old = github.runner()
    second = github.proposed(
        {NEW: told(FLOOD.replace("rises", "falls"), at=github.hub.tick())}, branch="second"
    )
    github.review(second)
    github.merge(second)
    assert github.record().code == 0
    assert github.states()["posts/flood.md"] == "live"
    assert "AC104" in github.record(on=old).out, (
        "what was there then tells no reader of the change back to it"
    )
    assert github.states()["posts/flood.md"] == "live"


def test_records_are_never_pushed_by_force(github: OnGitHub) -> None:
    github.merge(github.reviewed())
    refuse = github.hub.git_dir / "hooks" / "pre-receive"
    refuse.write_text("#!/bin/sh\necho protected >&2\nexit 1\n")
    refuse.chmod(0o755)
    before = github.hub.tip("records")
    ran = github.record()
    assert ran.code == 2
    assert "the records could not be pushed" in ran.err
    assert github.hub.tip("records") == before


def test_a_checkout_with_something_of_its_own_is_left_alone(github: OnGitHub) -> None:
    github.merge(github.reviewed())
    runner = github.runner()
    mine = runner.root / "records/README.md"
    mine.write_text("Mine.\n")
    runner_git = replace(runner, root=runner.root / "records")
    runner_git.git("add", "-A")
    runner_git.git("commit", "-q", "-m", "Mine")
    ran = github.record(on=runner)
    assert ran.code == 0
    assert ran.out == (
        f"{RECORDED}\nThe records are on the forge, but records/ here could not be brought up to them: "
        "run git pull there.\n"
    )
    assert mine.read_text() == "Mine.\n"
    assert "README.md" not in github.records()


# --- how it is set up --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "message"),
    [
        pytest.param("sgt", "the roster has no recorder with this key", id="a supervisor's key"),
        pytest.param("stranger", "the roster has no recorder with this key", id="a key that nobody knows"),
    ],
)
def test_another_key(github: OnGitHub, key: str, message: str) -> None:
    github.merge(github.reviewed())
    ran = github.record(key=key)
    assert ran.code == 2
    assert message in ran.err


def no_checkout(root: Path) -> None:
    shutil.rmtree(root / "records")


def a_link(root: Path) -> None:
    (root / "records").rename(root.parent / "elsewhere")
    (root / "records").symlink_to(root.parent / "elsewhere")


def no_remote(root: Path) -> None:
    config = root / "records/.git/config"
    config.write_text(config.read_text().replace('[remote "origin"]', '[remote "other"]'))


def shallow(root: Path) -> None:
    (root / ".git" / "shallow").write_text((root / ".git" / "refs/heads/main").read_text())


@pytest.mark.parametrize(
    ("act", "message"),
    [
        pytest.param(no_checkout, "is no checkout of its own", id="no records"),
        pytest.param(a_link, "is no checkout of its own", id="records behind a link"),
        pytest.param(no_remote, "git fetch failed", id="records without the forge"),
        pytest.param(shallow, "only the newest part of the history", id="a shallow clone"),
    ],
)
def test_a_checkout_that_is_not_set_up(github: OnGitHub, act: object, message: str) -> None:
    runner = github.runner()
    assert callable(act)
    act(runner.root)
    ran = github.record(on=runner)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err


def test_without_a_pin(github: OnGitHub) -> None:
    runner = github.runner()
    runner.git("config", "--unset", "clearance.rootPin")
    ran = github.record(on=runner)
    assert ran.code == 2
    assert "which first adoption is to be trusted?" in ran.err


@pytest.mark.parametrize("name", ["website", "a/b/c", "../..", "a/", "a b/c", "-a/b"])
def test_a_name_that_is_none(github: OnGitHub, name: str) -> None:
    runner = github.runner()
    key = str(runner.keys.private("recorder"))
    ran = run_here("forge", "record", "--repository", name, "--key", key, "--root", str(runner.root))
    assert ran.code == 2
    assert "is no name of a repository; expected OWNER/NAME" in ran.err


def test_an_extension_of_markdown_that_the_recorder_does_not_know(github: OnGitHub) -> None:
    config = github.department.read("mkdocs.yml").replace("[attr_list,", "[some_extension, attr_list,")
    github.write({"mkdocs.yml": config}, branch="main", by="chief")
    runner = github.runner()
    key = str(runner.keys.private("chief"))
    assert run_here("adopt", "--as", "chief", "--key", key, "--yes", "--root", str(runner.root)).code == 0
    github.add_records(runner)
    github.merge(github.reviewed())
    ran = github.record()
    assert ran.code == 2
    assert "the Markdown extension 'some_extension' is not one that is known here" in ran.err
    assert "clearance approve" in ran.err


def test_the_adopted_extensions_are_those_of_the_site(github: OnGitHub) -> None:
    """`md_in_html` is adopted: what stands in a block of HTML is read as Markdown, here as on the site."""
    hidden = post(body='<div markdown="1">\n\nThe *law*suit goes on.\n\n</div>\n')
    github.merge(github.reviewed({NEW: hidden}))
    ran = github.record()
    assert ran.code == 1
    assert "speaks of a lawsuit (TS901)" in ran.out
