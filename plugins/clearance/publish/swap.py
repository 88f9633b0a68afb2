"""Put a new site in the old one's place at once, so that a killed build leaves one or the other whole.

Beside a site folder NAME stand, on the same file system:

- `.NAME.lock`: held by the build that is under way (flock; freed when its process ends)
- `.NAME.clearance`: the files that builds put into NAME, so that a foreign folder is never replaced
- `.NAME.aside-PID-RANDOM`: a new site growing, or an old one being removed
- `.NAME.old-PID-RANDOM`: an old site between two renames, where the system can't exchange folders
- `.NAME.spare`: a copy of the site, in which the next one grows; believed only by the digests of its files

A build is: `check_place`, `lock`, `recover`, `aside`, write, audit, `swap`, release the lock. Every
failure of the file system is told as CannotJudge.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import json
import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from clearance.errors import CannotJudge

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
    site, root = _placed(site_dir), department.resolve()
    if root.is_relative_to(site):
        raise _refused(site, "it is the department's own folder, or around it; choose a folder inside")
    for source in (path.resolve() for path in sources):
        if site.is_relative_to(source) or source.is_relative_to(site):
            raise _refused(site, f"it overlaps {source.name}/; choose a folder of its own")
    _check_folder(site)


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
    site = _placed(site_dir)
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
    with _told(site):
        site.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(_beside(site, "lock"), flags, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            raise _refused(site, "another build of it is under way; wait until that one ends") from None
    return Lock(descriptor)


def recover(site_dir: Path) -> None:
    """Clean up after killed builds: finish a half-done swap backwards, remove what they left.

    What belongs to another process that still runs is left alone. Folders named after this very
    process are leftovers too (process ids come back), so call it before `aside`.
    """
    site = _placed(site_dir)
    with _told(site):
        former = [path for path in _leftovers(site, "old") if path.is_dir() and not path.is_symlink()]
        if former and not _holds_anything(site):
            max(former, key=lambda path: path.stat().st_ctime_ns).rename(site)
            _sync(site.parent)
        for path in _leftovers(site, "aside|old|clearance"):
            _remove(path)


def aside(site_dir: Path) -> Path:
    """A new empty folder beside the site (mode 0755), for the new site to grow in.

    Whether the site holds something that no build put there is only looked at from above: before it
    is replaced, `swap` looks at all of it.
    """
    site = _placed(site_dir)
    _check_folder(site)
    with _told(site):
        _refuse_foreign(site, min(_foreign_at_top(site), default=None))
        folder = _named(site, "aside")
        folder.mkdir(parents=True)
        folder.chmod(0o755)
    return folder


# --- the spare -----------------------------------------------------------------------------


def take_spare(site_dir: Path) -> Path | None:
    """The copy of the site that an earlier build left, as a folder for the new site to grow in."""
    site = _placed(site_dir)
    spare = _beside(site, "spare")
    if spare.is_symlink() or not spare.is_dir():
        return None
    folder = _named(site, "aside")
    with _told(site):
        spare.rename(folder)
    return folder


def leave_spare(folder: Path, site_dir: Path) -> None:
    """Keep a folder beside the site as a copy of it, for the next build to begin from."""
    site = _placed(site_dir)
    with _told(site):
        _remove(_beside(site, "spare"))
        folder.rename(_beside(site, "spare"))


def discard(folder: Path) -> None:
    """Remove a folder aside; what can't be removed now is removed by a later `recover`."""
    _remove(folder)


# --- the swap ------------------------------------------------------------------------------


def swap(
    aside: Path,
    site_dir: Path,
    files: frozenset[str] | None = None,
    looked: Callable[[], str | None] | None = None,
) -> Path | None:
    """Put the folder made by `aside` in the site's place. Gives the old site, if there was one, which the
    caller removes or keeps as a `spare`. `files` are those of the new site, where the caller knows them;
    `looked` gives what `foreign` has found, where it has been asked for already.

    At every instant the site is the old one whole or the new one whole; without the system's
    exchange there is an instant with none, which `recover` mends. CannotJudge leaves the old one.
    """
    site, new = _placed(site_dir), _placed(aside)
    _check_folder(site)
    if new.parent != site.parent or new.is_symlink() or not _holds_anything(new):
        raise _refused(site, "the new site was not built beside it, or is empty")
    with _told(site):
        _refuse_foreign(site, looked() if looked else foreign(site))
        known, files = _remembered(site), files or _files(new)
        if not files <= known:
            _remember(site, known | files)
        old = _put_in_place(new, site)
        _sync(site.parent)
        if files != known:
            _remember(site, files)
    return old


