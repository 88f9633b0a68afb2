"""Carrying out an erasure in a clone: its history once more without the bytes, and then rid of the old one.

Every branch and tag goes over to the new history in one step; until then nothing has changed, and after it
the erasure is finished by running it again, should it be stopped. All else of each commit stays as it was, so
that what it was called before can be worked out from it, and is, before anything is moved.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from clearance.erasure.detail import DoneDetail, Version
from clearance.erasure.folding import Erasure
from clearance.erasure.tombstone import rewriting, tombstone
from clearance.errors import CannotJudge
from clearance.evidence import Evidence
from clearance.history.git import Objects, Repository, checked, run
from clearance.history.repository import open_repository
from clearance.history.rewriting import undo
from clearance.history.substitution import Trees, folders_of, object_id, tree_of, with_others

BEGUN = "clearance.erasing"
"""git's setting for an erasure that is on its way: order, and the newest commit before and after"""
_REMOTE = "refs/remotes/"
_AT_ONCE = 500
"""objects that are written at a time"""


def carry_out(evidence: Evidence, erasure: Erasure) -> DoneDetail:
    """Move this clone over to a history without what the order names. Raises CannotJudge.

    Afterwards the bytes are still in git's store, until `purge`.
    """
    repository = open_repository(evidence.root)
    begun = _begun(repository, erasure)
    if begun:
        return begun
    refs = _Refs.read(repository)
    with tempfile.TemporaryDirectory(prefix="clearance-") as folder:
        ids = _write(repository, erasure, refs, Path(folder))
    after = ids.get(repository.head, repository.head)
    if after == repository.head:
        raise CannotJudge(
            "the history of this branch has none of it; nothing was changed", path=erasure.record
        )
    done = DoneDetail(repository.head, after)
    _require_provable(evidence, erasure, done, repository)
    checked(
        run(repository.root, "config", "--local", BEGUN, f"{erasure.id} {done.before} {done.after}"),
        repository.root,
    )
    refs.move(repository, ids)
    return done


def _begun(repository: Repository, erasure: Erasure) -> DoneDetail | None:
    """What an earlier run did to the branches, before it was stopped."""
    words = run(repository.root, "config", "--get", BEGUN).text.split()
    if len(words) != 3 or words[0] != erasure.id:  # noqa: PLR2004 - see BEGUN
        return None
    moved = run(repository.root, "merge-base", "--is-ancestor", words[2], repository.head).code == 0
    return DoneDetail(words[1], words[2]) if moved else None


def forget_begun(root: Path) -> None:
    """It is on record now."""
    run(root, "config", "--local", "--unset-all", BEGUN)


def _require_provable(evidence: Evidence, erasure: Erasure, done: DoneDetail, repository: Repository) -> None:
    """Raise CannotJudge unless the new history leads back to the old one, and has the same files today."""
    earlier = [one for one in evidence.erasures.values() if one.done]
    steps = [*((one, one.done) for one in sorted(earlier, key=lambda one: one.done_at)), (erasure, done)]
    told = [rewriting(one.id, one.detail, step, repository.hash_name) for one, step in steps if step]
    new = Repository(repository.root, repository.hash_name, done.after)
    old_tree, new_tree = (tree_of(data) for data in repository.objects([done.before, done.after]).values())
    if undo(new, told).unproved or old_tree != new_tree:
        raise CannotJudge("the new history does not lead back to the old one; nothing was changed")


# --- the branches ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Refs:
    """Names -> what they stand for: `own` go over to the new history, `copies` of other clones' are dropped.

    `tags` are those with words of their own, by the name of the ref: the tag's bytes, and what it is about.
    """

    own: dict[str, str]
    copies: dict[str, str]
    tags: dict[str, tuple[bytes, str]] = field(default_factory=dict)

    @classmethod
    def read(cls, repository: Repository) -> _Refs:
        """Raises CannotJudge where the branches can't simply go over."""
        if run(repository.root, "symbolic-ref", "-q", "HEAD").code:
            raise CannotJudge(
                "a commit is checked out, and no branch; run `git switch` with the branch's name"
            )
        listing = repository.git("for-each-ref", "--format=%(objectname) %(objecttype) %(refname)").decode(
            "utf-8", "surrogateescape"
        )
        _require_all_here(repository)
        require_no_stash(repository.root)
        own: dict[str, str] = {}
        copies: dict[str, str] = {}
        tagged: list[tuple[str, str]] = []
        for name, kind, ref in (line.split(" ", 2) for line in listing.splitlines()):
            (copies if ref.startswith(_REMOTE) else own)[ref] = name
            tagged += [(ref, name)] if kind == "tag" and not ref.startswith(_REMOTE) else []
        stored = repository.objects(name for _, name in tagged) if tagged else {}
        tags = {ref: (stored[name], _about(stored[name])) for ref, name in tagged}
        return cls(own, copies, tags)

    def tips(self) -> list[str]:
        """The commits that the own ones lead to."""
        return [self.tags[ref][1] if ref in self.tags else name for ref, name in self.own.items()]

    def move(self, repository: Repository, ids: dict[str, str]) -> None:
        """All of them at once or none. Raises CannotJudge."""
        lines = [f"delete {ref} {name}" for ref, name in self.copies.items()]
        for ref, name in self.own.items():
            new = self._tag(repository, ref, ids) if ref in self.tags else ids.get(name, name)
            if new != name:
                lines.append(f"update {ref} {new} {name}")
        feed = "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogateescape")
        repository.git("update-ref", "--no-deref", "--stdin", feed=feed)

    def _tag(self, repository: Repository, ref: str, ids: dict[str, str]) -> str:
        data, about = self.tags[ref]
        if about not in ids:
            return self.own[ref]
        moved = data.replace(about.encode(), ids[about].encode(), 1)
        return repository.git("hash-object", "-t", "tag", "-w", "--stdin", feed=moved).decode().strip()


