"""The bytes that a file once had, out of git."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from pathlib import Path

from clearance.history.repository import open_repository
from clearance.model import sha256

MANY = 16
"""paths, beyond which git finds all that a folder ever held sooner than what each of them did"""


def former_versions(root: Path, wanted: Mapping[str, Collection[str]]) -> dict[str, bytes]:
    """The committed bytes of these paths (relative to `root`), by each of the wanted digests that git holds.

    Raises CannotJudge as `read_history` does.
    """
    digests = {digest for one in wanted.values() for digest in one}
    if not digests:
        return {}
    repository = open_repository(root)
    places, endings = _where(wanted)
    listing = repository.git("rev-list", "--objects", "--full-history", "HEAD", "--", *places)
    named = (line.split(b" ", 1) for line in listing.splitlines() if b" " in line)
    ids = [name.decode() for name, path in named if path.endswith(endings)]
    stored = {sha256(data): data for data in repository.objects(ids).values()} if ids else {}
    return {digest: stored[digest] for digest in digests if digest in stored}


def _where(wanted: Collection[str]) -> tuple[Collection[str], tuple[bytes, ...]]:
    """What to ask git for, and how the names of the files end."""
    endings = tuple({os.fsencode(os.path.splitext(path)[1]) for path in wanted})  # noqa: PTH122 - of many
    return (wanted, endings) if len(wanted) < MANY else ((os.path.commonpath(wanted) or ".",), endings)


def former_files(root: Path, wanted: Mapping[str, str]) -> dict[str, bytes]:
    """The committed bytes of each path (relative to `root`) that have the wanted digest.

    A path whose wanted version git doesn't hold is left out. Raises CannotJudge as `read_history` does.
    """
    stored = former_versions(root, {path: (digest,) for path, digest in wanted.items()})
    return {path: stored[digest] for path, digest in wanted.items() if digest in stored}
