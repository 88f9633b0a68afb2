"""The branch of the records: read as the forge has it, added to without a force.

A commit is made of objects alone, on top of the newest one, and pushed; the checkout is brought up
to it afterwards. A run that is killed half-way leaves nothing that the next one would trip over.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from clearance.errors import CannotJudge
from clearance.publish.checkout import Source, objects_of

_SECONDS = 120
_REJECTED = ("non-fast-forward", "fetch first", "[rejected]", "cannot lock ref", "failed to update ref")


@dataclass(frozen=True, slots=True)
class Author:
    """In whose name a commit is made."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class RecordsBranch:
    """The checkout `folder`, whose `remote` has the records on the branch `name`."""

    folder: Path
    remote: str = "origin"
    name: str = "records"

    def fetch(self) -> Source:
        """The newest records that the forge has. Raises CannotJudge."""
        self._git("fetch", "-q", "--no-tags", "--no-write-fetch-head", self.remote, self._refspec)
        commit = self._git("rev-parse", "--verify", f"{self._tracking}^{{commit}}").strip()
        return Source(commit, (objects_of(self.folder),))

    def commit(
        self, parent: str, files: Mapping[str, bytes], author: Author, at: datetime, message: str
    ) -> str:
        """A commit that adds these files (paths within the branch) to a parent; its id."""
        with tempfile.TemporaryDirectory(prefix="clearance-") as made:
            index = {"GIT_INDEX_FILE": f"{made}/index"}
            self._git("read-tree", parent, more=index)
            for path, data in files.items():
                blob = self._git("hash-object", "-w", "--stdin", feed=data).strip()
                self._git("update-index", "--add", "--cacheinfo", f"100644,{blob},{path}", more=index)
            tree = self._git("write-tree", more=index).strip()
        return self._git("commit-tree", tree, "-p", parent, "-m", message, more=_identity(author, at)).strip()

    def push(self, commit: str) -> bool:
        """Whether the forge took it; False where somebody else was faster. Raises CannotJudge otherwise."""
        ran = self._run("push", "-q", self.remote, f"{commit}:refs/heads/{self.name}")
        if ran.returncode == 0:
            return True
        errors = ran.stderr.decode(errors="backslashreplace")
        if any(sign in errors for sign in _REJECTED) and "hook declined" not in errors:
            return False
        raise CannotJudge(f"the records could not be pushed: {_last_line(errors)}")

    def catch_up(self, commit: str) -> bool:
        """Bring the checkout up to a commit; False where it has something of its own in the way."""
        return self._run("merge", "-q", "--ff-only", commit).returncode == 0

    @property
    def _tracking(self) -> str:
        return f"refs/remotes/{self.remote}/{self.name}"

    @property
    def _refspec(self) -> str:
        return f"+refs/heads/{self.name}:{self._tracking}"

    def _git(self, *arguments: str, feed: bytes = b"", more: Mapping[str, str] | None = None) -> str:
        ran = self._run(*arguments, feed=feed, more=more)
        if ran.returncode != 0:
            reason = _last_line(ran.stderr.decode(errors="backslashreplace"))
            raise CannotJudge(f"git {arguments[0]} failed: {reason}", path=str(self.folder))
        return os.fsdecode(ran.stdout)

    def _run(
        self, *arguments: str, feed: bytes = b"", more: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        """The real git, with this user's own credentials, and without a question or a hook."""
        command = ["git", "-C", str(self.folder), "-c", f"core.hooksPath={os.devnull}", *arguments]
        kept = {
            k: v for k, v in os.environ.items() if not k.startswith("GIT_") or k.startswith("GIT_CONFIG_")
        }
        environment = kept | {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"} | dict(more or {})
        try:
            return subprocess.run(
                command, input=feed, capture_output=True, env=environment, check=False, timeout=_SECONDS
            )
        except FileNotFoundError:
            raise CannotJudge("the program git was not found; install it") from None
        except subprocess.TimeoutExpired:
            raise CannotJudge(
                f"git {arguments[0]} did not end within {_SECONDS} seconds; run again"
            ) from None


def _identity(author: Author, at: datetime) -> dict[str, str]:
    date = f"{int(at.timestamp())} +0000"
    return {
        f"GIT_{who}_{what}": value
        for who in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", author.name), ("EMAIL", author.email), ("DATE", date))
    }


def _last_line(errors: str) -> str:
    lines = [line.strip() for line in errors.splitlines() if line.strip()]
    return lines[-1] if lines else "it gave no reason"
