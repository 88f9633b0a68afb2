"""The user's own key on this machine, by which what was kept here is known again.

A cache lies in the department's folder, and a checkout may bring one along, with any verdict that
somebody would like to see. Only what was sealed by this key is believed. It signs nothing.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from collections.abc import Mapping
from pathlib import Path

SIZE = 32
"""bytes"""
NAME = "seal.key"


def key_folder(environment: Mapping[str, str]) -> Path | None:
    """Where the key lies: in the user's own cache folder. None where the user has none."""
    named = environment.get("XDG_CACHE_HOME", "")
    if named.startswith("/"):
        return Path(named) / "clearance"
    home = environment.get("HOME", "")
    return Path(home) / ".cache" / "clearance" if home.startswith("/") else None


def own_key(folder: Path) -> bytes | None:
    """The key in this folder, made when there is none. None where it can't be had, or isn't one's own."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return _read(folder / NAME) or _make(folder)
    except OSError:
        return None


def _read(path: Path) -> bytes | None:
    """The key; None when there is none, or one that others may know, which is taken away."""
    try:
        opened = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    with os.fdopen(opened, "rb") as file:
        status = os.fstat(opened)
        key = file.read(SIZE + 1)
    private = stat.S_ISREG(status.st_mode) and not status.st_mode & 0o077
    if private and status.st_uid == os.geteuid() and len(key) == SIZE:
        return key
    path.unlink()
    return None


def _make(folder: Path) -> bytes | None:
    """A new key, put in place whole; or the one that another process has put there meanwhile."""
    made = folder / f".{NAME}.{secrets.token_hex(8)}"
    opened = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(opened, "wb") as file:
            file.write(secrets.token_bytes(SIZE))
        with contextlib.suppress(FileExistsError):
            (folder / NAME).hardlink_to(made)
        return _read(folder / NAME)
    finally:
        made.unlink()
