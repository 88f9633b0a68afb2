"""Everything that lies under `content/`, read once, without following anything out of it."""

from __future__ import annotations

import hashlib
import os
import stat
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from clearance.errors import CannotJudge
from clearance.strict_yaml import MAX_BYTES

CHUNK = 1 << 20
_RESERVED = '<>:"|?*%#\\'
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


def read_tree(root: Path, folder: str = "content") -> Tree:
    """Read `root/folder`. Links are reported, never followed; media are digested, never kept.

    Raises CannotJudge when the folder is missing, is no folder, or is a symbolic link.
    """
    _require_folder(root / folder, folder)
    digests: dict[str, str] = {}
    pages: dict[str, bytes] = {}
    strays: list[Stray] = []
    pending = [folder]
    while pending:
        for entry in _entries(root, pending.pop()):
            if isinstance(entry, Stray):
                strays.append(entry)
            elif isinstance(entry, str):
                pending.append(entry)
            else:
                digests[entry.path] = entry.digest
                pages |= {} if entry.kept is None else {entry.path: entry.kept}
    return Tree(
        dict(sorted(digests.items())),
        dict(sorted(pages.items())),
        tuple(sorted(strays, key=lambda stray: stray.path)),
    )


@dataclass(frozen=True, slots=True)
class _Regular:
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


def _entries(root: Path, folder: str) -> Iterator[Stray | _Regular | str]:
    """A folder's entries: a stray, a file, or the path of a folder inside it."""
    try:
        names = sorted(os.listdir(root / folder))  # noqa: PTH208 - Path.iterdir would build a Path per name
    except OSError as error:
        yield Stray(folder, f"this folder can't be read ({error.strerror})")
        return
    alike = Counter(_seen_as(name) for name in names)
    for name in names:
        path = f"{folder}/{name}"
        problem = _name_problem(name)
        if problem is None and alike[_seen_as(name)] > 1:
            problem = "another name beside it differs only by capital letters or by how it is encoded"
        yield Stray(_printable(path), problem) if problem else _read(root / folder / name, path)


def _seen_as(name: str) -> str:
    """What file systems that ignore case or normalise Unicode make of a name."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def _printable(path: str) -> str:
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _name_problem(name: str) -> str | None:
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


def _read(place: Path, path: str) -> Stray | _Regular | str:
    try:
        mode = place.lstat().st_mode
        if stat.S_ISDIR(mode):
            return path
        if stat.S_ISREG(mode):
            return _digest(place, path)
    except OSError as error:
        return Stray(path, f"this can't be read ({error.strerror})")
    return Stray(path, _SPECIAL.get(stat.S_IFMT(mode), "this is neither a file nor a folder"))


def _digest(place: Path, path: str) -> _Regular:
    """Opened without following a link that took the file's place since it was looked at."""
    is_page = path.endswith(".md")
    kept = bytearray()
    digest = hashlib.sha256()
    opened = os.open(place, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(opened, "rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            if is_page and len(kept) <= MAX_BYTES:
                kept += chunk[: MAX_BYTES + 1 - len(kept)]
    return _Regular(path, digest.hexdigest(), bytes(kept) if is_page else None)
