"""The files that builds put into a site's folder: a folder that holds any other is not theirs to replace."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

from clearance.errors import CannotJudge
from clearance.publish.site_place import beside, holds_anything, named, placed, refused, told


def foreign(site_dir: Path) -> str | None:
    """A file of the site that no build put there, if there is one. Raises CannotJudge."""
    site = placed(site_dir)
    with told(site):
        return min(files_in(site) - remembered(site), default=None) if holds_anything(site) else None


def foreign_at_top(site: Path) -> Iterator[str]:
    """Files that no build put there, in the folder itself or in folders of which builds know nothing."""
    if not holds_anything(site):
        return
    known = {path.partition("/")[0] for path in remembered(site)}
    for path in site.iterdir():
        if path.name not in known:
            folder = path.is_dir() and not path.is_symlink()
            yield from (f"{path.name}/{name}" for name in files_in(path)) if folder else (path.name,)


def refuse_foreign(site: Path, file: str | None) -> None:
    """Raise CannotJudge that names the file, if there is one."""
    if file is not None:
        name = file.encode("utf-8", "backslashreplace").decode()
        raise refused(
            site, f"it holds {name}, which no build put there; move it away, or choose another folder"
        )


def remembered(site: Path) -> frozenset[str]:
    """The files that builds put there. Raises CannotJudge where nobody can tell any more."""
    marker = beside(site, "clearance")
    try:
        value = json.loads(marker.read_bytes())
    except FileNotFoundError:
        return frozenset()
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise CannotJudge("this is no list of a site's files; move it and the site away", path=marker.name)
    return frozenset(value)


def remember(site: Path, files: frozenset[str]) -> None:
    """These are the files that builds put there. Raises OSError."""
    draft = named(site, "clearance")
    draft.write_text(json.dumps(sorted(files)), encoding="ascii")
    draft.replace(beside(site, "clearance"))


def files_in(folder: Path) -> frozenset[str]:
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
