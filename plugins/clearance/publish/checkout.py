"""Commits as files, in a folder of its own that is gone afterwards.

Nothing of a commit is run, and nothing of the repository that has it is written: the folder is a
repository that borrows the objects.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from clearance.history.git import checked, run
from clearance.history.pin import set_pin


@dataclass(frozen=True, slots=True)
class Source:
    """A commit, and the folders with the objects that it is made of."""

    commit: str
    objects: Sequence[Path]


def objects_of(repository: Path) -> Path:
    """The folder in which a repository, or the one that a checkout belongs to, keeps its objects."""
    answer = run(repository, "rev-parse", "--path-format=absolute", "--git-path", "objects")
    return Path(checked(answer, repository).text)


@contextmanager
def checked_out(source: Source, *, pin: str, records: Source | None = None) -> Iterator[Path]:
    """The folder with the commit's files, as a checkout that trusts this pin.

    With `records`, these become a checkout of their own inside it.
    """
    with tempfile.TemporaryDirectory(prefix="clearance-", ignore_cleanup_errors=True) as made:
        folder = Path(made).resolve()
        _fill(folder, source)
        if records:
            (folder / "records").mkdir()
            _fill(folder / "records", records)
        set_pin(folder, pin)
        yield folder


def _fill(folder: Path, source: Source) -> None:
    format_ = "sha1" if len(source.commit) == 40 else "sha256"  # noqa: PLR2004 - hex digits of a SHA-1
    checked(run(folder, "init", "-q", "--template=", f"--object-format={format_}"), folder)
    alternates = folder / ".git" / "objects" / "info" / "alternates"
    alternates.parent.mkdir(parents=True, exist_ok=True)
    alternates.write_bytes(b"".join(os.fsencode(place) + b"\n" for place in source.objects))
    checked(run(folder, "update-ref", "--no-deref", "HEAD", source.commit), folder)
    checked(run(folder, "read-tree", source.commit), folder)
    checked(run(folder, "checkout-index", "-q", "-a", "-f"), folder)
