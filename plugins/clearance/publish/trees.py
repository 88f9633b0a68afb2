"""The new site as a folder of files: what was made now, what is kept of the last one, what is copied.

It grows in a copy of the last site (the spare), where next to nothing has to be written; without
one, in the folder that the generator wrote to. No file is changed in place: another takes its
place, since site and spare share files.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from clearance.disk.digests import Digests
from clearance.publish.audit.files import walk


@dataclass(frozen=True, slots=True)
class Changes:
    """What a tree was changed by: paths of files put into it, and of files taken away."""

    put: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()

    def then(self, later: Changes) -> Changes:
        """These changes and, after them, the later ones."""
        return Changes((self.put - later.removed) | later.put, (self.removed - later.put) | later.removed)


def lay(
    tree: Path,
    there: Mapping[str, str],
    fresh: Path,
    *,
    kept: Iterable[str],
    copies: Mapping[str, tuple[str, str]],
) -> Changes:
    """Make a tree, with the files `there` (by digest), into the new site.

    `fresh` is the folder of files made now, which are moved into the tree, unless it is the tree;
    `kept` stay; `copies` are files from elsewhere with their digests. All else is removed. Raises OSError.
    """
    made = names(fresh)
    removed = frozenset(there.keys() - {*made, *kept, *copies})
    for path in removed:
        _unlink(tree, path)
    put = set()
    for path in made if fresh != tree else ():
        if _moved(fresh / path, tree / path, there.get(path)):
            put.add(path)
    for path, (place, digest) in copies.items():
        if path not in made and there.get(path) != digest:
            _copy(Path(place), tree / path)
            put.add(path)
    return Changes(frozenset(put), removed)


def follow(spare: Path, site: Path, changes: Changes) -> None:
    """Change the spare, which was the old site, as the site was changed. Raises OSError."""
    for path in changes.removed:
        _unlink(spare, path)
    for path in changes.put:
        _link(site / path, spare / path)


def mirror(site: Path, spare: Path) -> None:
    """Fill an empty folder with all files of the site. Raises OSError."""
    for path in names(site):
        _link(site / path, spare / path)


def remove_folder(tree: Path, folder: str) -> frozenset[str]:
    """Remove a folder of the tree, if there is one. Gives the paths of its files. Raises OSError."""
    if not (tree / folder).is_dir():
        return frozenset()
    former = frozenset(f"{folder}/{name}" for name in names(tree / folder))
    shutil.rmtree(tree / folder)
    return former


def names(folder: Path) -> frozenset[str]:
    return frozenset(entry.path for entry in walk(folder))


def _moved(source: Path, place: Path, digest: str | None) -> bool:
    """Move a file into the tree, unless the one there has the same bytes; whether it was moved."""
    if digest is not None and Digests().read(source, "")[0].sha256 == digest:
        source.unlink()
        return False
    place.parent.mkdir(parents=True, exist_ok=True)
    source.replace(place)
    return True


def write(place: Path, data: bytes) -> None:
    """Put a new file into a tree. Raises OSError."""
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)


def _copy(source: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.unlink(missing_ok=True)
    shutil.copyfile(source, place, follow_symlinks=False)


def _link(source: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.unlink(missing_ok=True)
    try:
        place.hardlink_to(source)
    except OSError:  # a file system without links, or with too many of one file
        shutil.copyfile(source, place, follow_symlinks=False)


def _unlink(tree: Path, path: str) -> None:
    """Remove a file, and the folders that are empty without it."""
    place = tree / path
    place.unlink(missing_ok=True)
    for folder in place.relative_to(tree).parents:
        try:
            (tree / folder).rmdir()
        except OSError:  # something is left in it
            return
