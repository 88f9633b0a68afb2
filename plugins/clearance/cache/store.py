"""A file of entries by path and digest, each under a seal; what is not as it was written isn't there.

One file for each context: for all that its entries depend on besides their pages. It is written
aside and moved into place whole, with what the last run used and nothing else. No trouble with it
is an error: there is no cache then.

The file is a head (`_HEAD`) and entries. An entry is its sizes (`_SIZES`), a seal, the path, the
page's digest and the bytes. The seal is BLAKE2b, by this user's key, of all the rest.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import stat
import struct
import time
from collections.abc import Iterator
from pathlib import Path

MAX_BYTES = 200_000_000
"""of a file of entries; a larger one is not read"""
MAX_PATH = 10_000
"""characters of a page's path; of a longer one nothing is kept"""
KEPT_CONTEXTS = 4
"""files that stay: of the guidelines in force, say, and of those on a branch"""
ABANDONED = 3600
"""seconds after which a file that was being written is taken for one that never will be finished"""

_HEAD = b"clearance verdicts 1\n"
_SIZES = struct.Struct(">HI")
_SEAL = _DIGEST = 32
_ENDING, _UNFINISHED = ".verdicts", ".unfinished"
_IGNORE = b"# Verdicts from before, to be quicker. This folder may be deleted at any time.\n*\n"
_OPEN = os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


class Store:
    """The entries of one context (64 hexadecimal digits) in a folder, which need not exist yet.

    Only `save` writes. Folder and file must be plain ones of this user's; a link is not followed.
    """

    def __init__(self, folder: Path, context: str, key: bytes) -> None:
        self._folder = folder
        self._file = context + _ENDING
        self._context = bytes.fromhex(context)
        self._key = key
        self._before = _entries(_read(folder, self._file))
        self._kept: dict[str, bytes] = {}

    def get(self, path: str, digest: str) -> bytes | None:
        """The entry of the page of this digest at this path, if it is whole and sealed by this user."""
        sealed = self._before.get(path)
        if sealed is None:
            return None
        entry = self._opened(sealed, path, digest)
        if entry is not None:
            self._kept[path] = sealed
        return entry

    def put(self, path: str, digest: str, entry: bytes) -> None:
        if len(path) <= MAX_PATH:
            self._kept[path] = self._sealed(path, digest, entry)

    def save(self) -> None:
        """Keep what was got or put, and nothing else. Where that can't be done, all stays as it was."""
        if self._kept == self._before:
            return
        with contextlib.suppress(OSError), _opened(self._folder, make=True) as folder:
            _keep_out_of_git(folder)
            _write(folder, self._file, [_HEAD, *self._kept.values()])
            _tidy(folder)

    def _sealed(self, path: str, digest: str, entry: bytes) -> bytes:
        name = path.encode("utf-8", "surrogateescape")
        said = name + bytes.fromhex(digest) + entry
        return _SIZES.pack(len(name), len(entry)) + self._seal(said, len(name)) + said

    def _opened(self, sealed: bytes, path: str, digest: str) -> bytes | None:
        begin = _SIZES.size + _SEAL
        seal, said = sealed[_SIZES.size : begin], sealed[begin:]
        name = path.encode("utf-8", "surrogateescape")
        if not said.startswith(name + bytes.fromhex(digest)):
            return None
        if not secrets.compare_digest(seal, self._seal(said, len(name))):
            return None
        return said[len(name) + _DIGEST :]

    def _seal(self, said: bytes, size_of_name: int) -> bytes:
        seal = hashlib.blake2b(digest_size=_SEAL, key=self._key)
        seal.update(self._context + size_of_name.to_bytes(2) + said)
        return seal.digest()


def _entries(data: bytes) -> dict[str, bytes]:
    """The sealed entries of a file by their paths, as far as the file is whole."""
    found: dict[str, bytes] = {}
    at = len(_HEAD) if data.startswith(_HEAD) else len(data)
    while len(data) - at >= _SIZES.size:
        name, entry = _SIZES.unpack_from(data, at)
        begin = at + _SIZES.size + _SEAL
        end = begin + name + _DIGEST + entry
        if end > len(data):
            break
        found[data[begin : begin + name].decode("utf-8", "surrogateescape")] = data[at:end]
        at = end
    return found


# --- the folder ----------------------------------------------------------------------------


@contextlib.contextmanager
def _opened(folder: Path, *, make: bool = False) -> Iterator[int]:
    """The folder as a descriptor, below which nothing is followed. Raises OSError."""
    if make and not folder.exists():
        folder.mkdir(mode=0o700, parents=True)
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        if os.fstat(descriptor).st_uid != os.geteuid():
            raise PermissionError(folder)
        yield descriptor
    finally:
        os.close(descriptor)


def _read(folder: Path, name: str) -> bytes:
    """The bytes of a plain file in the folder; none where there is no such file, or it can't be read."""
    try:
        with _opened(folder) as descriptor:
            opened = os.open(name, os.O_RDONLY | _OPEN, dir_fd=descriptor)
            with os.fdopen(opened, "rb") as file:
                status = os.fstat(opened)
                plain = stat.S_ISREG(status.st_mode) and status.st_size <= MAX_BYTES
                return file.read(MAX_BYTES) if plain else b""
    except OSError:
        return b""


def _write(folder: int, name: str, parts: list[bytes]) -> None:
    """Put a file in place whole. Raises OSError, and leaves nothing behind."""
    aside = f".{secrets.token_hex(8)}{_UNFINISHED}"
    opened = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _OPEN, 0o600, dir_fd=folder)
    try:
        with os.fdopen(opened, "wb") as file:
            file.writelines(parts)
        os.replace(aside, name, src_dir_fd=folder, dst_dir_fd=folder)
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(aside, dir_fd=folder)
        raise


def _keep_out_of_git(folder: int) -> None:
    with contextlib.suppress(FileExistsError):
        ignore = os.open(".gitignore", os.O_WRONLY | os.O_CREAT | os.O_EXCL | _OPEN, 0o600, dir_fd=folder)
        with os.fdopen(ignore, "wb") as file:
            file.write(_IGNORE)


def _tidy(folder: int) -> None:
    """Let go of the oldest contexts, and of what was never finished."""
    ages = {name: os.stat(name, dir_fd=folder, follow_symlinks=False).st_mtime for name in os.listdir(folder)}
    contexts = sorted((name for name in ages if name.endswith(_ENDING)), key=lambda name: -ages[name])
    unfinished = [name for name in ages if name.endswith(_UNFINISHED)]
    abandoned = [name for name in unfinished if time.time() - ages[name] > ABANDONED]
    for name in (*contexts[KEPT_CONTEXTS:], *abandoned):
        os.unlink(name, dir_fd=folder)
