"""The parts of an Office file: a ZIP archive by a stranger's hand, unpacked within limits."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from clearance.media.limits import MAX_PART_BYTES, MAX_PARTS, MAX_RATIO, MAX_UNPACKED_BYTES, Refused
from clearance.media.xml import parse

_LARGE = 1_000_000
_ENCRYPTED = 0x1
_METHODS = frozenset((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))


class Package:
    """Parts by name. What is asked for is unpacked then; nothing is written anywhere."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, IndexError):
            raise Refused("it is cut off or broken: its archive can't be opened") from None
        self._parts = _checked(self._archive.infolist())
        self.starts_and_ends = _is_alone(data, self._archive)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._parts)

    def read(self, name: str) -> bytes:
        """A part's bytes. Raises Refused for a part that is broken or larger than it says."""
        part = self._parts[name]
        try:
            with self._archive.open(part) as file:
                data = file.read(part.file_size + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            ValueError,
            OSError,
            EOFError,
            NotImplementedError,
            RuntimeError,
        ):
            raise Refused("it is broken: a part of its archive can't be unpacked") from None
        if len(data) != part.file_size:
            raise Refused("it is broken: a part of its archive is not as large as it says")
        return data

    def xml(self, name: str) -> Element | None:
        """A part as XML; None where there is none."""
        return parse(self.read(name), "a part of it") if name in self._parts else None


def _checked(parts: list[zipfile.ZipInfo]) -> Mapping[str, zipfile.ZipInfo]:
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise Refused(f"it unpacks to more than {MAX_PARTS:,} parts or {MAX_UNPACKED_BYTES:,} bytes")
    for part in parts:
        if not part.filename:
            raise Refused("it is broken: a part of its archive has no name")
        if part.flag_bits & _ENCRYPTED:
            raise Refused("it is locked with a password, so that nobody can look into it")
        if part.compress_type not in _METHODS:
            raise Refused("a part of it is packed in an unusual way")
        if part.file_size > MAX_PART_BYTES or (
            part.file_size > _LARGE and part.file_size > MAX_RATIO * max(part.compress_size, 1)
        ):
            raise Refused("a part of it unpacks to far more than it takes: this is how an attack looks")
    named = {part.filename: part for part in parts if not part.is_dir()}
    if len(named) != sum(not part.is_dir() for part in parts):
        raise Refused("two of its parts have the same name, so that programs would not agree on it")
    return named


def _is_alone(data: bytes, archive: zipfile.ZipFile) -> bool:
    """Whether nothing stands before the archive's first part or after its end."""
    first = min((part.header_offset for part in archive.infolist()), default=0)
    end = data.rfind(b"PK\5\6")
    return first == 0 and data.startswith(b"PK") and end + 22 + len(archive.comment) == len(data)
