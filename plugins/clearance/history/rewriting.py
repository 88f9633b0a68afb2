"""Undoing, on paper, what a lawful erasure did to the history: what each commit was called before.

An erasure puts a tombstone in the place of some files, and leaves all else of each commit as it was. From the
bytes of today, and the ids of what the tombstones stand for, follow the ids of before. When the commit that
the erasure ended with turns out to have been the one that it says it began with, nothing else was changed:
two histories that differ anywhere have no id in common.

A device's signature was made over the commit as it was then; that is what it is checked against.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from clearance.history.commits import order_of
from clearance.history.git import Objects, Repository, run
from clearance.history.substitution import Trees, folders_of, object_id, tree_of, with_others

FindRewritings = Callable[[Mapping[str, bytes], str], tuple["Rewriting", ...]]
"""(bytes of record files by path, name of the repository's hash) -> what they say was done, oldest first"""


LATER = "refs/clearance/later"
"""in a copy of an earlier day: the commit of today, whose records tell what was erased since"""


@dataclass(frozen=True, slots=True)
class Rewriting:
    """One rewriting: the commit `before` became `after`. Ids are git's.

    `blobs` maps each tombstone to what it stands for; `paths` are where these stood.
    """

    before: str
    after: str
    blobs: Mapping[str, str]
    paths: tuple[str, ...]

    def plain(self) -> tuple[object, ...]:
        """All of it, to be compared with what an earlier run knew."""
        return self.before, self.after, tuple(sorted(self.blobs.items())), self.paths


@dataclass(slots=True)
class Undone:
    """`present` maps every id that a commit had before to its id of today, `then` that to its first bytes.

    `unproved` are rewritings that don't lead back to where they say they began.
    """

    present: dict[str, str] = field(default_factory=dict)
    then: dict[str, bytes] = field(default_factory=dict)
    """where they were others"""
    unproved: tuple[Rewriting, ...] = ()


def undo(repository: Repository, rewritings: Sequence[Rewriting]) -> Undone:
    """Take the rewritings back, the newest first. Raises CannotJudge when git can't be read."""
    if not rewritings:
        return Undone()
    history = _History.read(repository, rewritings)
    undone = Undone()
    blobs: dict[str, str] = {}
    paths: set[str] = set()
    with Objects(repository.root) as objects:
        for number, rewriting in reversed([*enumerate(rewritings)]):
            blobs |= rewriting.blobs
            paths |= {*rewriting.paths}
            trees = Trees(objects, repository.hash_name, blobs, folders_of(paths))
            if not history.take_back(rewriting, trees, undone):
                undone.unproved = tuple(rewritings[: number + 1])
                break
    return undone


@dataclass(slots=True)
class _History:
    """Commits by their ids of today, parents first; `ids` are those of the layer that was reached."""

    commits: dict[str, bytes]
    ids: dict[str, str]

    @classmethod
    def read(cls, repository: Repository, rewritings: Iterable[Rewriting]) -> _History:
        """All of HEAD, and of what became of the rewritings, where HEAD is a commit of before them."""
        ends = (rewriting.after for rewriting in rewritings)
        order = order_of(repository, *(end for end in ends if _is_commit(repository, end)))
        return cls(repository.objects(order), {commit: commit for commit in order})

    def take_back(self, rewriting: Rewriting, trees: Trees, undone: Undone) -> bool:
        """Whether it leads back to where it says it began; only then anything is taken over."""
        last = next((today for today, there in self.ids.items() if there == rewriting.after), None)
        if last is None:
            return False
        before = dict(self._former(self._line_of(last), trees))
        ids = {today: object_id(trees.hash_name, "commit", data) for today, data in before.items()}
        if ids.get(last) != rewriting.before:
            return False
        for today, former in ids.items():
            if former != self.ids[today]:
                undone.then[today] = before[today]
                undone.present[former] = today
        self.ids |= ids
        return True

    def _former(self, line: set[str], trees: Trees) -> Iterator[tuple[str, bytes]]:
        ids: dict[str, str] = {}
        for today, data in self.commits.items():
            if today in line:
                former = with_others(data, trees.replaced(tree_of(data)), ids)
                ids[today] = object_id(trees.hash_name, "commit", former)
                yield today, former

    def _line_of(self, last: str) -> set[str]:
        """The commit and all that it builds on."""
        line: set[str] = set()
        waiting = [last]
        while waiting:
            commit = waiting.pop()
            if commit not in line:
                line.add(commit)
                waiting += _parents(self.commits[commit])
        return line


def _is_commit(repository: Repository, name: str) -> bool:
    return run(repository.root, "cat-file", "-e", f"{name}^{{commit}}").code == 0


def _parents(commit: bytes) -> list[str]:
    head = commit.partition(b"\n\n")[0]
    lines = head.split(b"\n")
    return [line.removeprefix(b"parent ").decode() for line in lines if line.startswith(b"parent ")]
