"""The folder in which things are kept from one run to the next. It may be deleted at any time.

Folder and files must be plain ones of this user's; a link is not followed. A file is written aside
and moved into place whole.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

MAX_BYTES = 400_000_000
"""of a file; a larger one is not read"""

UNFINISHED = ".unfinished"
_IGNORE = b"# Kept from before, to be quicker. This folder may be deleted at any time.\n*\n"
_OPEN = os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


@contextlib.contextmanager
def opened(folder: Path, *, make: bool = False) -> Iterator[int]:
    """The folder as a descriptor, below which nothing is followed. Raises OSError."""
    if make and not folder.exists():
        folder.mkdir(mode=0o700, parents=True)
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        if os.fstat(descriptor).st_uid != os.geteuid():
            raise PermissionError(folder)
        yield descriptor
    finally:
        os.close(descriptor)


def read(folder: Path, name: str) -> bytes:
    """The bytes of a plain file in the folder; none where there is no such file, or it can't be read."""
    try:
        with opened(folder) as descriptor:
            file_ = os.open(name, os.O_RDONLY | _OPEN, dir_fd=descriptor)
            with os.fdopen(file_, "rb") as file:
                status = os.fstat(file_)
                plain = stat.S_ISREG(status.st_mode) and status.st_size <= MAX_BYTES
                return file.read(MAX_BYTES) if plain else b""
    except OSError:
        return b""


def write(folder: int, name: str, parts: Iterable[bytes]) -> None:
    """Put a file in place whole. Raises OSError, and leaves nothing behind."""
    aside = f".{secrets.token_hex(8)}{UNFINISHED}"
    opened = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _OPEN, 0o600, dir_fd=folder)
    try:
        with os.fdopen(opened, "wb") as file:
            file.writelines(parts)
        os.replace(aside, name, src_dir_fd=folder, dst_dir_fd=folder)
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(aside, dir_fd=folder)
        raise


def keep_out_of_git(folder: int) -> None:
    with contextlib.suppress(FileExistsError):
        ignore = os.open(".gitignore", os.O_WRONLY | os.O_CREAT | os.O_EXCL | _OPEN, 0o600, dir_fd=folder)
        with os.fdopen(ignore, "wb") as file:
            file.write(_IGNORE)
