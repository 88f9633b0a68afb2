"""The two hooks of a bare repository: thin scripts that call this very installation."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

from clearance.errors import CannotJudge

NAMES = ("pre-receive", "post-receive")
BACKUP = ".before-clearance"
_MARK = "# Written by `clearance hook install`."


def script(name: str, repository: Path) -> str:
    """A hook. -I: neither the pushed files nor anybody's environment can put other modules in place."""
    command = [sys.executable, "-I", "-m", "clearance", "hook", name, "--repository", str(repository)]
    return f"#!/bin/sh\n{_MARK} Changes here are lost.\nexec {shlex.join(command)}\n"


def ours(hook: Path) -> bool:
    """Whether this hook is one that was written here."""
    return not hook.is_symlink() and hook.is_file() and _MARK in hook.read_text("utf-8", "replace")


def install(repository: Path, *, force: bool) -> Iterator[str]:
    """Write both hooks, and tell of each. Raises CannotJudge before writing when one of another's is there.

    With `force`, another's hook is kept beside it, under a name that git doesn't run.
    """
    hooks = [(name, _place(repository, name)) for name in NAMES]
    foreign = [hook for _, hook in hooks if (hook.is_symlink() or hook.exists()) and not ours(hook)]
    if foreign and not force:
        raise CannotJudge(
            f"there is a hook already; --force puts it aside as {foreign[0].name}{BACKUP}",
            path=str(foreign[0]),
        )
    for hook in foreign:
        hook.rename(hook.with_name(hook.name + BACKUP))
        yield f"put aside {hook.name} as {hook.name}{BACKUP}"
    for name, hook in hooks:
        hook.parent.mkdir(exist_ok=True)
        fresh = hook.with_name(f".{name}.new")
        fresh.write_text(script(name, repository), encoding="utf-8")
        fresh.chmod(0o755)
        fresh.replace(hook)
        yield f"wrote {hook}"


def remove(repository: Path) -> Iterator[str]:
    """Take our hooks away, put another's back, and tell of each."""
    for name in NAMES:
        hook = _place(repository, name)
        if ours(hook):
            hook.unlink()
            yield f"removed {hook}"
        kept = hook.with_name(name + BACKUP)
        if kept.exists() and not hook.exists():
            kept.rename(hook)
            yield f"put back {hook}"


def missing(repository: Path) -> tuple[str, ...]:
    """The hooks that are not as this installation would write them."""
    return tuple(
        name
        for name in NAMES
        if not ours(hook := _place(repository, name))
        or hook.read_text("utf-8") != script(name, repository)
        or not hook.stat().st_mode & 0o100
    )


def _place(repository: Path, name: str) -> Path:
    return repository / "hooks" / name
