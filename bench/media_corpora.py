"""What the rules about media find in folders of pictures and documents, and what mending leaves of it.

python bench/media_corpora.py FOLDER...

One line a file: its format, the rules that speak (ME104: text under a cover; ME101: a position; ME108:
can't be read), what `clearance fix` leaves, whether the file looks as before, and milliseconds to read
it. Texts out of the files are never printed.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from clearance.guidelines.loading import load_guidelines
from clearance.media.clean import appearance
from clearance.media.clean_pdf import drawn
from clearance.media.formats import PICTURES, Format, recognise
from clearance.media.reading import Reader, read_bytes
from clearance.media.values import Examined, Media, Unread
from clearance.model import Place
from clearance.rules.media_file import MediaFile
from clearance.rules.registry import MEDIA_RULES
from clearance.rules.rule import Facts

ROOT = Path(__file__).resolve().parent.parent
HEAD = f"{'file':36} {'format':6} {'found':30} {'left after fix':20} {'same look':9} {'ms':>5}"


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    format: str
    found: tuple[str, ...]
    left: tuple[str, ...]
    same: str
    milliseconds: float

    def __str__(self) -> str:
        found, left = " ".join(self.found) or "-", " ".join(self.left) or "-"
        return f"{self.name:36} {self.format:6} {found:30} {left:20} {self.same:9} {self.milliseconds:5.0f}"


def rows(folders: list[Path]) -> Iterator[Row]:
    facts = Facts(load_guidelines(ROOT), datetime.now(UTC))
    with Reader() as reader:
        reader.examine("warm.txt", b"up")
        for folder in folders:
            for place in sorted(path for path in folder.rglob("*") if path.is_file()):
                yield _row(place, facts, reader)


def _row(place: Path, facts: Facts, reader: Reader) -> Row:
    data = read_bytes(place)
    if isinstance(data, Unread):
        return Row(place.name, "-", ("ME108",), (), "-", 0)
    started = time.perf_counter()
    examined = reader.examine(place.name, data)
    milliseconds = 1000 * (time.perf_counter() - started)
    format_ = examined.format if isinstance(examined, Media) else "-"
    found = _codes(place.name, examined, facts)
    cleaned = reader.clean(place.name, data)
    if isinstance(cleaned, Unread):
        return Row(place.name, format_, found, ("not mended",), "-", milliseconds)
    left = _codes(place.name, reader.examine(place.name, cleaned[0]), facts)
    return Row(place.name, format_, found, left, _same(data, cleaned[0]), milliseconds)


def _codes(name: str, examined: Examined, facts: Facts) -> tuple[str, ...]:
    file = MediaFile(name, examined, Place())
    return tuple(rule.CODE for rule in MEDIA_RULES if [*rule.check(file, facts)])


def _same(before: bytes, after: bytes) -> str:
    format_ = recognise(before)
    if format_ is Format.PDF:
        return "yes" if drawn(before) == drawn(after) else "NO"
    if format_ in PICTURES:
        return "yes" if [*appearance(before, format_)] == [*appearance(after, format_)] else "NO"
    return "-"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Measure the rules about media on folders of files.")
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    print(HEAD)
    for row in rows(parser.parse_args(arguments).folders):
        print(row)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
