"""Replaces a file's bytes at once and only where they are still those that were looked at."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from clearance.errors import CannotJudge
from clearance.media.reading import read_bytes

CONTENT = "content"


def inside_content(root: Path, path: str) -> str:
    """The path, when it lies under `content/` and no link is on the way to it. Raises CannotJudge."""
    parts = PurePosixPath(path).parts
    if not parts or parts[0] != CONTENT or ".." in parts:
        raise CannotJudge("is not under content/; nothing else is mended", path=path)
    for count in range(1, len(parts) + 1):
        if (root / Path(*parts[:count])).is_symlink():
            raise CannotJudge("is a symbolic link, or lies behind one; it is left alone", path=path)
    return "/".join(parts)


def files_below(root: Path, path: str) -> Iterator[str]:
    """The file itself, or every regular file of a folder, in order; links are passed over."""
    place = root / path
    if not place.is_dir():
        yield path
        return
    for entry in sorted(os.scandir(place), key=lambda entry: entry.name):
        if entry.is_dir(follow_symlinks=False):
            yield from files_below(root, f"{path}/{entry.name}")
        elif entry.is_file(follow_symlinks=False):
            yield f"{path}/{entry.name}"


def replace_bytes(place: Path, before: bytes, after: bytes) -> None:
    """Put `after` in the place of `before`, with the same permissions: whole, or not at all.

    Raises CannotJudge when the file is no longer what it was, or can't be written.
    """
    aside = place.with_name(f".{place.name[:100]}.{secrets.token_hex(6)}")
    try:
        mode = stat.S_IMODE(place.lstat().st_mode)
        opened = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, mode)
        with os.fdopen(opened, "wb") as file:
            file.write(after)
            file.flush()
            os.fchmod(opened, mode)
            os.fsync(opened)
        if read_bytes(place) != before:
            raise CannotJudge(
                "it changed while it was mended, and was left alone; run again", path=place.name
            )
        aside.replace(place)
    except OSError as error:
        raise CannotJudge(f"it can't be written ({error.strerror})", path=place.name) from None
    finally:
        with contextlib.suppress(FileNotFoundError):
            aside.unlink()
