"""A commit of a bare repository as files, in a folder of its own that is gone afterwards.

Nothing of the commit is run, and nothing of the server's repository is written: the folder is a
repository that borrows the objects, those of a push that is not accepted yet as well.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from clearance.history.git import checked, run
from clearance.history.pin import set_pin
from clearance.server.settings import Settings


def object_folders(repository: Path, variables: Mapping[str, str] = os.environ) -> tuple[Path, ...]:
    """Where a push's objects lie: its quarantine, while `pre-receive` runs, and the repository's own."""
    own = Path(checked(run(repository, "rev-parse", "--absolute-git-dir"), repository).text) / "objects"
    quarantine = variables.get("GIT_QUARANTINE_PATH", "")
    return (Path(quarantine).absolute(), own) if quarantine else (own,)


@contextmanager
def checked_out(settings: Settings, commit: str, objects: Sequence[Path]) -> Iterator[Path]:
    """The folder with the commit's files, as a checkout that trusts the server's pin."""
    format_ = checked(run(settings.repository, "rev-parse", "--show-object-format"), settings.repository).text
    with tempfile.TemporaryDirectory(prefix="clearance-", ignore_cleanup_errors=True) as made:
        folder = Path(made).resolve()
        checked(run(folder, "init", "-q", "--template=", f"--object-format={format_}"), folder)
        alternates = folder / ".git" / "objects" / "info" / "alternates"
        alternates.parent.mkdir(parents=True, exist_ok=True)
        alternates.write_bytes(b"".join(os.fsencode(place) + b"\n" for place in objects))
        checked(run(folder, "update-ref", "--no-deref", "HEAD", commit), folder)
        checked(run(folder, "read-tree", commit), folder)
        checked(run(folder, "checkout-index", "-q", "-a", "-f"), folder)
        set_pin(folder, settings.pin)
        yield folder
