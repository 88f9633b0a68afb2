"""The digests of a department's files: each file is read once in a run, and not again while it is unchanged.

A file counts as unchanged when device, inode, size and both its times are those that it had when
it was read. The time of its last change of status (`ctime`) can't be set by whoever writes a file,
only by who sets the clock. A file that was changed just before it was read (`SETTLED`) is read
again by the next run, since a file system's clock ticks slowly. In a fresh checkout nothing is as
it was, and every file is read.
"""

from __future__ import annotations

import hashlib
import os
import struct
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

SETTLED, SETTLED_FINE = 2_000_000_000, 100_000_000
"""nanoseconds after its last change from which a file's times tell it apart: where a file system counts
in whole seconds (FAT: in two), and where it counts finer, by the ticks of the system's clock"""

HASHES = ("sha1", "sha256")
"""what git may name a blob by"""

_CHUNK = 1 << 20
_FORM = b"clearance digests 2\n"
_STAMP = struct.Struct(">QQQqq")
_SAME_BYTES = 32
"""of a stamp: all but the time of the last change of status"""
_SHA256 = 32
_UNFOLLOWED = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC

Stamp = bytes
"""device, inode, size in bytes, time of the last change, and of the last change of status, in nanoseconds"""


@dataclass(slots=True)  # not frozen, which takes thrice as long: there are tens of thousands
class Digest:
    """Of a file's bytes: the SHA-256, and the name that git gives to a blob of them; both in hex."""

    sha256: str
    blob: str


@dataclass(slots=True)
class Digests:
    """The digests of files by their paths relative to the department. `hash_name` is what git's blobs use."""

    hash_name: str = "sha1"
    before: Before | None = None
    """what an earlier run learned"""
    seen: dict[str, Digest] = field(default_factory=dict)
    """of the files that this run has met"""
    _met: dict[str, Stamp] = field(default_factory=dict)
    """each file's stamp when its digest was taken"""
    _stamps: dict[str, Stamp] = field(default_factory=dict)
    """what the next run may go by"""
    _news: int = 0

    def known(self, path: str, status: os.stat_result) -> Digest | None:
        """The digest of a plain file that has not changed since it was read, or None."""
        met = self.seen.get(path)
        if met is not None or self.before is None or self.before.hash_name != self.hash_name:
            return met
        stamp = _stamp(status)
        digest = self.before.digest(path, stamp)
        if digest is not None:
            self.seen[path], self._stamps[path], self._met[path] = digest, stamp, stamp
        return digest

    def read(self, place: str | os.PathLike[str], path: str, keep: int = 0) -> tuple[Digest, bytes]:
        """Read a file, without following a link: its digest, and its first `keep` bytes. Raises OSError."""
        with os.fdopen(os.open(place, _UNFOLLOWED), "rb", buffering=0) as file:
            status = os.fstat(file.fileno())
            sha, blob = hashlib.sha256(), _blob(self.hash_name, status.st_size)
            kept = bytearray()
            while chunk := file.read(_CHUNK):
                sha.update(chunk)
                blob.update(chunk)
                if len(kept) < keep:
                    kept += chunk[: keep - len(kept)]
            after = os.fstat(file.fileno())
        digest = Digest(sha.hexdigest(), blob.hexdigest())
        self._learn(path, digest, _stamp(status), _stamp(after))
        return digest, bytes(kept)

    def _learn(self, path: str, digest: Digest, before: Stamp, after: Stamp) -> None:
        self.seen[path] = digest
        if before == after:
            self._met[path] = before
            self._note(path, before)

    def _note(self, path: str, stamp: Stamp) -> None:
        """Remember the file with this stamp, if its bytes are still those that were met, and settled."""
        if self._met.get(path, stamp)[:_SAME_BYTES] != stamp[:_SAME_BYTES] or not _settled(stamp):
            self._stamps.pop(path, None)
        elif self._stamps.get(path) != stamp:
            self._stamps[path] = stamp
            self._news += 1

    def forget(self, path: str) -> None:
        """Another file may stand there now."""
        for known in (self.seen, self._stamps, self._met):
            known.pop(path, None)
        if self.before is not None:
            self.before.forget(path)

    def look_again(self, folder: Path, paths: Iterable[str]) -> None:
        """Note the times of these files below `folder` anew: a link to a file changes them, not its bytes.

        A file whose size, inode or time of last change is another one is forgotten.
        """
        for path in paths:
            try:
                now = _stamp(os.lstat(f"{folder}/{path}"))
            except OSError:
                self._stamps.pop(path, None)
                continue
            self._note(path, now)

    def learned(self) -> bytes | None:
        """What the next run may know, or None when that is what this run was told."""
        told = 0 if self.before is None else len(self.before)
        if not self._news and len(self._stamps) == told:
            return None
        paths = [*self._stamps]
        names = "\0".join(paths).encode("utf-8", "surrogateescape")
        parts = (
            _FORM,
            self.hash_name.ljust(8).encode(),
            len(paths).to_bytes(8),
            len(names).to_bytes(8),
            names,
            b"".join(self._stamps.values()),
            b"".join(bytes.fromhex(self.seen[path].sha256) for path in paths),
            b"".join(bytes.fromhex(self.seen[path].blob) for path in paths),
        )
        return b"".join(parts)


