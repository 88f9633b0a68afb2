"""What lies on disk, compared byte for byte with what HEAD holds.

The index is not asked: its size and time shortcuts, its skip-worktree and assume-unchanged marks
and the filters of .gitattributes could each hide a change.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from clearance.disk.digests import Digests, of_hash
from clearance.history.git import Repository

_LINK, _GITLINK = "120000", "160000"


class Entry(NamedTuple):  # which comes back from what is kept as it is, and is made quicker than a dataclass
    """One file of HEAD: its mode, as git writes it, and the id of its bytes."""

    mode: str
    blob: str


def committed_files(repository: Repository, places: Iterable[str]) -> dict[str, Entry]:
    """Every file that HEAD has in these folders of the department (or at these paths)."""
    listing = repository.git("ls-tree", "-r", "-z", repository.head, "--", *places)
    files: dict[str, Entry] = {}
    for line in listing.split(b"\0")[:-1]:
        facts, _, path = line.partition(b"\t")
        mode, _, blob = facts.decode().split(" ")
        files[os.fsdecode(path)] = Entry(mode, blob)
    return files


def files_on_disk(root: Path, places: Iterable[str]) -> frozenset[str]:
    """Every path in these folders that is no folder, whatever else it is; links are not followed.

    A folder that can't be listed counts as such a path itself: nobody knows what it holds.
    """
    return frozenset(path for place in places for path in _below(root, place))


@dataclass(frozen=True, slots=True)
class Held:
    """The files of one repository: those on disk, and those of HEAD, whose blobs are named by `hash_name`."""

    on_disk: frozenset[str]
    committed: Mapping[str, Entry]
    hash_name: str


def differing(root: Path, held: Held, digests: Digests | None = None) -> frozenset[str]:
    """Paths whose bytes on disk are not those of HEAD: changed, deleted or never committed.

    Bytes that `digests` has met are not read again: what was judged is what is compared. A
    submodule always counts: this history can't prove its bytes. So does what can't be read.
    """
    known = of_hash(held.hash_name, digests)
    both = held.on_disk & held.committed.keys()
    same = {path for path in both if _same(f"{root}/{path}", path, held.committed[path], known)}
    return (held.on_disk | held.committed.keys()) - same


def _below(root: Path, place: str) -> Iterator[str]:
    first = _first_link(root, place)
    try:
        top = os.lstat(root / first)
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError:
        yield first
        return
    if not stat.S_ISDIR(top.st_mode):
        yield first
        return
    waiting = [first]
    while waiting:
        path = waiting.pop()
        for name, is_folder in _listing(f"{root}/{path}"):
            found = f"{path}/{name}" if name else path
            if is_folder:
                waiting.append(found)
            else:
                yield found


def _first_link(root: Path, place: str) -> str:
    """The place, or the first symbolic link on the way to it: what lies behind one is elsewhere."""
    parts = place.split("/")
    steps = ("/".join(parts[:count]) for count in range(1, len(parts)))
    return next((step for step in steps if (root / step).is_symlink()), place)


def _listing(folder: str) -> list[tuple[str, bool]]:
    """Each name in a folder, and whether it is one of a folder; a nameless one for what can't be listed."""
    try:
        with os.scandir(folder) as entries:
            return [(entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError:
        return [("", False)]


def _same(place: str, path: str, entry: Entry, digests: Digests) -> bool:
    try:
        if entry.mode == _LINK:
            target = os.readlink(os.fsencode(place))  # noqa: PTH115  Path would tidy up the target
            return _blob(digests.hash_name, target) == entry.blob
        return entry.mode != _GITLINK and _file_blob(place, path, digests) == entry.blob
    except OSError:
        return False


def _file_blob(place: str, path: str, digests: Digests) -> str:
    digest = digests.seen.get(path)
    if digest is None:
        digest = digests.known(path, os.lstat(place)) or digests.read(place, path)[0]
    return digest.blob


def _blob(hash_name: str, data: bytes) -> str:
    return hashlib.new(hash_name, b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
