"""The bytes that a file once had, out of git."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from clearance.history.repository import open_repository
from clearance.model import sha256


def former_versions(root: Path, wanted: Mapping[str, Collection[str]]) -> dict[str, bytes]:
    """The committed bytes of these paths (relative to `root`), by each of the wanted digests that git holds.

    Raises CannotJudge as `read_history` does.
    """
    digests = {digest for one in wanted.values() for digest in one}
    if not digests:
        return {}
    repository = open_repository(root)
    listing = repository.git("rev-list", "--objects", "--full-history", "HEAD", "--", *wanted)
    ids = [line.split(b" ", 1)[0].decode() for line in listing.splitlines() if b" " in line]
    stored = {sha256(data): data for data in repository.objects(ids).values()} if ids else {}
    return {digest: stored[digest] for digest in digests if digest in stored}


def former_files(root: Path, wanted: Mapping[str, str]) -> dict[str, bytes]:
    """The committed bytes of each path (relative to `root`) that have the wanted digest.

    A path whose wanted version git doesn't hold is left out. Raises CannotJudge as `read_history` does.
    """
    stored = former_versions(root, {path: (digest,) for path, digest in wanted.items()})
    return {path: stored[digest] for path, digest in wanted.items() if digest in stored}
