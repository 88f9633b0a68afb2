"""The bytes that a file once had, out of git."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from clearance.history.repository import open_repository
from clearance.model import sha256


def former_files(root: Path, wanted: Mapping[str, str]) -> dict[str, bytes]:
    """The committed bytes of each path (relative to `root`) that have the wanted digest.

    A path whose wanted version git doesn't hold is left out. Raises CannotJudge as `read_history` does.
    """
    repository = open_repository(root)
    listing = repository.git("rev-list", "--objects", "--full-history", "HEAD", "--", *wanted)
    ids = [line.split(b" ", 1)[0].decode() for line in listing.splitlines() if b" " in line]
    stored = {sha256(data): data for data in repository.objects(ids).values()} if ids else {}
    return {path: stored[digest] for path, digest in wanted.items() if digest in stored}
