"""A department on GitHub: its repository there, its people's accounts, and a runner for the recorder."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest
from tests.department import Department, Ran, run_here
from tests.forge.hub import ZERO, Account, GivenReview, Hub, Method, Moved, Pull
from tests.forge.standin import TOKEN, StandIn, served
from tests.village import FOUNDED, GITHUB, NOW, post

from clearance.cli import forge as door
from clearance.forge.github import GitHub
from clearance.history.pin import set_pin

NEW = "content/posts/flood.md"
FLOOD = post("Flood warning", "The creek rises.\n")


@dataclass
class OnGitHub:
    """`department` is everybody's clone; `naps` are the seconds that the recorder waited."""

    department: Department
    hub: Hub
    api: StandIn
    accounts: dict[str, Account]
    folder: Path
    naps: list[float] = field(default_factory=list)
    runs: int = 0

    def write(
        self,
        files: Mapping[str, str | bytes | None],
        *,
        branch: str = "flood",
        by: str = "pio",
        author: str = "",
        pushed_by: str = "",
        anew: bool = False,
        signed: bool = False,
    ) -> str:
        """Commit files (None: without it) onto a branch, or a new one from main, and push it; the commit.

        `anew` replaces the branch by force; `signed` signs the commit with the committer's device.
        """
        clone = self.department
        clone.git("fetch", "-q", str(self.hub.git_dir), "+refs/heads/*:refs/remotes/hub/*")
        there = self.hub.exists(branch) and not anew
        clone.git("checkout", "-q", "-f", "-B", branch, f"hub/{branch if there else 'main'}")
        for path, data in files.items():
            if data is None:
                clone.git("rm", "-q", path)
            else:
                clone.write(path, data)
        kept = [path for path, data in files.items() if data is not None]
        device = by if signed else ""
        at = self.hub.tick()
        clone.commit(*(kept or ["content"]), as_=by, author=author, at=at, signed_with=device)
        return self.hub.push(clone.root, branch, self.accounts.get(pushed_by or by), force=anew)

    def proposed(
        self, files: Mapping[str, str | bytes | None] | None = None, *, branch: str = "flood", by: str = "pio"
    ) -> Pull:
        """A member's pull request, by default of a new post."""
        self.write(files or {NEW: FLOOD}, branch=branch, by=by)
        return self.hub.open(self.accounts[by], branch)

    def review(self, pull: Pull, body: str = "", *, by: str = "sgt", state: str = "APPROVED") -> GivenReview:
        return self.hub.review(pull, self.accounts[by], body, state=state)

    def reviewed(self, files: Mapping[str, str | bytes | None] | None = None, body: str = "") -> Pull:
        """A pull request of the PIO's that the sergeant approved."""
        pull = self.proposed(files)
        self.review(pull, body)
        return pull

    def merge(self, pull: Pull, how: Method = "merge", *, by: str = "sgt") -> str:
        return self.hub.merge(pull, self.accounts[by], how)

    def runner(self) -> Department:
        """A fresh checkout of main with one of the records in it, as a workflow makes it."""
        self.runs += 1
        root = self.folder / f"runner-{self.runs}"
        for branch, place in (("main", root), ("records", root / "records")):
            _git(
                self.folder, "clone", "-q", "-b", branch, "--single-branch", str(self.hub.git_dir), str(place)
            )
        set_pin(root, self.department.pin)
        return replace(self.department, root=root)

    def record(self, *arguments: str, on: Department | None = None, key: str = "recorder") -> Ran:
        """`clearance forge record`, by default on a fresh checkout."""
        root = (on or self.runner()).root
        private = str(self.department.keys.private(key))
        given = ("--repository", self.hub.repository, "--key", private, "--root", str(root))
        return run_here("forge", "record", *given, *arguments)

    def states(self) -> dict[str, str]:
        """The state of each page on a fresh checkout, as the public's build will find it."""
        return self.runner().states()

    def change_guidelines(self, path: str, old: str, new: str) -> None:
        """The chief changes one of the guidelines on main, and adopts it."""
        text = self.runner().read(path)
        assert old in text
        self.write({path: text.replace(old, new)}, branch="main", by="chief")
        self.adopt()

    def adopt(self) -> None:
        runner = self.runner()
        key = str(self.department.keys.private("chief"))
        ran = run_here("adopt", "--as", "chief", "--key", key, "--yes", "--root", str(runner.root))
        assert ran.code == 0, ran.err
        self.add_records(runner)

    def records(self) -> list[str]:
        """The files on the branch of the records."""
        return self.hub.git("ls-tree", "-r", "--name-only", "records").split()

    def add_records(self, by: Department) -> None:
        """Commit what lies new in a checkout of the records, and push it."""
        _git(by.root / "records", "add", "-A")
        _git(by.root / "records", "commit", "-q", "-m", "By hand")
        _git(by.root / "records", "push", "-q", "origin", "HEAD:records")


def _git(folder: Path, *arguments: str) -> None:
    """In the chief's name, when the department was founded."""
    who = {"NAME": "chief", "EMAIL": "chief@test.example", "DATE": FOUNDED.isoformat()}
    given = {f"GIT_{kind}_{what}": value for kind in ("AUTHOR", "COMMITTER") for what, value in who.items()}
    command = ["git", "-C", str(folder), *arguments]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, **given})


@pytest.fixture(scope="session")
def settled(tmp_path_factory: pytest.TempPathFactory, founded: Department) -> Department:
    """Never change it: take `github`, which copies. Records lie in a repository of their own."""
    root = tmp_path_factory.mktemp("settled") / "department"
    shutil.copytree(founded.root, root, symlinks=True)
    department = replace(founded, root=root)
    department.git("rm", "-q", "-r", "--cached", "records")
    department.write(".gitignore", "site/\n.site.*\nrecords/\n")
    department.git("add", ".gitignore")
    department.git("commit", "-q", "-m", "Records have a branch of their own")
    _git(root / "records", "init", "-q", "-b", "records")
    _git(root / "records", "add", "-A")
    _git(root / "records", "commit", "-q", "-m", "Records")
    return department


@pytest.fixture
def github(tmp_path: Path, settled: Department, monkeypatch: pytest.MonkeyPatch) -> Iterator[OnGitHub]:
    root, bare = tmp_path / "department", tmp_path / "hub.git"
    shutil.copytree(settled.root, root, symlinks=True)
    _git(tmp_path, "clone", "-q", "--bare", str(root), str(bare))
    _git(root / "records", "push", "-q", str(bare), "records")
    accounts = {name: Account(f"{name}-test", number) for name, number in GITHUB.items()}
    addresses = {f"{name}@test.example": account for name, account in accounts.items()}
    hub = Hub(bare, NOW - timedelta(hours=5), accounts=addresses)
    hub.log.append(Moved("main", ZERO, hub.tip(), "branch_creation", accounts["chief"], FOUNDED))
    with served(hub) as api:
        found = OnGitHub(replace(settled, root=root), hub, api, accounts, tmp_path)
        monkeypatch.setenv("GITHUB_API_URL", api.base)
        monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
        monkeypatch.setattr(door, "GitHub", functools.partial(GitHub, sleep=found.naps.append))
        yield found
