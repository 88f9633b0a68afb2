"""The use case: mend files under `content/`, and say what was done and what only a person can do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from clearance.media.reading import Reader, read_bytes
from clearance.media.values import METADATA, Mark, Unread
from clearance.mending.files import files_below, inside_content, replace_bytes
from clearance.mending.text import mend_text


@dataclass(frozen=True, slots=True)
class Mended:
    """What became of one file. `problem` is why it could not be read or mended at all.

    `removed` is what was taken out of it (or would be), `left` what a person must decide.
    """

    path: str
    removed: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    problem: str = ""


def mend(root: Path, paths: Iterable[str], *, dry_run: bool) -> Iterator[Mended]:
    """Mend each file, and each file of a folder, once. With `dry_run`, nothing is written.

    Raises CannotJudge, before anything is written, for a path that is not under `content/` or that
    is or lies behind a symbolic link.
    """
    checked = [inside_content(root, path) for path in paths]
    files = dict.fromkeys(file for path in checked for file in files_below(root, path))
    with Reader() as reader:
        for path in files:
            yield _mend_file(root / path, path, reader, dry_run=dry_run)


def _mend_file(place: Path, path: str, reader: Reader, *, dry_run: bool) -> Mended:
    data = read_bytes(place)
    if isinstance(data, Unread):
        return Mended(path, problem=data.message)
    cleaned = _cleaned(path, data, reader)
    if isinstance(cleaned, Mended):
        return cleaned
    after, mended = cleaned
    if after != data and not dry_run:
        replace_bytes(place, data, after)
    return mended


def _cleaned(path: str, data: bytes, reader: Reader) -> tuple[bytes, Mended] | Mended:
    if path.endswith(".md"):
        text = mend_text(data)
        return text.data, Mended(path, text.removed)
    answer = reader.clean(path, data)
    if isinstance(answer, Unread):
        return Mended(path, problem=answer.message)
    after, removed, left = answer
    words = _words(removed) or (("metadata",) if after != data else ())
    return after, Mended(path, words, _words(left))


def _words(marks: Iterable[Mark]) -> tuple[str, ...]:
    """Marks in plain words, each once."""
    told = (_word(mark) for mark in marks)
    return tuple(dict.fromkeys(told))


def _word(mark: Mark) -> str:
    if mark.trait in METADATA:
        return mark.where
    kind = mark.trait.value.replace("-", " ")
    return f"{kind} ({mark.where})" if mark.where else kind
