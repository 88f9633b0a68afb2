"""Where a site stands, and what stands beside it: names, and one way to tell that the system refused.

Beside a site folder NAME stand, on the same file system:

- `.NAME.lock`: held by the build that is under way (flock; freed when its process ends)
- `.NAME.clearance`: the files that builds put into NAME, so that a foreign folder is never replaced
- `.NAME.aside-PID-RANDOM`: a new site growing, or an old one being removed
- `.NAME.old-PID-RANDOM`: an old site between two renames, where the system can't exchange folders
- `.NAME.spare`: a copy of the site, in which the next one grows; believed only by the digests of its files
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from clearance.errors import CannotJudge


def placed(folder: Path) -> Path:
    """The absolute place of a folder whose parent is real; a last link is kept, to be refused."""
    absolute = Path(os.path.normpath(folder.absolute()))
    if not absolute.name:
        raise CannotJudge("the root of the file system can't be a site folder")
    return absolute.parent.resolve() / absolute.name


def check_folder(site: Path) -> None:
    """Refuse a site that is no plain folder. Raises CannotJudge."""
    if site.is_symlink():
        raise refused(site, "it is a symbolic link; a plain folder was expected")
    if site.exists() and not site.is_dir():
        raise refused(site, "it is a file; a folder was expected")
    if site.is_mount():
        raise refused(site, "it is a mounted volume, which can't be swapped; choose a folder inside")


def holds_anything(folder: Path) -> bool:
    return folder.is_dir() and any(folder.iterdir())


def beside(site: Path, kind: str) -> Path:
    """The one file or folder of this kind."""
    return site.parent / f".{site.name}.{kind}"


def named(site: Path, kind: str) -> Path:
    """A new file or folder of this kind, of this process."""
    return site.parent / f".{site.name}.{kind}-{os.getpid()}-{secrets.token_hex(4)}"


def remove(path: Path) -> None:
    """Best effort: what stays is removed by a later `recover`."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


@contextmanager
def told(site: Path) -> Iterator[None]:
    """What the system refuses within is CannotJudge."""
    try:
        yield
    except OSError as error:
        raise refused(site, f"the system refused ({error.strerror or error})") from None


def refused(site: Path, reason: str) -> CannotJudge:
    return CannotJudge(f"the site folder can't be used: {reason}", path=site.name)