def require_no_stash(root: Path) -> None:
    """Raise CannotJudge where something is put aside that cleaning up would throw away."""
    if run(root, "rev-parse", "--verify", "-q", "refs/stash").code == 0:
        raise CannotJudge(
            "there are stashes, which would be lost; apply or drop them first (`git stash list`)"
        )


def _require_all_here(repository: Repository) -> None:
    """Raise CannotJudge where another clone is known to have commits that no branch here leads to.

    They would be lost when the new history is pushed over the old one, or bring the bytes back.
    """
    form = "--format=%(refname:short) %(symref)"
    refs = (line.split(" ") for line in run(repository.root, "for-each-ref", form, _REMOTE).text.splitlines())
    for name in (name for name, symbolic in refs if not symbolic):
        elsewhere = ("rev-list", "--max-count=1", f"{_REMOTE}{name}", "--not", "--branches", "--tags", "HEAD")
        if checked(run(repository.root, *elsewhere), repository.root).text:
            raise CannotJudge(
                f"{name} has commits that no branch of this clone has; pull, or make a branch of it, first"
            )


def _about(tag: bytes) -> str:
    return tag.partition(b"\n")[0].removeprefix(b"object ").decode()


# --- the objects -------------------------------------------------------------------------------


def _write(repository: Repository, erasure: Erasure, refs: _Refs, folder: Path) -> dict[str, str]:
    """Write all that is new; each commit that has another id now -> that id."""
    order = repository.git("rev-list", "--topo-order", "--reverse", *refs.tips(), "--").decode().split()
    stored = repository.objects(order)
    ids: dict[str, str] = {}
    with _writing(repository, folder) as writer, Objects(repository.root) as objects:
        blobs = {one.blob: writer.keep_new("blob", tombstone(erasure.id, one)) for one in erasure.versions}
        folders = folders_of(path for one in erasure.versions for path in one.paths)
        trees = Trees(objects, repository.hash_name, blobs, folders, writer.keep)
        for commit in order:
            new = with_others(stored[commit], trees.replaced(tree_of(stored[commit])), ids)
            if new != stored[commit]:
                ids[commit] = writer.keep_new("commit", new)
    return ids


@contextmanager
def _writing(repository: Repository, folder: Path) -> Iterator[_Writer]:
    writer = _Writer(repository, folder)
    yield writer
    writer.flush()


@dataclass(slots=True)
class _Writer:
    """Objects into git's store, many at a time."""

    repository: Repository
    folder: Path
    waiting: dict[str, list[Path]] = field(default_factory=dict)

    def keep(self, kind: str, name: str, data: bytes) -> None:
        place = self.folder / name
        place.write_bytes(data)
        waiting = self.waiting.setdefault(kind, [])
        waiting.append(place)
        if len(waiting) >= _AT_ONCE:
            self._flush(kind)

    def keep_new(self, kind: str, data: bytes) -> str:
        name = object_id(self.repository.hash_name, kind, data)
        self.keep(kind, name, data)
        return name

    def flush(self) -> None:
        for kind in self.waiting:
            self._flush(kind)

    def _flush(self, kind: str) -> None:
        places = self.waiting[kind]
        feed = "".join(f"{place}\n" for place in places).encode()
        written = self.repository.git(
            "hash-object", "-t", kind, "-w", "--no-filters", "--stdin-paths", feed=feed
        )
        if written.decode().split() != [place.name for place in places]:
            raise CannotJudge("git named an object otherwise than it should; nothing was changed")
        for place in places:
            place.unlink()
        places.clear()


# --- the old ones ------------------------------------------------------------------------------


def still_here(root: Path, versions: Iterable[Version]) -> list[Version]:
    """Those of which this clone still has the bytes. Raises CannotJudge."""
    known = [*versions]
    feed = "".join(f"{version.blob}\n" for version in known).encode()
    answers = checked(run(root, "cat-file", "--batch-check", feed=feed), root).text.splitlines()
    return [v for v, line in zip(known, answers, strict=True) if not line.endswith(" missing")]


def purge(root: Path, versions: Sequence[Version], cache: Path | None) -> list[Version]:
    """Rid this clone of all that no branch leads to, and of what was kept; what is still there all the same.

    Raises CannotJudge.
    """
    if cache is not None:
        shutil.rmtree(cache, ignore_errors=True)
    for command in (
        ("reflog", "expire", "--expire=now", "--expire-unreachable=now", "--all"),
        ("gc", "--quiet", "--prune=now"),
    ):
        checked(run(root, *command), root)
    return still_here(root, versions)
