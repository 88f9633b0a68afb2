"""Repositories that can't prove anything, each beside one that can."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from tests.history.sandbox import Sandbox

from clearance.errors import CannotJudge
from clearance.history.facts import read_history


def complaint(root: Path) -> str:
    with pytest.raises(CannotJudge) as refused:
        read_history(root)
    return refused.value.message


@pytest.fixture
def two_commits(sandbox: Sandbox) -> Sandbox:
    sandbox.add("content/a.md", "one\n")
    sandbox.add("content/a.md", "two\n")
    return sandbox


def clone(sandbox: Sandbox, name: str, *options: str) -> Sandbox:
    other = sandbox.top.parent / name
    sandbox.git("config", "uploadpack.allowFilter", "true")
    sandbox.git("clone", "-q", *options, f"file://{sandbox.top}", str(other))
    return Sandbox(other)


def test_a_folder_that_is_missing(tmp_path: Path) -> None:
    assert complaint(tmp_path / "gone") == f"there is no folder {tmp_path / 'gone'}"


def test_a_file_in_place_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert complaint(tmp_path / "file") == f"there is no folder {tmp_path / 'file'}"


def test_a_folder_that_is_in_no_repository(tmp_path: Path) -> None:
    assert complaint(tmp_path) == (
        f"the folder {tmp_path} is not in a git repository, so who wrote what can't be proved; clone the "
        "department's repository, or run `git init` and commit its files"
    )


def test_a_repository_without_a_commit(sandbox: Sandbox) -> None:
    assert complaint(sandbox.top) == "nothing is committed yet; commit the department's files first"


@pytest.mark.parametrize("inside", ["", "objects"])
def test_a_bare_repository(two_commits: Sandbox, inside: str) -> None:
    bare = clone(two_commits, "bare.git", "--bare").top / inside
    assert complaint(bare) == (
        f"the folder {bare} is git's own store (a bare repository), without files to publish; "
        "clone it and use the clone"
    )


def test_a_shallow_clone_and_the_same_after_the_remedy(two_commits: Sandbox) -> None:
    shallow = clone(two_commits, "shallow", "--depth=1")
    assert complaint(shallow.top) == (
        "this clone holds only the newest part of the history, so who wrote what can't be proved; run "
        "`git fetch --unshallow`, or in GitHub Actions set `fetch-depth: 0` under actions/checkout"
    )
    shallow.git("fetch", "-q", "--unshallow")
    assert read_history(shallow.top) == read_history(two_commits.top)


def test_a_partial_clone_and_the_same_after_the_remedy(two_commits: Sandbox) -> None:
    partial = clone(two_commits, "partial", "--filter=blob:none")
    assert complaint(partial.top) == (
        "this clone left out old versions of files, so who wrote what can't be proved; run "
        "`git fetch --refetch --no-filter`, or in GitHub Actions remove `filter` under actions/checkout"
    )
    partial.git("fetch", "-q", "--refetch", "--no-filter")
    assert read_history(partial.top) == read_history(two_commits.top)


def test_grafts_and_the_same_after_the_remedy(two_commits: Sandbox) -> None:
    untouched = read_history(two_commits.top)
    grafts = two_commits.top / ".git/info/grafts"
    grafts.write_text(f"{untouched.head}\n")
    assert complaint(two_commits.top) == (
        f"the file {grafts} tells git of other parents than the commits have; delete it"
    )
    grafts.unlink()
    assert read_history(two_commits.top) == untouched


def test_grafts_seen_from_a_second_worktree(two_commits: Sandbox, tmp_path: Path) -> None:
    two_commits.git("worktree", "add", "-q", "--detach", str(tmp_path / "second"))
    grafts = two_commits.top / ".git/info/grafts"
    grafts.write_text("")
    assert str(grafts) in complaint(tmp_path / "second")


def test_a_replaced_commit_and_the_same_after_the_remedy(two_commits: Sandbox) -> None:
    untouched = read_history(two_commits.top)
    two_commits.git("replace", "--graft", untouched.head)
    assert complaint(two_commits.top) == (
        f"git is told to show another object in place of {untouched.head}; "
        f"run `git replace --delete {untouched.head}`"
    )
    two_commits.git("replace", "--delete", untouched.head)
    assert read_history(two_commits.top) == untouched


def test_a_setting_that_leads_git_elsewhere(two_commits: Sandbox, tmp_path: Path) -> None:
    (tmp_path / "decoy").mkdir()
    two_commits.git("config", "core.worktree", str(tmp_path / "decoy"))
    assert complaint(two_commits.top) == (
        f"git's setting core.worktree leads away from {two_commits.top}; remove it"
    )


def test_a_setting_that_makes_git_see_other_paths(two_commits: Sandbox, tmp_path: Path) -> None:
    two_commits.git("config", "core.worktree", str(tmp_path))
    history = read_history(two_commits.top)
    assert (history.commits, history.uncommitted) == ((), frozenset({"content/a.md"}))


def test_a_commit_that_is_lost(two_commits: Sandbox) -> None:
    first = two_commits.git("rev-parse", "HEAD~1")
    (two_commits.top / ".git/objects" / first[:2] / first[2:]).unlink()
    assert complaint(two_commits.top).startswith("git could not read the history: ")


def test_an_old_roster_that_is_lost(sandbox: Sandbox) -> None:
    sandbox.add("guidelines/roster.yml", "members: [{id: ann}]\n")
    lost = sandbox.git("rev-parse", "HEAD:guidelines/roster.yml")
    sandbox.add("guidelines/roster.yml", "members: [{id: ann}, {id: bob}]\n")
    (sandbox.top / ".git/objects" / lost[:2] / lost[2:]).unlink()
    assert complaint(sandbox.top) == f"git has lost the object {lost}; clone the repository again"


def test_a_repository_made_by_a_later_git(two_commits: Sandbox) -> None:
    two_commits.git("config", "core.repositoryFormatVersion", "999")
    assert complaint(two_commits.top) == (
        "git could not read the history: Expected git repo version <= 1, found 999"
    )


def test_without_git(two_commits: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "no programs here"))
    assert complaint(two_commits.top) == (
        "the program git was not found; install it, for it keeps who wrote what and when"
    )


def test_with_a_git_that_can_not_run(
    two_commits: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "bin/git"
    program.parent.mkdir()
    program.write_bytes(b"\0not a program")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent))
    assert complaint(two_commits.top) == "the program git could not be started: Exec format error"


def test_with_a_git_that_fails_without_a_word(
    two_commits: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, "exit 1", monkeypatch)
    assert complaint(two_commits.top) == "git could not read the history: it gave no reason"


def test_a_repository_of_another_user_until_it_is_declared_safe(
    two_commits: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    untouched = read_history(two_commits.top)
    real = shutil.which("git")
    program(tmp_path, f'GIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec {real} "$@"', monkeypatch)
    settings = tmp_path / "settings"
    settings.touch()
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    assert complaint(two_commits.top) == (
        f"git refuses to read {two_commits.top}, for it belongs to another user; if you trust it, run "
        f"`git config --global --add safe.directory {two_commits.top}`"
    )
    settings.write_text(f"[safe]\ndirectory = {two_commits.top}\n")
    assert read_history(two_commits.top) == untouched


def program(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a `git` before the real one on the PATH."""
    file = folder / "bin/git"
    file.parent.mkdir()
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)
    monkeypatch.setenv("PATH", f"{file.parent}{os.pathsep}{os.environ['PATH']}")
