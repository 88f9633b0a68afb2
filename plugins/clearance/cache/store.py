"""A file of entries by path and digest, under one seal; what is not as it was written isn't there.

One file for each context: for all that its entries depend on besides their pages. It is written
with what the last run used and nothing else. No trouble with it is an error: there is no cache then.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import time
from pathlib import Path

from clearance.cache.folder import UNFINISHED, opened
from clearance.cache.sealed import SealedFile

KEPT_CONTEXTS = 4
"""files that stay: of the guidelines in force, say, and of those on a branch"""
ABANDONED = 3600
"""seconds after which a file that was being written is taken for one that never will be finished"""

_ENDING = ".verdicts"


class Store:
    """The entries of one context (64 hexadecimal digits) in a folder, which need not exist yet.

    Only `save` writes. Folder and file must be plain ones of this user's; a link is not followed.
    """

    def __init__(self, folder: Path, context: str, key: bytes) -> None:
        self._folder = folder
        self._file = SealedFile(folder, context + _ENDING, context, key)
        contents = self._file.load()
        self._before: dict[str, tuple[str, bytes]] = marshal.loads(contents) if contents else {}  # noqa: S302
        self._kept: dict[str, tuple[str, bytes]] = {}

    def get(self, path: str, digest: str) -> bytes | None:
        """The entry of the page of this digest at this path."""
        found = self._before.get(path)
        if found is None or found[0] != digest:
            return None
        self._kept[path] = found
        return found[1]

    def put(self, path: str, digest: str, entry: bytes) -> None:
        self._kept[path] = (digest, entry)

    def save(self) -> None:
        """Keep what was got or put, and nothing else. Where that can't be done, all stays as it was."""
        if self._kept == self._before:
            return
        self._file.save(marshal.dumps(self._kept))
        with contextlib.suppress(OSError), opened(self._folder) as folder:
            _tidy(folder)


def _tidy(folder: int) -> None:
    """Let go of the oldest contexts, and of what was never finished."""
    ages = {name: os.stat(name, dir_fd=folder, follow_symlinks=False).st_mtime for name in os.listdir(folder)}
    contexts = sorted((name for name in ages if name.endswith(_ENDING)), key=lambda name: -ages[name])
    unfinished = [name for name in ages if name.endswith(UNFINISHED)]
    abandoned = [name for name in unfinished if time.time() - ages[name] > ABANDONED]
    for name in (*contexts[KEPT_CONTEXTS:], *abandoned):
        os.unlink(name, dir_fd=folder)
