"""Social cards that were drawn before, each in a sealed file by the digest of all that it was drawn from."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from clearance.cache.context import software
from clearance.cache.folder import opened
from clearance.cache.sealed import SealedFile

FOLDER = "cards"
_ENDING = ".card"


@dataclass(frozen=True, slots=True)
class CardShelf:
    """What was drawn by other software, or sealed by another user, isn't there."""

    folder: Path
    key: bytes
    context: str

    @classmethod
    def open(cls, folder: Path, key: bytes) -> CardShelf:
        return cls(folder / FOLDER, key, software())

    def load(self, digest: str) -> bytes | None:
        return self._file(digest).load()

    def save(self, digest: str, picture: bytes) -> None:
        """Keep this. Where that can't be done, all stays as it was."""
        self._file(digest).save(picture)

    def keep_only(self, digests: Collection[str]) -> None:
        """Take away all others: of a card that is no longer shown nothing is kept."""
        wanted = {f"{digest}{_ENDING}" for digest in digests}
        with contextlib.suppress(OSError), opened(self.folder) as folder:
            with os.scandir(folder) as entries:
                others = [
                    each.name for each in entries if each.name.endswith(_ENDING) and each.name not in wanted
                ]
            for name in others:
                os.unlink(name, dir_fd=folder)

    def _file(self, digest: str) -> SealedFile:
        return SealedFile(self.folder, f"{digest}{_ENDING}", self.context, self.key)
