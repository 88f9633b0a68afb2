"""Putting a record into the records folder: whole or not at all, and never over another."""

from __future__ import annotations

import os
import re
import tempfile
import unicodedata
from pathlib import Path, PurePosixPath

from clearance.errors import CannotJudge
from clearance.records.statement import Statement, record_id

_SLUG_LENGTH = 40
_ID_LENGTH = 12
_READABLE_BY_ALL = 0o644


def place_record(
    root: Path, said: Statement, data: bytes, signature: bytes, *, folder: str = "records"
) -> str:
    """Write a statement's bytes and their signature below `root/folder`. Returns the record's path.

    The signature comes first: what a crash leaves behind is a signature without a record, which
    counts for nothing and is reported. Raises CannotJudge when the folder can't be written.
    """
    path = f"{folder}/{file_name(said, data)}"
    target = root / path
    try:
        _make_own_folder(root, PurePosixPath(path).parent)
        _place(Path(f"{target}.sig"), signature)
        _place_after(Path(f"{target}.sig"), target, data)
    except FileExistsError:
        raise CannotJudge("a record of this name is there already; nothing was written", path=path) from None
    except OSError as error:
        raise CannotJudge(f"can't be written: {error.strerror}", path=path) from None
    return path


def file_name(said: Statement, data: bytes) -> str:
    """Name a record for people: year, date, kind, what it is about, and the start of its id."""
    day, slug = said.issued.date().isoformat(), _slug(said)
    parts = (day, said.kind, *([slug] if slug else []), record_id(data)[:_ID_LENGTH])
    return f"{day[:4]}/{'-'.join(parts)}.json"


def is_named_for(path: str, kind: str) -> bool:
    """Whether a file has the name that `file_name` gives to records of this kind, whatever is in it."""
    return re.match(rf"\d{{4}}-\d\d-\d\d-{kind}-", PurePosixPath(path).name) is not None


def _slug(said: Statement) -> str:
    """Shorten the name of the first page; other files (an adoption's) say nothing about a record."""
    pages = [PurePosixPath(name) for name in sorted(said.subjects) if name.endswith(".md")]
    if not pages:
        return ""
    page = pages[0]
    name = page.parent.name if page.stem == "index" else page.stem
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:_SLUG_LENGTH].strip("-")


def _make_own_folder(root: Path, folder: PurePosixPath) -> None:
    for part in (*reversed(folder.parents[:-1]), folder):
        place = root / part
        if place.is_symlink() or (place.exists() and not place.is_dir()):
            raise CannotJudge("expected a folder of its own, and not a link or a file", path=str(part))
    (root / folder).mkdir(parents=True, exist_ok=True)


def _place_after(signature: Path, target: Path, data: bytes) -> None:
    try:
        _place(target, data)
    except BaseException:
        signature.unlink()
        raise


def _place(target: Path, data: bytes) -> None:
    """Write a file aside and give it its name at the end. Raises FileExistsError rather than replace one."""
    descriptor, aside = tempfile.mkstemp(dir=target.parent, prefix=".writing-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            os.fchmod(file.fileno(), _READABLE_BY_ALL)
            file.flush()
            os.fsync(file.fileno())
        os.link(aside, target)
    finally:
        Path(aside).unlink()
