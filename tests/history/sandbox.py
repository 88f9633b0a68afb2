"""A real git repository in a temporary folder, with people, clocks and hostile leftovers to order."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
IDENTITY = {
    "PATH": os.environ["PATH"],
    "HOME": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
}


@dataclass
class Sandbox:
    """Each commit is a day after the one before; `times` holds when each was made."""

    top: Path
    times: dict[str, datetime] = field(default_factory=dict)

    @classmethod
    def create(cls, top: Path, *options: str) -> Sandbox:
        sandbox = cls(top)
        top.mkdir(parents=True, exist_ok=True)
        sandbox.git("init", "-q", "-b", "main", *options)
        sandbox.git("config", "gc.auto", "0")
        return sandbox

    def git(self, *arguments: str, feed: bytes | None = None, who: dict[str, str] | None = None) -> str:
        done = subprocess.run(
            ["git", "-C", str(self.top), *arguments],
            input=feed,
            env=IDENTITY | (who or self._who("ann", START)),
            capture_output=True,
            check=True,
        )
        return os.fsdecode(done.stdout).strip()

    def write(self, path: str, text: str | bytes = "words\n") -> Path:
        file = self.top / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return file

    def commit(self, by: str = "ann", *options: str, author: str = "", at: datetime | None = None) -> str:
        """Commit all that is on disk, even when nothing changed; the id of the commit."""
        self.git("add", "-A", "-f")
        when = at or START + timedelta(days=len(self.times))
        who = self._who(by, when, author or by)
        self.git("commit", "-q", "--allow-empty", "--allow-empty-message", "-m", "", *options, who=who)
        return self.noted(when)

    def add(self, path: str, text: str | bytes = "words\n", by: str = "ann") -> str:
        """Write one file and commit it."""
        self.write(path, text)
        return self.commit(by)

    def move(self, old: str, new: str, by: str = "ann") -> str:
        (self.top / new).parent.mkdir(parents=True, exist_ok=True)
        (self.top / old).rename(self.top / new)
        return self.commit(by)

    def remove(self, path: str, by: str = "ann") -> str:
        (self.top / path).unlink()
        return self.commit(by)

    def branch(self, name: str, start: str = "HEAD") -> None:
        self.git("checkout", "-q", "-b", name, start)

    def switch(self, name: str) -> None:
        self.git("checkout", "-q", name)

    def begin_merge(self, *names: str) -> None:
        """Merge without committing, so that a test can tamper; a conflict is left lying."""
        command = ["git", "-C", str(self.top), "merge", "-q", "--no-ff", "--no-commit", *names]
        subprocess.run(command, env=IDENTITY | self._who("ann", START), capture_output=True, check=False)

    def merge(self, *names: str, by: str = "ann") -> str:
        self.begin_merge(*names)
        return self.commit(by)

    def noted(self, when: datetime) -> str:
        head = self.git("rev-parse", "HEAD")
        self.times[head] = when
        return head

    def raw_commit(self, data: bytes) -> str:
        """Store a commit object written by hand, and check it out without touching the disk."""
        made = self.git("hash-object", "-t", "commit", "-w", "--literally", "--stdin", feed=data)
        self.git("update-ref", "HEAD", made)
        return made

    def told(self, commit_id: str) -> str:
        """How messages name a commit."""
        return f"{commit_id[:10]} of {self.times[commit_id]:%Y-%m-%d}"

    @staticmethod
    def _who(committer: str, when: datetime, author: str = "") -> dict[str, str]:
        return {
            "GIT_AUTHOR_NAME": author or committer,
            "GIT_AUTHOR_EMAIL": f"{author or committer}@alsip.example",
            "GIT_AUTHOR_DATE": when.isoformat(),
            "GIT_COMMITTER_NAME": committer,
            "GIT_COMMITTER_EMAIL": f"{committer}@alsip.example",
            "GIT_COMMITTER_DATE": when.isoformat(),
        }
