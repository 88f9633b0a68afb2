"""Put a new site in the old one's place at once, so that a killed build leaves one or the other whole.

A build is: `check_place`, `lock`, `recover`, `aside`, write, audit, `swap`, release the lock. Every
failure of the file system is told as CannotJudge.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from clearance.publish.ours import files_in, foreign, foreign_at_top, refuse_foreign, remember, remembered
from clearance.publish.site_place import (
    beside,
    check_folder,
    holds_anything,
    named,
    placed,
    refused,
    remove,
    told,
)

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_NO_EXCHANGE = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP})
_LIBC = ctypes.CDLL(None, use_errno=True)


# --- before a build ------------------------------------------------------------------------


def check_place(site_dir: Path, department: Path, sources: Iterable[Path] = ()) -> None:
    """Refuse a site folder whose replacement would take away something else.

    It must not be the department's folder or around it, nor be, hold or lie in one of `sources`
    (content, guidelines, records), nor be a symbolic link, a file or a mounted volume.
    """
    site, root = placed(site_dir), department.resolve()
    if root.is_relative_to(site):
        raise refused(site, "it is the department's own folder, or around it; choose a folder inside")
    for source in (path.resolve() for path in sources):
        if site.is_relative_to(source) or source.is_relative_to(site):
            raise refused(site, f"it overlaps {source.name}/; choose a folder of its own")
    check_folder(site)


@dataclass(slots=True)
class Lock:
    """The right to build one site, until `release` or the end of the process."""

    descriptor: int

    def release(self) -> None:
        if self.descriptor >= 0:
            os.close(self.descriptor)
        self.descriptor = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def lock(site_dir: Path) -> Lock:
    """Take the right to build this site; CannotJudge when another build has it."""
    site = placed(site_dir)
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
    with told(site):
        site.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(beside(site, "lock"), flags, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            raise refused(site, "another build of it is under way; wait until that one ends") from None
    return Lock(descriptor)


def recover(site_dir: Path) -> None:
    """Clean up after killed builds: finish a half-done swap backwards, remove what they left.

    What belongs to another process that still runs is left alone. Folders named after this very
    process are leftovers too (process ids come back), so call it before `aside`.
    """
    site = placed(site_dir)
    with told(site):
        former = [path for path in _leftovers(site, "old") if path.is_dir() and not path.is_symlink()]
        if former and not holds_anything(site):
            max(former, key=lambda path: path.stat().st_ctime_ns).rename(site)
            _sync(site.parent)
        for path in _leftovers(site, "aside|old|clearance"):
            remove(path)


def aside(site_dir: Path) -> Path:
    """A new empty folder beside the site (mode 0755), for the new site to grow in.

    Whether the site holds something that no build put there is only looked at from above: before it
    is replaced, `swap` looks at all of it.
    """
    site = placed(site_dir)
    check_folder(site)
    with told(site):
        refuse_foreign(site, min(foreign_at_top(site), default=None))
        folder = named(site, "aside")
        folder.mkdir(parents=True)
        folder.chmod(0o755)
    return folder


# --- the spare -----------------------------------------------------------------------------


def take_spare(site_dir: Path) -> Path | None:
    """The copy of the site that an earlier build left, as a folder for the new site to grow in."""
    site = placed(site_dir)
    spare = beside(site, "spare")
    if spare.is_symlink() or not spare.is_dir():
        return None
    folder = named(site, "aside")
    with told(site):
        spare.rename(folder)
    return folder


def leave_spare(folder: Path, site_dir: Path) -> None:
    """Keep a folder beside the site as a copy of it, for the next build to begin from."""
    site = placed(site_dir)
    with told(site):
        remove(beside(site, "spare"))
        folder.rename(beside(site, "spare"))


def discard(folder: Path) -> None:
    """Remove a folder aside; what can't be removed now is removed by a later `recover`."""
    remove(folder)


# --- the swap ------------------------------------------------------------------------------


def swap(
    aside: Path,
    site_dir: Path,
    files: frozenset[str] | None = None,
    looked: Callable[[], str | None] | None = None,
) -> Path | None:
    """Put the folder made by `aside` in the site's place. Gives the old site, if there was one, which the
    caller removes or keeps as a `spare`. `files` are those of the new site, where the caller knows them;
    `looked` gives what `ours.foreign` has found, where it has been asked for already.

    At every instant the site is the old one whole or the new one whole; without the system's
    exchange there is an instant with none, which `recover` mends. CannotJudge leaves the old one.
    """
    site, new = placed(site_dir), placed(aside)
    check_folder(site)
    if new.parent != site.parent or new.is_symlink() or not holds_anything(new):
        raise refused(site, "the new site was not built beside it, or is empty")
    with told(site):
        refuse_foreign(site, looked() if looked else foreign(site))
        known, files = remembered(site), files or files_in(new)
        if not files <= known:
            remember(site, known | files)
        old = _put_in_place(new, site)
        _sync(site.parent)
        if files != known:
            remember(site, files)
    return old


def _put_in_place(new: Path, site: Path) -> Path | None:
    """Where the old site is afterwards, if there was one."""
    if not holds_anything(site):
        new.rename(site)
        return None
    if _exchange(new, site):
        return new
    old = named(site, "old")
    site.rename(old)
    try:
        new.rename(site)
    except OSError:
        old.rename(site)
        raise
    return old


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders at once (renameat2, Linux); False where that isn't known."""
    function = getattr(_LIBC, "renameat2", None)
    if function is None:
        return False
    names = os.fsencode(one), os.fsencode(other)
    if function(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _NO_EXCHANGE:
        return False
    raise OSError(code, os.strerror(code), str(other))


# --- the file system -----------------------------------------------------------------------


def _leftovers(site: Path, kinds: str) -> list[Path]:
    """What builds that no longer run left beside the site."""
    pattern = re.compile(rf"\.{re.escape(site.name)}\.(?:{kinds})-(\d{{1,10}})-[0-9a-f]{{8}}")
    there = sorted(site.parent.iterdir()) if site.parent.is_dir() else []
    matched = ((path, pattern.fullmatch(path.name)) for path in there)
    return [path for path, match in matched if match and not _belongs_to_another(int(match[1]))]


def _belongs_to_another(process: int) -> bool:
    if process == os.getpid():
        return False
    try:
        with suppress(PermissionError):  # it runs, and is somebody else's
            os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    return True


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
