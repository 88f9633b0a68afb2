"""Two copies of the same records, held against each other and each against itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from clearance.errors import CannotJudge
from clearance.history.git import run
from clearance.retention import bag

BAG, HISTORY = "bag", "history"
_ONE_OF = "expected a bag (a folder with bagit.txt) or a clone of the department's repository"


@dataclass(frozen=True, slots=True)
class Copy:
    """`contents` are its files or git's names, each with its digest; `problems` say why it isn't whole."""

    kind: str
    contents: Mapping[str, str]
    problems: tuple[str, ...]

    @property
    def unit(self) -> str:
        return "files" if self.kind == BAG else "objects of git"


def read_copy(place: Path) -> Copy:
    """Read all of it. Raises CannotJudge where it is neither a bag nor a clone."""
    if place.is_symlink() or not place.is_dir():
        raise CannotJudge(f"there is no such folder; {_ONE_OF}", path=str(place))
    try:
        if bag.is_bag(place):
            found = bag.digests(place)
            return Copy(BAG, found, bag.problems(place, found))
        return _read_clone(place)
    except OSError as error:
        raise CannotJudge(f"can't be read: {error.strerror}", path=str(place)) from None


def _read_clone(place: Path) -> Copy:
    if run(place, "rev-parse", "--verify", "--quiet", "HEAD^{commit}").code != 0:
        raise CannotJudge(f"is neither; {_ONE_OF}", path=str(place))
    fsck = run(place, "fsck", "--full", "--no-dangling", "--no-progress")
    told = tuple(line for line in (fsck.output.decode(errors="replace") + fsck.errors).splitlines() if line)
    problems = told or ("git finds something wrong in it",) if fsck.code else ()
    listing = run(place, "rev-list", "--objects", "HEAD")
    if listing.code != 0:
        return Copy(HISTORY, {}, (*problems, "its history can't be walked to the end"))
    contents: dict[str, str] = {}
    for line in listing.output.decode(errors="backslashreplace").splitlines():
        name, _, path = line.partition(" ")
        contents[f"{path or 'commit'} {name}"] = name
    return Copy(HISTORY, contents, problems)


def compare(one: Copy, other: Copy) -> tuple[str, ...]:
    """What differs, a line each. Raises CannotJudge for a bag and a clone, which can't be compared."""
    if one.kind != other.kind:
        raise CannotJudge("one is a bag and the other a clone; expected two of a kind")
    lines: list[str] = []
    for name in sorted(one.contents.keys() | other.contents.keys()):
        first, second = one.contents.get(name), other.contents.get(name)
        if first is None or second is None:
            lines.append(f"only in {'COPY_B' if first is None else 'COPY_A'}: {name}")
        elif first != second:
            lines.append(f"differs: {name}")
    return tuple(lines)
