"""One file under one seal: whole and as this user wrote it, or not there.

The seal is BLAKE2b, by this user's key, over what the file is for, what its contents depend on,
and the contents. No trouble with the file is an error: there is nothing kept then.
"""

from __future__ import annotations

import contextlib
import hashlib
import secrets
from dataclasses import dataclass
from pathlib import Path

from clearance.cache.folder import keep_out_of_git, opened, read, write

_HEAD = b"clearance sealed 1\n"
_SEAL = 32


@dataclass(frozen=True, slots=True)
class SealedFile:
    """`name` in `folder`. `context` is all that the contents depend on, in words."""

    folder: Path
    name: str
    context: str
    key: bytes

    def load(self) -> bytes | None:
        """What was kept under the same name and in the same context, or None."""
        data = read(self.folder, self.name)
        begin = len(_HEAD) + _SEAL
        if not data.startswith(_HEAD) or len(data) < begin:
            return None
        contents = data[begin:]
        return contents if secrets.compare_digest(data[len(_HEAD) : begin], self._seal(contents)) else None

    def save(self, contents: bytes) -> None:
        """Keep this. Where that can't be done, all stays as it was."""
        with contextlib.suppress(OSError), opened(self.folder, make=True) as folder:
            keep_out_of_git(folder)
            write(folder, self.name, [_HEAD, self._seal(contents), contents])

    def _seal(self, contents: bytes) -> bytes:
        seal = hashlib.blake2b(digest_size=_SEAL, key=self.key)
        for part in (self.name.encode(), self.context.encode()):
            seal.update(len(part).to_bytes(8) + part)
        seal.update(contents)
        return seal.digest()
