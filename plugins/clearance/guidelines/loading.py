"""Bytes to guidelines: every file read strictly, or one error that says where and what."""

from __future__ import annotations

import json
import re
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from pydantic import ValidationError

from clearance.errors import CannotJudge
from clearance.guidelines.checks import contradictions
from clearance.guidelines.explain import problems
from clearance.guidelines.folder import FILES, RULES, Folder, Location, Problem, Sources
from clearance.guidelines.models import Guidelines
from clearance.nearest import did_you_mean
from clearance.strict_yaml import MAX_BYTES, decode, parse

MAX_INTEGER = 2**63

_NAMED = tuple(f"{name}.yml" for name in FILES)
_PACK = re.compile(rf"{RULES}/[a-z][a-z0-9-]*\.yml")


def load_guidelines(root: Path, folder: str = "guidelines") -> Guidelines:
    """Read and check the guidelines of the department at `root`.

    Raises CannotJudge for the first problem in the order of files and lines, with path, line,
    column and what was expected; its message tells how many more there are.
    """
    return read_guidelines(_files(root, folder), folder)


def read_guidelines(files: Mapping[str, bytes], folder: str = "guidelines") -> Guidelines:
    """The guidelines that these bytes mean. Keys are names in the folder, such as `roster.yml`.

    Raises CannotJudge as `load_guidelines` does.
    """
    sources = _sources(files, folder)
    if unfit := [*_unfit_scalars(sources)]:
        raise _refusal(sources, unfit)
    try:
        read = Folder.model_validate_json(json.dumps(sources.values()), strict=True)
    except ValidationError as error:
        raise _refusal(sources, [*problems(error)]) from None
    if found := [*contradictions(read)]:
        raise _refusal(sources, found)
    return Guidelines(
        read.department,
        read.roster,
        read.categories,
        read.training,
        read.retention,
        read.monitoring,
        tuple(read.rules.values()),
    )


def _sources(files: Mapping[str, bytes], folder: str) -> Sources:
    _refuse_names(files, folder)
    packs = sorted(files.keys() - set(_NAMED))
    documents = {}
    for name in (*_NAMED, *packs):
        path = f"{folder}/{name}"
        document = parse(decode(files[name], path), path)
        if document.value is None:
            raise CannotJudge("the file is empty; the guidelines need it", path=path)
        documents[name.removesuffix(".yml")] = document
    return Sources(folder, documents)


def _refuse_names(files: Mapping[str, bytes], folder: str) -> None:
    """A file with an unknown name would otherwise be silently without force."""
    for name in sorted(files):
        if name not in _NAMED and not _PACK.fullmatch(name):
            hint = did_you_mean(name, _NAMED) or "; rule packs are named such as rules/prohibited.yml"
            shown = name.encode(errors="replace").decode()
            raise CannotJudge(f"no such file belongs to the guidelines{hint}", path=f"{folder}/{shown}")
    for name in _NAMED:
        if name not in files:
            raise CannotJudge("the file is missing; the guidelines need it", path=f"{folder}/{name}")


def _refusal(sources: Sources, found: list[Problem]) -> CannotJudge:
    """The first of some problems in the order of files and lines; its message counts the others."""
    order = {f"{sources.folder}/{name}.yml": number for number, name in enumerate(sources.documents)}
    places: dict[tuple[int, int, int], CannotJudge] = {}
    for problem in found:
        error = sources.error(problem)
        places.setdefault((order[error.path], error.line, error.column), error)
    first, more = places[min(places)], len(places) - 1
    also = f" (and {more} more problem{'s' if more > 1 else ''} in the guidelines)" if more else ""
    return CannotJudge(first.message + also, path=first.path, line=first.line, column=first.column)


def _unfit_scalars(sources: Sources) -> Iterator[Problem]:
    for name, document in sources.documents.items():
        yield from _unfit(document.value, tuple(name.split("/")))


def _unfit(value: object, location: Location) -> Iterator[Problem]:
    """Values that no key takes: none at all, and numbers too long to be written out again."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _unfit(inner, (*location, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _unfit(inner, (*location, number))
    elif value is None:
        yield location, f"{_called(location[-1])} has no value; write one, or remove it"
    elif isinstance(value, int) and abs(value) >= MAX_INTEGER:
        yield location, f"{_called(location[-1])} is too large a number"


def _called(part: str | int) -> str:
    return f"the key {part!r}" if isinstance(part, str) else f"item {part + 1} of the list"


def _files(root: Path, folder: str) -> dict[str, bytes]:
    files = {}
    for directory in (folder, f"{folder}/{RULES}"):
        for name in _listing(root, directory):
            path = f"{directory}/{name}"
            files[path.removeprefix(f"{folder}/")] = _bytes(root / path, path)
    return files


def _listing(root: Path, directory: str) -> list[str]:
    """The names of the YAML files in a folder, however their endings are written."""
    _refuse_detours(root, directory)
    try:
        names = sorted(entry.name for entry in (root / directory).iterdir())
    except FileNotFoundError:
        if directory.endswith(f"/{RULES}"):
            return []
        raise CannotJudge("the folder is missing; it holds the guidelines", path=directory) from None
    except OSError as error:
        raise CannotJudge(f"the folder can't be read: {error.strerror}", path=directory) from None
    return [name for name in names if name.lower().endswith((".yml", ".yaml"))]


def _refuse_detours(root: Path, directory: str) -> None:
    path = PurePosixPath(directory)
    if path.is_absolute() or ".." in path.parts:
        raise CannotJudge("the folder must lie within the department's own", path=directory)
    for part in (path, *path.parents):
        if (root / part).is_symlink() and part != PurePosixPath():
            raise CannotJudge("a link is not followed; put the folder itself here", path=str(part))


def _bytes(path: Path, shown: str) -> bytes:
    try:
        info = path.lstat()
        if not stat.S_ISREG(info.st_mode):
            raise CannotJudge("not a file by itself (a link is not followed)", path=shown)
        if info.st_size > MAX_BYTES:
            raise CannotJudge(f"the file has {info.st_size:,} bytes; {MAX_BYTES:,} is the limit", path=shown)
        return path.read_bytes()
    except OSError as error:
        raise CannotJudge(f"the file can't be read: {error.strerror}", path=shown) from None