def _put_in_place(new: Path, site: Path) -> Path | None:
    """Where the old site is afterwards, if there was one."""
    if not _holds_anything(site):
        new.rename(site)
        return None
    if _exchange(new, site):
        return new
    old = _named(site, "old")
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


# --- ours or not ---------------------------------------------------------------------------


def foreign(site_dir: Path) -> str | None:
    """A file of the site that no build put there, if there is one. Raises CannotJudge."""
    site = _placed(site_dir)
    with _told(site):
        return min(_files(site) - _remembered(site), default=None) if _holds_anything(site) else None


def _foreign_at_top(site: Path) -> Iterator[str]:
    """Files that no build put there, in the folder itself or in folders of which builds know nothing."""
    if not _holds_anything(site):
        return
    known = {path.partition("/")[0] for path in _remembered(site)}
    for path in site.iterdir():
        if path.name not in known:
            folder = path.is_dir() and not path.is_symlink()
            yield from (f"{path.name}/{name}" for name in _files(path)) if folder else (path.name,)


def _refuse_foreign(site: Path, file: str | None) -> None:
    if file is not None:
        name = file.encode("utf-8", "backslashreplace").decode()
        raise _refused(
            site, f"it holds {name}, which no build put there; move it away, or choose another folder"
        )


def _remembered(site: Path) -> frozenset[str]:
    marker = _beside(site, "clearance")
    try:
        value = json.loads(marker.read_bytes())
    except FileNotFoundError:
        return frozenset()
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise CannotJudge("this is no list of a site's files; move it and the site away", path=marker.name)
    return frozenset(value)


def _remember(site: Path, files: frozenset[str]) -> None:
    draft = _named(site, "clearance")
    draft.write_text(json.dumps(sorted(files)), encoding="ascii")
    draft.replace(_beside(site, "clearance"))


def _files(folder: Path) -> frozenset[str]:
    """Everything in a folder but folders, by relative path."""
    found: list[str] = []
    waiting = [""]
    while waiting:
        prefix = waiting.pop()
        with os.scandir(f"{folder}/{prefix}") as entries:
            for entry in entries:
                path = prefix + entry.name
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{path}/")
                else:
                    found.append(path)
    return frozenset(found)


# --- the file system -----------------------------------------------------------------------


def _placed(folder: Path) -> Path:
    """The absolute place of a folder whose parent is real; a last link is kept, to be refused."""
    absolute = Path(os.path.normpath(folder.absolute()))
    if not absolute.name:
        raise CannotJudge("the root of the file system can't be a site folder")
    return absolute.parent.resolve() / absolute.name


def _check_folder(site: Path) -> None:
    if site.is_symlink():
        raise _refused(site, "it is a symbolic link; a plain folder was expected")
    if site.exists() and not site.is_dir():
        raise _refused(site, "it is a file; a folder was expected")
    if site.is_mount():
        raise _refused(site, "it is a mounted volume, which can't be swapped; choose a folder inside")


def _holds_anything(folder: Path) -> bool:
    return folder.is_dir() and any(folder.iterdir())


def _beside(site: Path, kind: str) -> Path:
    return site.parent / f".{site.name}.{kind}"


def _named(site: Path, kind: str) -> Path:
    return site.parent / f".{site.name}.{kind}-{os.getpid()}-{secrets.token_hex(4)}"


def _leftovers(site: Path, kinds: str) -> list[Path]:
    """What builds that no longer run left beside the site."""
    pattern = re.compile(rf"\.{re.escape(site.name)}\.(?:{kinds})-(\d{{1,10}})-[0-9a-f]{{8}}")
    there = sorted(site.parent.iterdir()) if site.parent.is_dir() else []
    named = ((path, pattern.fullmatch(path.name)) for path in there)
    return [path for path, match in named if match and not _belongs_to_another(int(match[1]))]


def _belongs_to_another(process: int) -> bool:
    if process == os.getpid():
        return False
    try:
        with suppress(PermissionError):  # it runs, and is somebody else's
            os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    return True


def _remove(path: Path) -> None:
    """Best effort: what stays is removed by a later `recover`."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _told(site: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _refused(site, f"the system refused ({error.strerror or error})") from None


def _refused(site: Path, reason: str) -> CannotJudge:
    return CannotJudge(f"the site folder can't be used: {reason}", path=site.name)
