"""Everything that lies under `content/`, read once, without following anything out of it."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from clearance.disk.digests import Digests
from clearance.errors import CannotJudge
from clearance.strict_yaml import MAX_BYTES

_RESERVED = '<>:"|?*%#\\'
_PLAIN = re.compile(r"[A-Za-z0-9_-]([A-Za-z0-9._-]*[A-Za-z0-9_-])?", re.ASCII)
"""names in which there is nothing to object to but perhaps their ending"""
_INVISIBLE = frozenset({"Cc", "Cf", "Co", "Zl", "Zp"})
_MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
_SPECIAL = {
    stat.S_IFLNK: "this is a symbolic link",
    stat.S_IFIFO: "this is a named pipe",
    stat.S_IFSOCK: "this is a socket",
    stat.S_IFCHR: "this is a device",
    stat.S_IFBLK: "this is a device",
}


@dataclass(frozen=True, slots=True)
class Stray:
    """Something under `content/` that can't be a page or a page's file, and why. Never published."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Tree:
    """What lies under `content/`: nothing is in `digests` that is in `strays`.

    `digests` maps the path of every regular file, pages included, to the digest of its bytes.
    `pages` maps the path of every Markdown page to its bytes; of a page over the limit of
    `strict_yaml.MAX_BYTES` only one byte more than the limit is kept, so that reading it fails.
    """

    digests: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, bytes] = field(default_factory=dict)
    strays: tuple[Stray, ...] = ()


def read_tree(root: Path, folder: str = "content", *, digests: Digests | None = None) -> Tree:
    """Read `root/folder`. Links are reported, never followed; media are digested, never kept.

    The bytes of a page whose digest `digests` knows already are read when they are asked for.
    Raises CannotJudge when the folder is missing, is no folder, or is a symbolic link.
    """
    _require_folder(root / folder, folder)
    known = digests or Digests()
    found: dict[str, str] = {}
    pages: dict[str, bytes | None] = {}
    strays: list[Stray] = []
    pending = [folder]
    while pending:
        for entry in _entries(root, pending.pop(), known):
            if isinstance(entry, Stray):
                strays.append(entry)
            elif isinstance(entry, str):
                pending.append(entry)
            else:
                found[entry.path] = entry.digest
                if entry.path.endswith(".md"):
                    pages[entry.path] = entry.kept
    return Tree(
        dict(sorted(found.items())),
        Sources(root, found, dict(sorted(pages.items()))),
        tuple(sorted(strays, key=lambda stray: stray.path)),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Sources(Mapping[str, bytes]):
    """The bytes of pages by their paths; those that weren't read yet are read when they are asked for.

    Asking raises CannotJudge where the bytes are no longer those of the digest.
    """

    root: Path
    digests: Mapping[str, str]
    read: dict[str, bytes | None]

    def __getitem__(self, path: str) -> bytes:
        data = self.read[path]
        if data is None:
            data = self.read[path] = self._read(path)
        return data

    def __iter__(self) -> Iterator[str]:
        return iter(self.read)

    def __len__(self) -> int:
        return len(self.read)

    def _read(self, path: str) -> bytes:
        changed = CannotJudge("was changed while it was being judged; try again", path=path)
        try:
            digest, data = Digests().read(self.root / path, path, MAX_BYTES + 1)
        except OSError:
            raise changed from None
        if digest.sha256 != self.digests[path]:
            raise changed
        return data


@dataclass(frozen=True, slots=True)
class _Regular:
    """A plain file; of a page also its bytes, where they were read."""

    path: str
    digest: str
    kept: bytes | None


def _require_folder(top: Path, folder: str) -> None:
    try:
        mode = top.lstat().st_mode
    except OSError as error:
        message = f"the folder {folder}/ can't be read ({error.strerror}); it should hold the pages"
        raise CannotJudge(message, path=folder) from None
    if stat.S_ISLNK(mode):
        message = f"{folder}/ is a symbolic link; it must be a folder of the department itself"
        raise CannotJudge(message, path=folder)
    if not stat.S_ISDIR(mode):
        raise CannotJudge(f"{folder} is not a folder; it should be one that holds the pages", path=folder)


def _entries(root: Path, folder: str, digests: Digests) -> Iterator[Stray | _Regular | str]:
    """A folder's entries: a stray, a file, or the path of a folder inside it."""
    try:
        with os.scandir(root / folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        yield Stray(folder, f"this folder can't be read ({error.strerror})")
        return
    alike = Counter(_seen_as(entry.name) for entry in entries)
    for entry in entries:
        path = f"{folder}/{entry.name}"
        problem = _name_problem(entry.name)
        if problem is None and alike[_seen_as(entry.name)] > 1:
            problem = "another name beside it differs only by capital letters or by how it is encoded"
        yield Stray(_printable(path), problem) if problem else _read(entry, path, digests)


def _seen_as(name: str) -> str:
    """What file systems that ignore case or normalise Unicode make of a name."""
    if name.isascii():
        return name.lower()
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def _printable(path: str) -> str:
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _name_problem(name: str) -> str | None:
    if _PLAIN.fullmatch(name) and (name.endswith(".md") or not name.lower().endswith(_MARKDOWN)):
        return None
    return next((problem for problem, has_it in _NAME_PROBLEMS.items() if has_it(name)), None)


def _categories(name: str) -> set[str]:
    return {unicodedata.category(character) for character in name}


_NAME_PROBLEMS: Mapping[str, Callable[[str], bool]] = {
    "the name is not UTF-8 text": lambda name: "Cs" in _categories(name),
    "the name holds an invisible or control character": lambda name: (
        not _INVISIBLE.isdisjoint(_categories(name))
    ),
    f"the name holds one of {' '.join(_RESERVED)}": lambda name: not set(_RESERVED).isdisjoint(name),
    "the name begins with a dot, which hides the file": lambda name: name.startswith("."),
    "the name begins with a space, or ends with a space or a dot": lambda name: (
        name != name.strip().rstrip(".")
    ),
    "the name of a page ends in .md, in small letters": lambda name: (
        name.lower().endswith(_MARKDOWN) and not name.endswith(".md")
    ),
}


def _read(entry: os.DirEntry[str], path: str, digests: Digests) -> Stray | _Regular | str:
    try:
        status = entry.stat(follow_symlinks=False)
        if stat.S_ISDIR(status.st_mode):
            return path
        if stat.S_ISREG(status.st_mode):
            return _regular(entry.path, path, status, digests)
    except OSError as error:
        return Stray(path, f"this can't be read ({error.strerror})")
    return Stray(path, _SPECIAL.get(stat.S_IFMT(status.st_mode), "this is neither a file nor a folder"))


def _regular(place: str, path: str, status: os.stat_result, digests: Digests) -> _Regular:
    known = digests.known(path, status)
    if known is not None:
        return _Regular(path, known.sha256, None)
    digest, data = digests.read(place, path, MAX_BYTES + 1 if path.endswith(".md") else 0)
    return _Regular(path, digest.sha256, data)