def of_hash(hash_name: str, digests: Digests | None) -> Digests:
    """These, where they name blobs by this hash; else new ones that do."""
    return digests if digests and digests.hash_name == hash_name else Digests(hash_name)


class Before:
    """What an earlier run learned, looked up without unpacking all of it. ValueError: other bytes."""

    def __init__(self, data: bytes) -> None:
        start = len(_FORM)
        if data[:start] != _FORM:
            raise ValueError("these are no digests")
        self.hash_name = data[start : start + 8].decode("ascii").rstrip()
        width = hashlib.new(self.hash_name, usedforsecurity=False).digest_size
        count = int.from_bytes(data[start + 8 : start + 16])
        stamps = start + 24 + int.from_bytes(data[start + 16 : start + 24])
        names = data[start + 24 : stamps].decode("utf-8", "surrogateescape").split("\0") if count else []
        shas = stamps + count * _STAMP.size
        blobs = shas + count * _SHA256
        if len(names) != count or len(data) != blobs + count * width:
            raise ValueError("these are not all of the digests")
        self._places = dict(zip(names, range(count), strict=True))
        self._stamps = data[stamps:shas]
        self._shas, self._blobs = data[shas:blobs].hex(), data[blobs:].hex()
        self._digits = 2 * width

    @classmethod
    def read(cls, data: bytes | None) -> Before | None:
        """What was learned, or None for nothing, or for what another version has learned."""
        try:
            return None if data is None else cls(data)
        except ValueError:
            return None

    def __len__(self) -> int:
        return len(self._places)

    def forget(self, path: str) -> None:
        self._places.pop(path, None)

    def digest(self, path: str, stamp: Stamp) -> Digest | None:
        """The digest of the file at this path while it had these times, if it was met."""
        place = self._places.get(path)
        if place is None or self._stamps[place * _STAMP.size : (place + 1) * _STAMP.size] != stamp:
            return None
        sha, blob = place * 2 * _SHA256, place * self._digits
        return Digest(self._shas[sha : sha + 2 * _SHA256], self._blobs[blob : blob + self._digits])


def _settled(stamp: Stamp) -> bool:
    *_, changed, status_changed = _STAMP.unpack(stamp)
    fine = status_changed % 1_000_000
    quiet = time.time_ns() - max(changed, status_changed)
    return bool(quiet > (SETTLED_FINE if fine else SETTLED))


def _stamp(status: os.stat_result) -> Stamp:
    return _STAMP.pack(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def _blob(hash_name: str, size: int) -> hashlib._Hash:
    return hashlib.new(hash_name, b"blob %d\0" % size, usedforsecurity=False)
