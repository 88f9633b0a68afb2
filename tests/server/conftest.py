"""A bare repository with hooks, and the clones of a PIO, a supervisor, and somebody with bad intent."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from tests.department import Department, Ran, run_here

from clearance.history.pin import set_pin


@dataclass(frozen=True)
class Server:
    """`origin` is the bare repository, `site` what it publishes."""

    origin: Path
    site: Path
    people: dict[str, Department]

    def push(self, who: str, *arguments: str) -> Ran:
        """`git push` as it is typed, with what the hooks say on its standard error."""
        root = self.people[who].root
        done = subprocess.run(
            ["git", "-C", str(root), "push", "-q", "origin", *(arguments or ("HEAD:main",))],
            capture_output=True,
            check=False,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    def pull(self, who: str) -> Department:
        person = self.people[who]
        person.git("fetch", "-q", "origin")
        person.git("reset", "-q", "--hard", "origin/main")
        return person

    def tip(self, ref: str = "refs/heads/main") -> str:
        done = subprocess.run(
            ["git", "-C", str(self.origin), "rev-parse", "--verify", "-q", ref],
            capture_output=True,
            check=False,
        )
        return done.stdout.decode().strip()

    def shown(self, address: str) -> str:
        """A page of the public site; empty when there is none."""
        page = self.site / address / "index.html"
        return page.read_text("utf-8") if page.is_file() else ""

    def hook(self, *arguments: str) -> Ran:
        return run_here("hook", *arguments, "--repository", str(self.origin))


Serve = Callable[[Department], Server]


@pytest.fixture
def serve(tmp_path: Path) -> Serve:
    def make(department: Department) -> Server:
        origin, site = tmp_path / "police.git", tmp_path / "www" / "site"
        subprocess.run(
            ["git", "clone", "-q", "--bare", str(department.root), str(origin)],
            check=True,
            capture_output=True,
        )
        ran = run_here("hook", "install", str(origin), "--site-dir", str(site), "--pin", department.pin)
        assert ran.code == 0, ran.err
        people = {}
        for name in ("pio", "supervisor", "attacker"):
            clone = tmp_path / name
            subprocess.run(["git", "clone", "-q", str(origin), str(clone)], check=True, capture_output=True)
            set_pin(clone, department.pin)
            people[name] = replace(department, root=clone)
        return Server(origin, site, people)

    return make


@pytest.fixture
def server(serve: Serve, department: Department) -> Server:
    return serve(department)
