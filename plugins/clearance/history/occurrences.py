"""Where bytes ever stood in a history, on every branch and under every tag."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass

from clearance.history.git import Repository

_OPTIONS = ("--stdin", "-m", "-r", "-z", "--root", "--raw", "--no-abbrev", "--no-renames", "--no-ext-diff")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """All paths that a blob ever had, in order, and the commit that had it first."""

    paths: tuple[str, ...]
    commit: str


def blobs_ever_at(repository: Repository, path: str) -> list[str]:
    """The id of each blob that any commit has at this path. Raises CannotJudge."""
    listing = repository.git("rev-list", "--objects", "--full-history", "--all", "HEAD", "--", path)
    lines = (os.fsdecode(line).partition(" ") for line in listing.splitlines())
    return [name for name, _, where in lines if where == path]


def occurrences(repository: Repository, blobs: Sequence[str]) -> dict[str, Occurrence]:
    """Of each of these blobs. Raises CannotJudge."""
    order = repository.git("rev-list", "--topo-order", "--reverse", "--all", "HEAD")
    wanted = [f"--find-object={blob}" for blob in blobs]
    told = repository.git("diff-tree", *_OPTIONS, *wanted, feed=order).split(b"\0")
    paths: dict[str, set[str]] = {blob: set() for blob in blobs}
    first: dict[str, str] = {}
    commit = ""
    fields = iter(told)
    for field in fields:
        if not field.startswith(b":"):
            commit = field.decode().strip() or commit
            continue
        path = os.fsdecode(next(fields))
        for blob in field.decode().split(" ")[2:4]:
            if blob in paths:
                paths[blob].add(path)
                first.setdefault(blob, commit)
    return {blob: Occurrence(tuple(sorted(paths[blob])), first[blob]) for blob in blobs}
