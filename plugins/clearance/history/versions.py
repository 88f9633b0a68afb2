"""The bytes that a file once had, out of git."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from clearance.history.blobs import Stood, find_blobs, read_blobs
from clearance.history.repository import open_repository


def former_versions(root: Path, stood: Stood, wanted: Mapping[str, Collection[str]]) -> dict[str, bytes]:
    """The committed bytes of these paths (relative to `root`), by each of the wanted digests that git holds.

    Raises CannotJudge as `read_history` does.
    """
    digests = {digest for one in wanted.values() for digest in one}
    if not digests:
        return {}
    repository = open_repository(root)
    found = {name: digest for digest, name in find_blobs(repository, stood, wanted, digests).items()}
    return {found[name]: data for name, data in read_blobs(repository, [*found])}


def former_files(root: Path, stood: Stood, wanted: Mapping[str, str]) -> dict[str, bytes]:
    """The committed bytes of each path (relative to `root`) that have the wanted digest.

    A path whose wanted version git doesn't hold is left out. Raises CannotJudge as `read_history` does.
    """
    stored = former_versions(root, stood, {path: (digest,) for path, digest in wanted.items()})
    return {path: stored[digest] for path, digest in wanted.items() if digest in stored}
