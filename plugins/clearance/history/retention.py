"""What git can prove of the records: in the department's own history, or in one that is theirs alone.

In production `records/` is a checkout of a branch of its own, so that a post and the word on it
can be guarded differently; on a plain server both may lie on one branch.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from clearance.errors import CannotJudge
from clearance.history.append_only import Meddling, introduced, is_record, meddling
from clearance.history.changes import Change, Step, read_steps
from clearance.history.clock import believed_times
from clearance.history.commits import read_commits
from clearance.history.disk import Held, committed_files, files_on_disk
from clearance.history.git import Repository, run
from clearance.history.repository import open_repository


@dataclass(frozen=True, slots=True)
class Retention:
    """`introduced`: when each record was first committed; `held`: the repository's files."""

    meddled: Meddling
    introduced: Mapping[str, datetime]
    held: Held


def is_checkout(root: Path, folder: str) -> bool:
    """Whether the folder has a repository of its own. A symbolic link never has."""
    return not (root / folder).is_symlink() and os.path.lexists(root / folder / ".git")


def retained(steps: Sequence[Step], held: Held, folder: str, believed: Mapping[str, datetime]) -> Retention:
    """What these steps, parents first, did to the records below the folder."""
    missing = {path for path in held.committed.keys() - held.on_disk if is_record(path, folder)}
    head = {path: entry.blob for path, entry in held.committed.items()}
    return Retention(meddling(steps, head, missing, folder), introduced(steps, folder, believed), held)


def retained_apart(root: Path, folder: str, department: Repository) -> Retention:
    """The same, of a folder that is a checkout of its own.

    Raises CannotJudge when its history is not whole, and when the department's history holds
    records as well: nobody could say which of the two counts.
    """
    if committed_files(department, (folder,)):
        raise CannotJudge(
            f"{folder}/ is a checkout of its own, and the department's history holds files there as well; "
            "keep them in one of the two",
            path=folder,
        )
    own = _open(root / folder)
    commits = read_commits(own)
    believed = believed_times(commits)
    steps = [_below(folder, step) for step in read_steps(own, commits, ())]
    committed = {f"{folder}/{path}": entry for path, entry in committed_files(own, ()).items()}
    gits = f"{folder}/.git"
    on_disk = frozenset(
        p for p in files_on_disk(root, (folder,)) if p != gits and not p.startswith(f"{gits}/")
    )
    return retained(steps, Held(on_disk, committed, own.hash_name), folder, believed)


def _open(place: Path) -> Repository:
    """Raises CannotJudge also where git passes over a `.git` that is none, and finds the one further up."""
    if run(place, "rev-parse", "--show-prefix").text:
        raise CannotJudge(
            "is no git repository; clone the branch of the records anew", path=str(place / ".git")
        )
    return open_repository(place)


def _below(folder: str, step: Step) -> Step:
    return Step(
        step.commit,
        [{f"{folder}/{path}": _moved(folder, c) for path, c in diff.items()} for diff in step.diffs],
    )


def _moved(folder: str, change: Change) -> Change:
    twin = f"{folder}/{change.twin}" if change.twin else ""
    return replace(change, path=f"{folder}/{change.path}", twin=twin)
