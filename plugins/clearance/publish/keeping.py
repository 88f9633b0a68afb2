"""Where verdicts on texts are kept from one run to the next, and whether they may be used at all.

Each kind of what is kept is loaded when it is opened: most commands need few of them, or none.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from clearance.cache.sealed import SealedFile
from clearance.cache.secret import key_folder, own_key
from clearance.errors import CannotJudge
from clearance.history.repository import object_format

FOLDER = ".clearance-cache"
"""in the department's folder, unless another is named"""
VARIABLE = "CLEARANCE_CACHE"
"""names another folder; set to nothing, no verdict is kept"""

if TYPE_CHECKING:
    from clearance.cache.cards import CardShelf
    from clearance.cache.memory import Memory
    from clearance.cache.site import SiteMemory
    from clearance.cache.store import Store
    from clearance.evidence import Evidence

_NOT_IN = ("content", "guidelines", "records")
_MOST_PROCESSORS = 8


def cache_folder(root: Path, environment: Mapping[str, str]) -> Path | None:
    """Where the environment says, or by default in the department. None where nothing is to be kept."""
    named = environment.get(VARIABLE, str(root / FOLDER))
    return Path(named) if named else None


def require_apart(folder: Path, root: Path) -> None:
    """Raise CannotJudge for a cache among the files of the department itself."""
    for name in _NOT_IN:
        if folder.resolve().is_relative_to(root.resolve() / name):
            raise CannotJudge(
                f"the cache can't lie in {name}/; name a folder outside of it", path=str(folder)
            )


def open_store(folder: Path | None, evidence: Evidence, rendering: str | None) -> Store | None:
    """The verdicts that were kept in a folder for texts that are judged and rendered as now.

    None where nothing is to be kept, where nobody can tell what the rendering depends on (hooks are
    code that may do anything), or where this user has no key of their own outside the department.
    """
    from clearance.cache.context import context_of  # noqa: PLC0415 - see above
    from clearance.cache.store import Store  # noqa: PLC0415 - see above

    if folder is None or rendering is None or evidence.config.hooks:
        return None
    key = _key(folder, evidence.root)
    return Store(folder, context_of(evidence.guidelines, rendering), key) if key else None


def open_memory(folder: Path | None, root: Path) -> Memory | None:
    """What an earlier run learned of the department's files and records; None where nothing is to be kept."""
    from clearance.cache.memory import Memory  # noqa: PLC0415 - see above

    key = _key(folder, root) if folder else None
    return Memory.open(folder, key, root, object_format(root)) if folder and key else None


def open_site_memory(folder: Path | None, root: Path, site: Path) -> SiteMemory | None:
    """What the last build of this site made; None where nothing is to be kept."""
    from clearance.cache.site import SiteMemory  # noqa: PLC0415 - see above

    key = _key(folder, root) if folder else None
    return SiteMemory.open(folder, key, site) if folder and key else None


def open_card_shelf(folder: Path | None, root: Path) -> CardShelf | None:
    """The social cards that were drawn before; None where nothing is to be kept."""
    from clearance.cache.cards import CardShelf  # noqa: PLC0415 - see above

    key = _key(folder, root) if folder else None
    return CardShelf.open(folder, key) if folder and key else None


def open_kept(folder: Path | None, root: Path, name: str) -> SealedFile | None:
    """A file of this name, with something about the department; None where nothing is to be kept."""
    from clearance.cache.context import software  # noqa: PLC0415 - see above

    key = _key(folder, root) if folder else None
    return SealedFile(folder, name, f"{root}\n{software()}", key) if folder and key else None


def _key(folder: Path, root: Path) -> bytes | None:
    """The user's own key for what lies in `folder`, from outside of the department. Raises CannotJudge."""
    require_apart(folder, root)
    place = key_folder(os.environ)
    if place is None or place.resolve().is_relative_to(root.resolve()):
        return None
    return own_key(place)


def processors() -> int:
    """How many processes can work at once here, within reason."""
    return min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1, _MOST_PROCESSORS)
