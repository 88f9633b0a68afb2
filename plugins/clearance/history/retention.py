"""What git can prove of the records: in the department's own history, or in one that is theirs alone.

In production `records/` is a checkout of a branch of its own, so that a post and the word on it
can be guarded differently; on a plain server both may lie on one branch.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from clearance.errors import CannotJudge
from clearance.history.append_only import Meddling, is_record
from clearance.history.chronicle import Chronicle
from clearance.history.disk import Held, committed_files, files_on_disk
from clearance.history.git import Repository, run
from clearance.history.repository import open_repository


@dataclass(frozen=True, slots=True)
class Retention:
    """`introduced`: when each record was first committed."""

    meddled: Meddling
    introduced: Mapping[str, datetime]


def is_checkout(root: Path, folder: str) -> bool:
    """Whether the folder has a repository of its own. A symbolic link never has."""
    return not (root / folder).is_symlink() and os.path.lexists(root / folder / ".git")


def retained(chronicle: Chronicle, held: Held) -> Retention:
    """What the commits did to the records, and the disk: `held` is what the same repository holds."""
    folder = chronicle.scope.records
    missing = {path for path in held.committed.keys() - held.on_disk if is_record(path, folder)}
    head = {path: entry.blob for path, entry in held.committed.items()}
    return Retention(chronicle.additions.meddling(head, missing), chronicle.additions.introduced())


def open_apart(root: Path, folder: str, department: Repository) -> Repository:
    """The repository of a folder that is a checkout of its own.

    Raises CannotJudge when its history is not whole, and when the department's history holds
    records as well: nobody could say which of the two counts. So it does where git passes over a
    `.git` that is none, and finds the one further up.
    """
    if committed_files(department, (folder,)):
        raise CannotJudge(
            f"{folder}/ is a checkout of its own, and the department's history holds files there as well; "
            "keep them in one of the two",
            path=folder,
        )
    place = root / folder
    if run(place, "rev-parse", "--show-prefix").text:
        raise CannotJudge(
            "is no git repository; clone the branch of the records anew", path=str(place / ".git")
        )
    return open_repository(place)


def held_apart(root: Path, folder: str, own: Repository) -> Held:
    """What the folder's own repository holds, with paths relative to the department."""
    committed = {f"{folder}/{path}": entry for path, entry in committed_files(own, ()).items()}
    gits = f"{folder}/.git"
    on_disk = frozenset(
        p for p in files_on_disk(root, (folder,)) if p != gits and not p.startswith(f"{gits}/")
    )
    return Held(on_disk, committed, own.hash_name)
