"""Whose bytes are in which path, through edits, renames and copies.

Doubt counts against independence: a commit had a hand in a path when its bytes may be in it. A
copy that was edited before it was committed, while the original stayed, is the work of whoever
committed it.

Bytes that are put back are those of whoever made them first: a change that was undone has no part
in what stands there now, and so can't taint a page for good.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from clearance.history.changes import ADDED, DELETED, GITLINK, RENAME_LIMIT, Change, Step

Hands = frozenset[int]
"""commits, by their number"""
NOBODY: Hands = frozenset()


@dataclass(slots=True)
class Lineage:
    """Which of the commits, by their number, had a hand in each path. Feed it parents first."""

    first_hands: dict[str, Hands] = field(default_factory=dict)
    """whoever first made these bytes, wherever; nobody those of an empty file"""
    made: dict[tuple[str, str], Hands] = field(default_factory=dict)
    """the hands in these bytes at this path, as they were first made there"""
    touched: dict[str, Hands] = field(default_factory=dict)
    """all who ever had a hand in the path, for what HEAD no longer has"""

    @classmethod
    def begin(cls, hash_name: str) -> Lineage:
        """Of a repository that names its objects by this hash."""
        empty = hashlib.new(hash_name, b"blob 0\0", usedforsecurity=False).hexdigest()
        return cls({empty: NOBODY})

    def take(self, number: int, step: Step) -> None:
        """Add one commit: it had a hand in the paths whose bytes it made itself."""
        unmatched = [self._unmatched(diff) for diff in step.diffs]
        for path, changes in step.own().items():
            blob = changes[0].blob
            hands = frozenset({number}).union(*map(self._inherited, changes, unmatched))
            if changes[0].kind != DELETED and changes[0].mode != GITLINK:
                hands |= self.first_hands.setdefault(blob, hands)
                self.made.setdefault((path, blob), hands)
            self.touched[path] = self.touched.get(path, NOBODY) | hands

    def paths(self, count: int, folder: str, head: Mapping[str, str]) -> list[frozenset[str]]:
        """For each commit, by number, all paths in this folder that it had a hand in.

        `head` maps what HEAD has to its blob.
        """
        touched: list[set[str]] = [set() for _ in range(count)]
        for path, ever in self.touched.items():
            if f"{path}/".startswith(f"{folder}/"):
                for number in self.made.get((path, head.get(path, "")), ever):
                    touched[number].add(path)
        return [frozenset(paths) for paths in touched]

    def stood(self, folders: Collection[str]) -> dict[str, tuple[str, ...]]:
        """The ids of all that ever stood at each path in these folders; of submodules there is none."""
        found: dict[str, tuple[str, ...]] = {}
        places = tuple(f"{folder}/" for folder in folders)
        for path, blob in self.made:
            if path.startswith(places):
                found[path] = (*found.get(path, ()), blob)
        return found

    def _inherited(self, change: Change, unmatched: Hands) -> Hands:
        """The hands in what the commit found there, or moved there."""
        if change.kind == ADDED and not change.twin:
            return unmatched | self.touched.get(change.path, NOBODY)
        before = (change.twin if change.kind == ADDED else change.path, change.before)
        return self.made.get(before) or self.touched.get(before[0], NOBODY)

    def _unmatched(self, diff: Mapping[str, Change]) -> Hands:
        """All hands in what a commit deleted, when it is more than git compares with what was added."""
        alone = [change for change in diff.values() if not change.twin]
        gone = [change.path for change in alone if change.kind == DELETED]
        new = sum(change.kind == ADDED for change in alone)
        if len(gone) * new <= RENAME_LIMIT**2:
            return NOBODY
        return NOBODY.union(*(self.touched.get(path, NOBODY) for path in gone))
