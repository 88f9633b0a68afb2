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

from clearance.history.git import Repository

_LINK, _GITLINK = "120000", "160000"
_CHUNK = 1 << 20
_UNFOLLOWED = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK


@dataclass(frozen=True, slots=True)
class Entry:
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


def differing(
    root: Path, on_disk: frozenset[str], committed: Mapping[str, Entry], hash_name: str
) -> frozenset[str]:
    """Paths whose bytes on disk are not those of HEAD: changed, deleted or never committed.

    A submodule always counts: this history can't prove its bytes. So does what can't be read.
    """
    both = on_disk & committed.keys()
    same = {path for path in both if _same(f"{root}/{path}", committed[path], hash_name)}
    return (on_disk | committed.keys()) - same


def _below(root: Path, place: str) -> Iterator[str]:
    waiting = [_first_link(root, place)]
    while waiting:
        path = waiting.pop()
        names = _listing(f"{root}/{path}")
        if names is None:
            yield path
        else:
            waiting.extend(f"{path}/{name}" for name in names)


def _first_link(root: Path, place: str) -> str:
    """The place, or the first symbolic link on the way to it: what lies behind one is elsewhere."""
    parts = place.split("/")
    steps = ("/".join(parts[:count]) for count in range(1, len(parts)))
    return next((step for step in steps if (root / step).is_symlink()), place)


def _listing(path: str) -> list[str] | None:
    """The names in a folder, none where nothing lies; None for what is no folder or can't be listed."""
    try:
        if not stat.S_ISDIR(os.lstat(path).st_mode):
            return None
        return [entry.name for entry in Path(path).iterdir()]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError:
        return None


def _same(path: str, entry: Entry, hash_name: str) -> bool:
    try:
        if entry.mode == _LINK:
            target = os.readlink(os.fsencode(path))  # noqa: PTH115  Path would tidy up the target
            return _blob(hash_name, len(target), [target]) == entry.blob
        return entry.mode != _GITLINK and _file_blob(path, hash_name) == entry.blob
    except OSError:
        return False


def _file_blob(path: str, hash_name: str) -> str:
    with os.fdopen(os.open(path, _UNFOLLOWED), "rb", buffering=0) as file:
        size = os.fstat(file.fileno()).st_size
        return _blob(hash_name, size, iter(lambda: file.read(_CHUNK), b""))


def _blob(hash_name: str, size: int, chunks: Iterable[bytes]) -> str:
    digest = hashlib.new(hash_name, b"blob %d\0" % size, usedforsecurity=False)
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()
