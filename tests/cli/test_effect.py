"""`--push` and `--build`: from a signed record to the public site in one command."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.department import Department, Ran
from tests.village import OTHER, POST, post

NEW = "content/posts/new.md"


def withdraw(department: Department, *more: str, page: str = POST) -> Ran:
    key = str(department.keys.private("sgt"))
    return department.run("withdraw", page, "--reason", "Wrong.", "--as", "sgt", "--key", key, *more)


@pytest.fixture
def known(department: Department) -> Department:
    """Whose git knows who commits."""
    return identified(department)


def identified(department: Department) -> Department:
    department.git("config", "user.name", "The sergeant")
    department.git("config", "user.email", "sgt@test.example")
    return department


def with_remote(department: Department, folder: Path) -> Path:
    department.git("init", "-q", "--bare", str(folder))
    department.git("remote", "add", "origin", str(folder))
    department.git("push", "-q", "-u", "origin", "main")
    return folder


def test_pushing_commits_the_record_and_nothing_else(known: Department, tmp_path: Path) -> None:
    remote = with_remote(known, tmp_path / "remote.git")
    known.write(NEW, post("New"))
    known.write("content/posts/staged.md", post("Staged"))
    known.git("add", "content/posts/staged.md")
    ran = withdraw(known, "--push")
    assert (ran.code, ran.err) == (0, ""), ran.err
    record = re.findall(r"signed in (\S+)", ran.out)[0]
    assert ran.out.endswith("committed\npushed\n")
    changed = known.git("show", "--name-only", "--format=%s", "HEAD").splitlines()
    assert changed == ["Withdraw a page", "", record, f"{record}.sig"]
    assert known.git("rev-parse", "HEAD") == known.git("--git-dir", str(remote), "rev-parse", "main")
    assert known.git("status", "--porcelain") == f"A  content/posts/staged.md\n?? {NEW}"
    assert known.states()["posts/closure.md"] == "withdrawn"


def test_records_in_a_repository_of_their_own_are_committed_there(known: Department, tmp_path: Path) -> None:
    """As on GitHub."""
    known.git("init", "-q", "-b", "records", "records")
    for setting in ("user.name=x", "user.email=sgt@test.example"):
        known.git("-C", "records", "config", *setting.split("="))
    known.git("-C", "records", "add", ".")
    known.git("-C", "records", "commit", "-qm", "Records")
    known.git("init", "-q", "--bare", str(tmp_path / "remote.git"))
    known.git("-C", "records", "remote", "add", "origin", str(tmp_path / "remote.git"))
    known.git("-C", "records", "push", "-q", "-u", "origin", "records")
    known.git("rm", "-rq", "--cached", "records")
    known.write(".gitignore", f"{known.read('.gitignore')}records/\n")
    known.git("add", ".gitignore")
    known.git("commit", "-qm", "Apart")
    before = known.git("rev-parse", "HEAD")
    ran = withdraw(known, "--push")
    assert (ran.code, ran.out.endswith("committed\npushed\n")) == (0, True), ran.err
    assert known.git("rev-parse", "HEAD") == before
    assert known.git("-C", "records", "log", "-1", "--format=%s", "@{upstream}") == "Withdraw a page"


def test_without_an_upstream_nothing_is_signed(known: Department) -> None:
    ran = withdraw(known, "--push")
    assert (ran.code, ran.out) == (2, "")
    assert "this branch has no upstream to push to" in ran.err
    assert known.git("status", "--porcelain") == ""


def test_without_a_branch_nothing_is_signed(known: Department) -> None:
    known.git("checkout", "-q", "--detach")
    ran = withdraw(known, "--build")
    assert (ran.code, ran.out) == (2, "")
    assert "no branch is checked out" in ran.err
    assert known.git("status", "--porcelain") == ""


def test_where_git_does_not_know_who_commits_nothing_is_signed(
    department: Department, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "user.useConfigOnly")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "true")
    ran = withdraw(department, "--build")
    assert (ran.code, ran.out) == (2, "")
    assert "git doesn't know who commits; set user.name and user.email" in ran.err
    assert department.git("status", "--porcelain") == ""


def test_a_push_that_is_refused_leaves_the_commit_and_says_what_to_do(
    known: Department, tmp_path: Path
) -> None:
    remote = with_remote(known, tmp_path / "remote.git")
    other = tmp_path / "other"
    known.git("clone", "-q", "-b", "main", str(remote), str(other))
    known.git("-C", str(other), "-c", "user.name=x", "-c", "user.email=x@test.example", "commit", "-q",
              "--allow-empty", "-m", "Sooner")  # fmt: skip
    known.git("-C", str(other), "push", "-q")
    ran = withdraw(known, "--push")
    assert ran.code == 2
    assert "committed here, but not pushed; try git pull --rebase, then git push" in ran.err
    assert known.states()["posts/closure.md"] == "withdrawn"


@pytest.mark.site
def test_one_command_takes_it_down_whatever_else_waits(live: Department) -> None:
    """Even under `uncleared: fail`: it may not stay up because another page isn't cleared."""
    identified(live)
    live.write(NEW, post("New"))
    live.commit()
    assert live.build().code == 1
    assert live.published("posts/closure"), "a build alone leaves the site as it was"
    cards = {name for name in live.site() if name.endswith(".png") and "cards" in name}
    ran = withdraw(live, "--build")
    assert ran.code == 1, "the new page still waits"
    assert "the site is public without it" in ran.out
    assert live.traces("Mill Street", "posts/closure", "posts/map.png") == []
    after = live.site()
    assert len(cards - after.keys()) == 1, "its card is gone, and no other"
    assert "at:deleted-entry" in live.shown("feeds/notices.xml")
    assert live.published("posts/meeting")
    assert not live.published("posts/new")


@pytest.mark.site
def test_where_nothing_may_be_published_the_old_site_is_shouted_about(live: Department) -> None:
    identified(live)
    live.replace("guidelines/monitoring.yml", "silent_incident_minutes: 90", "silent_incident_minutes: 91")
    live.commit("guidelines", as_="chief")
    ran = withdraw(live, "--build", page=OTHER)
    assert ran.code != 0
    assert "THE OLD SITE IS STILL UP" in ran.err
    assert live.published("posts/meeting")
