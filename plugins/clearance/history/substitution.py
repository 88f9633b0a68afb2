"""A history with other bytes in the place of some: what each tree and commit would be called.

A commit's id stands for its tree and its parents, and a tree's for all that is in it. So a history in which
one file was replaced has other ids from there on; and whoever knows what stood in the place of what can work
out the ids of before from the bytes of after, without the bytes that are gone. Everything else of a commit,
its signature too, is left as it is, byte for byte.

The formats are those of git's `tree` and `commit` objects.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from clearance.errors import CannotJudge
from clearance.history.git import Objects

Folders = Mapping[str, "Folders"]
"""the folders to look into, each with those in it"""
Keep = Callable[[str, str, bytes], None]
"""what to do with an object that came out of it: type, id, bytes"""

_FOLDER, _FILE = b"40000", b"100"
"""how the modes of folders are written, and how those of plain files begin"""


def object_id(hash_name: str, kind: str, data: bytes) -> str:
    """What git calls an object of this type with these bytes."""
    header = f"{kind} {len(data)}\0".encode()
    return hashlib.new(hash_name, header + data, usedforsecurity=False).hexdigest()


def folders_of(paths: Iterable[str]) -> Folders:
    """The folders that lead to these files."""
    top: dict[str, Folders] = {}
    for path in paths:
        place = top
        for part in path.split("/")[:-1]:
            place = place.setdefault(part, {})  # type: ignore[assignment]  # all of them are made here
    return top


def _forget(_kind: str, _id: str, _data: bytes) -> None:
    pass


@dataclass(slots=True)
class Trees:
    """Trees with some of their blobs replaced, in these folders alone; each is worked out once."""

    objects: Objects
    hash_name: str
    blobs: Mapping[str, str]
    """the id of a blob -> the id of the one in its place"""
    folders: Folders
    keep: Keep = _forget
    _known: dict[tuple[str, int], str] = field(default_factory=dict)

    def replaced(self, tree: str) -> str:
        """The id of this top folder's tree with the others in it. Raises CannotJudge."""
        return self._replaced(tree, self.folders)

    def _replaced(self, tree: str, folders: Folders) -> str:
        key = tree, id(folders)
        if key not in self._known:
            self._known[key] = self._worked_out(tree, folders)
        return self._known[key]

    def _worked_out(self, tree: str, folders: Folders) -> str:
        before = self.objects.read(tree)
        after = b"".join(
            mode + b" " + name + b"\0" + bytes.fromhex(self._entry(mode, name, entry, folders))
            for mode, name, entry in _entries(before, len(tree) // 2)
        )
        if after == before:
            return tree
        found = object_id(self.hash_name, "tree", after)
        self.keep("tree", found, after)
        return found

    def _entry(self, mode: bytes, name: bytes, entry: str, folders: Folders) -> str:
        if mode != _FOLDER:
            return self.blobs.get(entry, entry) if mode.startswith(_FILE) else entry
        below = folders.get(name.decode("utf-8", "surrogateescape"))
        return entry if below is None else self._replaced(entry, below)


def _entries(data: bytes, length: int) -> Iterator[tuple[bytes, bytes, str]]:
    """Mode, name and id of each entry of a tree; `length` is that of an id in bytes."""
    start = 0
    while start < len(data):
        gap = data.index(b"\0", start)
        mode, _, name = data[start:gap].partition(b" ")
        start = gap + 1 + length
        yield mode, name, data[gap + 1 : start].hex()


def tree_of(commit: bytes) -> str:
    """The tree that a commit names. Raises CannotJudge."""
    first = commit.partition(b"\n")[0]
    if not first.startswith(b"tree "):
        raise CannotJudge("git has a commit that names no tree; clone the repository again")
    return first.removeprefix(b"tree ").decode()


def with_others(commit: bytes, tree: str, ids: Mapping[str, str]) -> bytes:
    """A commit's bytes with another tree, and each parent by its other id, where it has one."""
    _, _, rest = commit.partition(b"\n")
    lines = [f"tree {tree}".encode()]
    while rest.startswith(b"parent "):
        line, _, rest = rest.partition(b"\n")
        parent = line.removeprefix(b"parent ").decode()
        lines.append(f"parent {ids.get(parent, parent)}".encode())
    return b"\n".join([*lines, rest])
