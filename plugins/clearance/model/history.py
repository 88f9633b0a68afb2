"""What git knows of who had a hand in the department's files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class CommitSignature:
    """The SSH signature on a commit: by which key (SHA256:… fingerprint), or why it doesn't count."""

    fingerprint: str | None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit that changed something under `content/`. `signature` is None when it is unsigned.

    `vouched` are the members whose work it is, where a recorder says so: a forge makes commits under
    an address of its own.
    """

    id: str
    author_email: str
    committer_email: str
    committed: datetime
    paths: frozenset[str]
    signature: CommitSignature | None = None
    vouched: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """What git can prove. Empty fields mean "looked, and there is none", never "did not look"."""

    commits: tuple[Commit, ...] = ()
    """newest first, merges included where they changed bytes themselves"""
    uncommitted: frozenset[str] = frozenset()
    """paths under content/, guidelines/ and records/ whose bytes on disk are not those of HEAD"""
    rewritten_records: tuple[tuple[str, str], ...] = ()
    """(path, what happened): records that were changed or deleted after they were written"""
    restored_records: tuple[tuple[str, str], ...] = ()
    """(path, what happened): the same, but they have their first bytes again"""
    introduced: Mapping[str, datetime] = field(default_factory=dict)
    """when each record file was first committed"""
    former_members: Mapping[str, str] = field(default_factory=dict)
    """each member id and key fingerprint that any committed roster had -> the commit that had it last"""
    stood: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """what git calls each version that ever was committed at a path under content/ or guidelines/"""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """every id that a commit had before a lawful erasure -> its id of today"""
    head: str = ""

    def today(self, commit: str) -> str:
        """What a commit is called since the last erasure; its own id where it was never changed."""
        return self.renamed.get(commit, commit)
