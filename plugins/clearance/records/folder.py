"""The records folder as bytes: each statement with its signature, and a reason for all else in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from clearance.model import Refusal
from clearance.records import sshsig
from clearance.strict_yaml import MAX_BYTES

_AT_THE_TOP = frozenset({"README.md", ".git"})
"""Allowed beside the records: a note to the reader, and git's own data where `records/` is a checkout."""

_EXPECTED = "a record is two files, NAME.json and NAME.json.sig"


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement's bytes and its armored signature; `path` is relative to the department's folder.

    Without a signature beside it, `signature` is None.
    """

    path: str
    statement: bytes
    signature: bytes | None


@dataclass(frozen=True, slots=True)
class _Found:
    """A file as the file system names it, or why it can't be one of a record."""

    place: str
    problem: str = ""


def read_folder(root: Path, folder: str) -> Iterator[Entry | Refusal]:
    """Read every record below `root/folder`, in the order of their paths. A missing folder is empty.

    Whatever is no plain file of a record, a symbolic link foremost, comes as a Refusal. Never raises.
    """
    found = _files(root, folder)
    for path in sorted(found):
        if found[path].problem:
            yield Refusal(path, found[path].problem)
        elif path.endswith(".json"):
            yield _read_entry(path, found)
        elif not path.endswith(".json.sig"):
            yield Refusal(path, f"is no record: {_EXPECTED}")
        elif path.removesuffix(".sig") not in found:
            yield Refusal(path, f"signs nothing: its record is missing; {_EXPECTED}")


def _files(root: Path, folder: str) -> dict[str, _Found]:
    if os.path.islink(root / folder):  # noqa: PTH114 - unlike Path.is_symlink it never raises
        return {folder: _Found(folder, "is a symbolic link; expected a folder of its own")}
    found: dict[str, _Found] = {}
    waiting = {folder: os.fspath(root / folder)}
    while waiting:
        shown, place = waiting.popitem()
        for path, entry in _list(place, shown, found):
            if path in _allowed(folder) and not entry.is_symlink():
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting[path] = entry.path
            else:
                found[path] = _Found(entry.path, _problem(entry))
    return found


def _allowed(folder: str) -> frozenset[str]:
    return frozenset(f"{folder}/{name}" for name in _AT_THE_TOP)


def _list(place: str, shown: str, found: dict[str, _Found]) -> Iterator[tuple[str, os.DirEntry[str]]]:
    try:
        with os.scandir(place) as entries:
            for entry in entries:
                name = os.fsencode(entry.name).decode("utf-8", "backslashreplace")
                yield f"{shown}/{name}", entry
    except FileNotFoundError:
        return
    except OSError as error:
        found[shown] = _Found(place, f"can't be read: {error.strerror}")


def _problem(entry: os.DirEntry[str]) -> str:
    if entry.is_symlink():
        return "is a symbolic link; a record must be a plain file"
    return "" if entry.is_file(follow_symlinks=False) else "is no plain file"


def _read_entry(path: str, found: dict[str, _Found]) -> Entry | Refusal:
    signature = found.get(f"{path}.sig")
    try:
        return Entry(
            path,
            _read(found[path].place, MAX_BYTES),
            _read(signature.place, sshsig.MAX_BYTES) if signature else None,
        )
    except OSError as error:
        return Refusal(path, f"can't be read: {error.strerror}")


def _read(place: str, limit: int) -> bytes:
    """Read up to one byte beyond the limit, which is enough to be refused for its size."""
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    with os.fdopen(os.open(place, flags), "rb", buffering=0) as file:
        return file.read(min(os.fstat(file.fileno()).st_size, limit) + 1)
