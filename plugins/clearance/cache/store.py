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
import struct
import time
from pathlib import Path

from clearance.cache.folder import UNFINISHED, keep_out_of_git, opened, read, write

MAX_PATH = 10_000
"""characters of a page's path; of a longer one nothing is kept"""
KEPT_CONTEXTS = 4
"""files that stay: of the guidelines in force, say, and of those on a branch"""
ABANDONED = 3600
"""seconds after which a file that was being written is taken for one that never will be finished"""

_HEAD = b"clearance verdicts 1\n"
_SIZES = struct.Struct(">HI")
_SEAL = _DIGEST = 32
_ENDING = ".verdicts"


class Store:
    """The entries of one context (64 hexadecimal digits) in a folder, which need not exist yet.

    Only `save` writes. Folder and file must be plain ones of this user's; a link is not followed.
    """

    def __init__(self, folder: Path, context: str, key: bytes) -> None:
        self._folder = folder
        self._file = context + _ENDING
        self._context = bytes.fromhex(context)
        self._key = key
        self._before = _entries(read(folder, self._file))
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
        with contextlib.suppress(OSError), opened(self._folder, make=True) as folder:
            keep_out_of_git(folder)
            write(folder, self._file, [_HEAD, *self._kept.values()])
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


def _tidy(folder: int) -> None:
    """Let go of the oldest contexts, and of what was never finished."""
    ages = {name: os.stat(name, dir_fd=folder, follow_symlinks=False).st_mtime for name in os.listdir(folder)}
    contexts = sorted((name for name in ages if name.endswith(_ENDING)), key=lambda name: -ages[name])
    unfinished = [name for name in ages if name.endswith(UNFINISHED)]
    abandoned = [name for name in unfinished if time.time() - ages[name] > ABANDONED]
    for name in (*contexts[KEPT_CONTEXTS:], *abandoned):
        os.unlink(name, dir_fd=folder)
