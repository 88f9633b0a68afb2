"""Which of git's objects hold wanted bytes, for many files and versions at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from clearance.history.git import Repository
from clearance.model import sha256

_AT_ONCE = 32
"""objects in memory: pictures are large"""

Stood = Mapping[str, tuple[str, ...]]
"""the ids of all that ever stood at each path (`History.stood`)"""


def find_blobs(
    repository: Repository, stood: Stood, paths: Iterable[str], wanted: Iterable[str]
) -> dict[str, str]:
    """The id of the object with each wanted SHA-256, out of all that ever stood at these paths.

    What git doesn't hold is left out. Raises CannotJudge.
    """
    missing = set(wanted)
    found: dict[str, str] = {}
    ids = [*dict.fromkeys(name for path in paths for name in stood.get(path, ()))] if missing else []
    for start in range(0, len(ids), _AT_ONCE):
        if not missing:
            break
        for name, data in repository.objects(ids[start : start + _AT_ONCE]).items():
            digest = sha256(data)
            if digest in missing:
                found[digest] = name
                missing.discard(digest)
    return found


def read_blobs(repository: Repository, ids: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Each object with its bytes, a few in memory at a time. Raises CannotJudge."""
    for start in range(0, len(ids), _AT_ONCE):
        yield from repository.objects(ids[start : start + _AT_ONCE]).items()
