"""The records folder as files: each statement with its signature, and a reason for all else in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from clearance.disk.digests import Digests
from clearance.model import Cause, Refusal
from clearance.records import sshsig
from clearance.strict_yaml import MAX_BYTES

_AT_THE_TOP = frozenset({"README.md", ".git"})
"""Allowed beside the records: a note to the reader, and git's own data where `records/` is a checkout."""

_EXPECTED = "a record is two files, NAME.json and NAME.json.sig"


@dataclass(slots=True)  # not frozen, which takes thrice as long: there are tens of thousands
class Half:
    """A statement or a signature, as the file system names it; `path` is relative to the department's folder.

    No more than one byte beyond `limit` is taken of it, which is enough to be refused for its size.
    """

    path: str
    place: str
    status: os.stat_result
    limit: int

    def known(self, digests: Digests) -> str | None:
        """Its SHA-256, where that is known without reading it."""
        found = digests.known(self.path, self.status)
        return found.sha256 if found else None

    def read(self, digests: Digests) -> tuple[str, bytes]:
        """Its SHA-256 and its bytes. Raises OSError."""
        found, data = digests.read(self.place, self.path, self.limit + 1)
        return found.sha256, data


@dataclass(slots=True)  # not frozen, which takes thrice as long: there are tens of thousands
class Entry:
    """A record's two files. Without a signature beside the statement, `signature` is None."""

    statement: Half
    signature: Half | None

    @property
    def path(self) -> str:
        return self.statement.path


@dataclass(slots=True)  # not frozen, which takes thrice as long: there are tens of thousands
class _Found:
    """A file as the file system names it, or why it can't be one of a record."""

    place: str
    status: os.stat_result | None = None
    problem: str = ""
    cause: Cause = Cause.MISTAKE


def read_folder(root: Path, folder: str) -> Iterator[Entry | Refusal]:
    """Every record below `root/folder`, in the order of their paths. A missing folder is empty.

    Whatever is no plain file of a record, a symbolic link foremost, comes as a Refusal. Never raises.
    """
    found = _files(root, folder)
    for path in sorted(found):
        if found[path].problem:
            yield Refusal(path, found[path].problem, cause=found[path].cause)
        elif path.endswith(".json"):
            yield _entry(path, found)
        elif not path.endswith(".json.sig"):
            yield Refusal(path, f"is no record: {_EXPECTED}")
        elif path.removesuffix(".sig") not in found:
            yield Refusal(path, f"signs nothing: its record is missing; {_EXPECTED}", cause=Cause.LOSS)


def _files(root: Path, folder: str) -> dict[str, _Found]:
    if os.path.islink(root / folder):  # noqa: PTH114 - unlike Path.is_symlink it never raises
        problem = "is a symbolic link; expected a folder of its own"
        return {folder: _Found(folder, problem=problem, cause=Cause.TAMPERING)}
    found: dict[str, _Found] = {}
    allowed = {f"{folder}/{name}" for name in _AT_THE_TOP}
    waiting = {folder: os.fspath(root / folder)}
    while waiting:
        shown, place = waiting.popitem()
        for path, entry in _list(place, shown, found):
            if path in allowed and not entry.is_symlink():
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting[path] = entry.path
            else:
                found[path] = _found(entry)
    return found


def _list(place: str, shown: str, found: dict[str, _Found]) -> Iterator[tuple[str, os.DirEntry[str]]]:
    try:
        with os.scandir(place) as entries:
            for entry in entries:
                name = entry.name
                if not name.isascii():
                    name = os.fsencode(name).decode("utf-8", "backslashreplace")
                yield f"{shown}/{name}", entry
    except FileNotFoundError:
        return
    except OSError as error:
        found[shown] = _Found(place, problem=f"can't be read: {error.strerror}")


def _found(entry: os.DirEntry[str]) -> _Found:
    if entry.is_symlink():
        problem = "is a symbolic link; a record must be a plain file"
        return _Found(entry.path, problem=problem, cause=Cause.TAMPERING)
    if not entry.is_file(follow_symlinks=False):
        return _Found(entry.path, problem="is no plain file")
    try:
        return _Found(entry.path, entry.stat(follow_symlinks=False))
    except OSError as error:
        return _Found(entry.path, problem=f"can't be read: {error.strerror}")


def _entry(path: str, found: dict[str, _Found]) -> Entry:
    statement = _half(path, found, MAX_BYTES)
    assert statement is not None  # noqa: S101 - the caller has it from there
    return Entry(statement, _half(f"{path}.sig", found, sshsig.MAX_BYTES))


def _half(path: str, found: dict[str, _Found], limit: int) -> Half | None:
    file = found.get(path)
    return Half(path, file.place, file.status, limit) if file and file.status else None
