"""A bag as RFC 8493 (BagIt 1.0) has it: a folder whose lists of digests tell whether it is still whole.

Written here and not by the Library of Congress's `bagit`, which changes the current folder and has no wheel;
in the tests it is the judge of what is written here.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from clearance.errors import CannotJudge

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
PAYLOAD = "data"
_LINE = re.compile(r"([0-9a-fA-F]{64})[ \t]+\*?(\S.*)")
_ENCODED = re.compile(r"%(25|0[AaDd])")
_CHUNK = 1 << 20


def close_bag(folder: Path, info: Iterable[tuple[str, str]]) -> None:
    """Make a bag of a folder that has its payload in `data/`. `info` are the lines of `bag-info.txt`."""
    payload = digests(folder, PAYLOAD)
    size = sum((folder / path).stat().st_size for path in payload)
    lines = [*info, ("Payload-Oxum", f"{size}.{len(payload)}")]
    (folder / "bagit.txt").write_bytes(DECLARATION)
    text = "".join(f"{name}: {' '.join(value.split())}\n" for name, value in lines)
    (folder / "bag-info.txt").write_text(text, encoding="utf-8")
    (folder / MANIFEST).write_text(_listed(payload), encoding="utf-8")
    tags = {path.name: _digest(path) for path in sorted(folder.iterdir()) if path.is_file()}
    (folder / TAG_MANIFEST).write_text(_listed(tags), encoding="utf-8")


def _listed(found: Mapping[str, str]) -> str:
    return "".join(f"{digest}  {_encode(path)}\n" for path, digest in sorted(found.items()))


def _encode(path: str) -> str:
    return path.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _decode(path: str) -> str:
    return _ENCODED.sub(lambda found: chr(int(found[1], 16)), path)


def is_bag(folder: Path) -> bool:
    return (folder / "bagit.txt").is_file()


def digests(folder: Path, below: str = "") -> dict[str, str]:
    """The SHA-256 of every file, by its path with forward slashes.

    Raises CannotJudge for a link or anything else that is no plain file or folder: its bytes are elsewhere.
    """
    return {
        path.relative_to(folder).as_posix(): _digest(path)
        for path in _files(folder / below if below else folder)
    }


def _files(place: Path) -> Iterator[Path]:
    for entry in sorted(os.scandir(place), key=lambda entry: entry.name):
        if entry.is_dir(follow_symlinks=False):
            yield from _files(Path(entry.path))
        elif entry.is_file(follow_symlinks=False):
            yield Path(entry.path)
        else:
            raise CannotJudge(
                "is a link, or no plain file; expected files and folders alone", path=entry.path
            )


def _digest(path: Path) -> str:
    found = hashlib.sha256()
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise CannotJudge("is no plain file", path=str(path))
        while chunk := file.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()


def problems(folder: Path, found: Mapping[str, str]) -> tuple[str, ...]:
    """What is wrong with a bag by its own lists. `found` are the digests of all its files."""
    declared = (folder / "bagit.txt").read_bytes() if "bagit.txt" in found else b""
    told = [] if declared == DECLARATION else ["bagit.txt is not the declaration of a BagIt 1.0 bag in UTF-8"]
    payload = {path: digest for path, digest in found.items() if path.startswith(f"{PAYLOAD}/")}
    told += _against(folder, MANIFEST, payload, found, complete=True)
    tags = {path: digest for path, digest in found.items() if path not in payload}
    told += _against(folder, TAG_MANIFEST, tags, found, complete=False)
    return tuple(told)


def _against(
    folder: Path, name: str, files: Mapping[str, str], found: Mapping[str, str], *, complete: bool
) -> Iterator[str]:
    if name not in found:
        yield f"{name} is missing"
        return
    listed: dict[str, str] = {}
    text = (folder / name).read_bytes().decode("utf-8", "replace")
    for number, line in enumerate(text.splitlines(), 1):
        match = _LINE.fullmatch(line)
        if match is None or _decode(match[2]) in listed:
            yield f"{name}:{number} is no line of a digest and a path that stands once"
        else:
            listed[_decode(match[2])] = match[1].lower()
    yield from (f"{path} is missing" for path in sorted(listed.keys() - files.keys()))
    changed = (path for path in sorted(listed.keys() & files.keys()) if listed[path] != files[path])
    yield from (f"{path} was changed" for path in changed)
    if complete:
        yield from (f"{path} is in no list" for path in sorted(files.keys() - listed.keys()))
