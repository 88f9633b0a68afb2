"""What every verdict on a text depends on, besides the page and its files, as one digest.

That is the guidelines, how Markdown is rendered, this software to the last byte, Python, and the
versions of everything that is installed beside it. The clock is no part of it: no rule about
texts is told the time.
"""

from __future__ import annotations

import hashlib
import platform
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import clearance

if TYPE_CHECKING:
    from clearance.guidelines.models import Guidelines

FORM = 1
"""of what is kept; another number for entries of another form"""

_OURS = Path(clearance.__path__[0])
_SOURCE = (".py", ".txt")
_LIBRARIES = ("markdown", "selectolax", "yaml", "pydantic", "phonenumbers", "PIL", "pikepdf", "pypdfium2")
"""of which it also matters where they come from: another one may stand before the one installed"""
_INSTALLED = (".dist-info", ".egg-info")


def context_of(guidelines: Guidelines, rendering: str) -> str:
    """64 hexadecimal digits. `rendering` describes the Markdown extensions with all their settings."""
    return _digest((rendering, software(), *_laid_down(guidelines)))


@cache
def software() -> str:
    """64 hexadecimal digits for this software to the last byte, Python, and all that is installed.

    Worked out once: what a process has loaded stays what it was when its files change.
    """
    return _digest((str(FORM), *_system(), *_installed(), *_software()))


def _digest(parts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        said = part.encode("utf-8", "surrogateescape")
        digest.update(len(said).to_bytes(8) + said)
    return digest.hexdigest()


def _system() -> Iterator[str]:
    yield from (sys.version, sys.platform, platform.machine())
    for name in _LIBRARIES:
        found = find_spec(name)
        yield f"{name} {found.origin if found else 'missing'}"


def _laid_down(guidelines: Guidelines) -> Iterator[str]:
    for part in (
        guidelines.department,
        guidelines.roster,
        guidelines.categories,
        guidelines.training,
        guidelines.retention,
        guidelines.monitoring,
        *guidelines.packs,
    ):
        yield type(part).__name__
        yield part.model_dump_json(by_alias=True)


def _installed() -> Iterator[str]:
    """The names, with versions, of all distributions that this Python may import from, in its order."""
    for place in sys.path:
        folder = Path(place)
        if folder.is_dir():
            names = sorted(path.name for path in folder.iterdir() if path.name.endswith(_INSTALLED))
            yield from (place, *names) if names else ()


def _software() -> Iterator[str]:
    """Each of our own files, with its digest: a checkout changes without its version changing."""
    for path in sorted(_OURS.rglob("*")):
        if path.suffix in _SOURCE and "template" not in path.parts:
            yield path.relative_to(_OURS).as_posix()
            yield hashlib.sha256(path.read_bytes()).hexdigest()
