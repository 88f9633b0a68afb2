"""All that git can prove about a department's folder, as one value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from clearance.disk.digests import Digests
from clearance.errors import CannotJudge
from clearance.history.changes import Step, read_steps
from clearance.history.clock import believed_times
from clearance.history.commits import VerifyCommit, read_commits, signature_of
from clearance.history.disk import Held, committed_files, differing, files_on_disk
from clearance.history.former import former_members
from clearance.history.lineage import Lineage
from clearance.history.repository import open_repository
from clearance.history.retention import is_checkout, retained, retained_apart
from clearance.model import Commit, History


@dataclass(frozen=True, slots=True)
class Past:
    """The history, whose `uncommitted` is still to be found by comparing the disk with what is `held`."""

    history: History
    held: tuple[Held, ...]

    def compared(self, root: Path, digests: Digests | None = None) -> History:
        """The whole history. What `digests` has met on disk is not read again."""
        differ = (differing(root, held, digests) for held in self.held)
        return replace(self.history, uncommitted=frozenset[str]().union(*differ))


def read_history(root: Path, **parts: Any) -> History:  # noqa: ANN401 - those of `read_past`
    """Read the history that HEAD can reach, and compare the disk with HEAD: see `read_past`."""
    return read_past(root, **parts).compared(root)


def read_past(  # noqa: PLR0913  each names one part of the department, and all but one have a default
    root: Path,
    *,
    verify_commit: VerifyCommit | None = None,
    content: str = "content",
    guidelines: str = "guidelines",
    records: str = "records",
    also: Iterable[str] = (),
) -> Past:
    """Read the history that HEAD can reach, and list what is on disk.

    `root` is the department's folder: the top of a git checkout or a folder inside it; all
    paths, given and returned, are relative to it. `also` names more files and folders that must
    lie on disk as they were committed. `records` may be a
    checkout of its own, of another history. `verify_commit(signature, payload)` judges SSH
    signatures of commits; without it every `signature` is None.

    A commit's `paths` also hold where its bytes went later: through renames, and by exact copy;
    not where they were replaced by what stood there before. A merge counts where its bytes are
    those of no parent. Instants are in UTC, and not before those of the commits it builds on.

    Raises CannotJudge when git or the repository is missing, when nothing is committed, or when
    the history is not whole: shallow, partial, grafted, replaced or damaged.
    """
    content, guidelines, records = (_inside(name) for name in (content, guidelines, records))
    repository = open_repository(root)
    apart = is_checkout(root, records)
    areas = (content, guidelines) if apart else (content, guidelines, records)
    commits = read_commits(repository)
    believed = believed_times(commits)
    steps = read_steps(repository, commits, areas)
    places = (*areas, *(_inside(name) for name in also))
    held = Held(files_on_disk(root, places), committed_files(repository, places), repository.hash_name)
    kept = retained_apart(root, records, repository) if apart else retained(steps, held, records, believed)
    head = {path: entry.blob for path, entry in held.committed.items()}
    history = History(
        commits=_commits(steps, _hands(steps, content, head, repository.hash_name), believed, verify_commit),
        rewritten_records=kept.meddled.rewritten,
        restored_records=kept.meddled.restored,
        introduced=kept.introduced,
        former_members=former_members(repository, steps, f"{guidelines}/roster.yml"),
        head=repository.head,
    )
    return Past(history, (held, kept.held) if apart else (held,))


def _hands(
    steps: Sequence[Step], content: str, head: Mapping[str, str], hash_name: str
) -> list[frozenset[str]]:
    lineage = Lineage(hash_name)
    for number, step in enumerate(steps):
        lineage.take(number, step)
    return lineage.paths(len(steps), content, head)


def _commits(
    steps: Sequence[Step],
    touched: Sequence[frozenset[str]],
    believed: Mapping[str, datetime],
    verify: VerifyCommit | None,
) -> tuple[Commit, ...]:
    oldest_first = [
        _commit(step, paths, believed[step.commit.id], verify)
        for step, paths in zip(steps, touched, strict=True)
        if paths
    ]
    return tuple(reversed(oldest_first))


def _commit(step: Step, paths: frozenset[str], believed: datetime, verify: VerifyCommit | None) -> Commit:
    return Commit(
        id=step.commit.id,
        author_email=step.commit.author_email,
        committer_email=step.commit.committer_email,
        committed=believed,
        paths=paths,
        signature=signature_of(step.commit, verify),
    )


def _inside(name: str) -> str:
    """The name of a file or folder, plainly written. Raises CannotJudge when it leads elsewhere."""
    path = PurePosixPath(name)
    if path.is_absolute() or not path.parts or ".." in path.parts or "\0" in name:
        raise CannotJudge(f"{name!r} is not the name of a file or folder inside the department's folder")
    return path.as_posix()
