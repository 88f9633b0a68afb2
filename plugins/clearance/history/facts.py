"""All that git can prove about a department's folder, as one value."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from clearance.disk.digests import Digests
from clearance.errors import CannotJudge
from clearance.history.chronicle import Chronicle, Scope, told
from clearance.history.commits import VerifyCommit
from clearance.history.disk import Entry, Held, committed_files, differing, files_on_disk
from clearance.history.git import Repository, run
from clearance.history.repository import open_repository
from clearance.history.retention import held_apart, is_checkout, open_apart, retained
from clearance.history.rewriting import LATER, FindRewritings, Rewriting
from clearance.model import History

ERASURE = "-erasure-"
"""what stands in the name of each record of an erasure (`records/placing.py`)"""


@dataclass(slots=True)
class KeptHistory:
    """What an earlier run learned of the history, and what this one did, if that is more."""

    before: bytes | None = None
    learned: bytes | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """The history, whose `uncommitted` is still to be found by comparing the disk with what is `held`.

    `learned` is for the next run's `before`; None where it is the same.
    """

    history: History
    held: tuple[Held, ...]
    learned: bytes | None = None

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
    rewritings: FindRewritings | None = None,
    content: str = "content",
    guidelines: str = "guidelines",
    records: str = "records",
    also: Iterable[str] = (),
    before: bytes | None = None,
) -> Past:
    """Read the history that HEAD can reach, and list what is on disk.

    `root` is the department's folder: the top of a git checkout or a folder inside it; all
    paths, given and returned, are relative to it. `also` names more files and folders that must
    lie on disk as they were committed. `records` may be a
    checkout of its own, of another history. `verify_commit(signature, payload)` judges SSH
    signatures of commits; without it every `signature` is None. `rewritings` tells from the committed
    records of erasures what they did to the department's history; signatures are then of the commits as
    they were, and `renamed` knows their former ids. `before` is what an earlier run `learned` with the
    same root and `verify_commit`; it makes the same history quicker.

    A commit's `paths` also hold where its bytes went later: through renames, and by exact copy;
    not where they were replaced by what stood there before. A merge counts where its bytes are
    those of no parent. Instants are in UTC, and not before those of the commits it builds on.

    Raises CannotJudge when git or the repository is missing, when nothing is committed, or when
    the history is not whole: shallow, partial, grafted, replaced or damaged. Of commits that an
    earlier run has read, it is not asked again whether git has all they hold.
    """
    content, guidelines, records = (_inside(name) for name in (content, guidelines, records))
    repository = open_repository(root)
    own = open_apart(root, records, repository) if is_checkout(root, records) else None
    areas = (content, guidelines) if own else (content, guidelines, records)
    known = marshal.loads(before) if before else {}  # noqa: S302 - under this user's seal
    roster = f"{guidelines}/roster.yml"
    places = (*areas, *(_inside(name) for name in also))
    held = Held(files_on_disk(root, places), committed_files(repository, places), repository.hash_name)
    held_records = held_apart(root, records, own) if own else held
    files = held_records.committed
    rewritten = _rewritings(own or repository, files, repository.hash_name, rewritings)
    chronicle = told(repository, known.get(""), Scope(areas, records, roster, rewritings=rewritten))
    apart = told(own, known.get(records), Scope((), records, roster, below=records)) if own else None
    kept = retained(apart or chronicle, held_records)
    head = {path: entry.blob for path, entry in held.committed.items()}
    history = History(
        commits=chronicle.commits(repository, content, head, verify_commit),
        rewritten_records=kept.meddled.rewritten,
        restored_records=kept.meddled.restored,
        introduced=kept.introduced,
        former_members=chronicle.rosters.named,
        stood=chronicle.lineage.stood({content, guidelines}),
        renamed=chronicle.renamed,
        head=repository.head,
    )
    learned = {"": chronicle} | ({records: apart} if apart else {})
    return Past(history, (held, held_records) if own else (held,), _learned(learned))


def _rewritings(
    keeper: Repository, committed: Mapping[str, Entry], hash_name: str, find: FindRewritings | None
) -> tuple[Rewriting, ...]:
    """What the records of erasures tell, of today where this is a copy of an earlier day.

    They are few, and known by their names.
    """
    if find is None:
        return ()
    later = run(keeper.root, "rev-parse", "--verify", "-q", LATER).text
    of_today = committed_files(replace(keeper, head=later), ()) if later else {}
    blobs = {
        path: entry.blob
        for path, entry in (*committed.items(), *of_today.items())
        if ERASURE in path and path.endswith(".json")
    }
    stored = keeper.objects(blobs.values()) if blobs else {}
    return find({path: stored[blob] for path, blob in blobs.items()}, hash_name)


def _learned(chronicles: dict[str, Chronicle]) -> bytes | None:
    if not any(chronicle.grown for chronicle in chronicles.values()):
        return None
    return marshal.dumps({place: chronicle.plain() for place, chronicle in chronicles.items()})


def _inside(name: str) -> str:
    """The name of a file or folder, plainly written. Raises CannotJudge when it leads elsewhere."""
    path = PurePosixPath(name)
    if path.is_absolute() or not path.parts or ".." in path.parts or "\0" in name:
        raise CannotJudge(f"{name!r} is not the name of a file or folder inside the department's folder")
    return path.as_posix()
