"""The annual report as a folder: the page, tables as CSV, and the sums by which all of it is signed."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, fields
from pathlib import Path

from clearance.errors import CannotJudge
from clearance.model import sha256
from clearance.monitor import annual_about as about
from clearance.monitor.annual import Figures, Issue, Person, Quarter, Trained
from clearance.monitor.annual_page import page
from clearance.monitor.weblogs import Views

PAGE, ABOUT, SUMS = "report.html", "about.json", "SHA256SUMS"
_SUM = re.compile(r"([0-9a-f]{64})  ([a-z]+\.[a-z]+)", re.ASCII)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_READABLE = 0o755
_MOST = 200_000_000
"""bytes of one file of a report"""


def make(figures: Figures, views: Views | None, titles: Mapping[str, str]) -> dict[str, bytes]:
    """All files of the report by their names. `titles` are those of the pages, by address."""
    ranked = [
        (title, address, views.pages[address] if views else 0) for address, title in sorted(titles.items())
    ]
    ranked.sort(key=lambda one: -one[2])
    texts = {
        PAGE: page(figures, views, ranked),
        ABOUT: about.written(figures, views, titles),
        "quarters.csv": _rows(Quarter, figures.quarters),
        "people.csv": _rows(Person, figures.people),
        "subjects.csv": _csv(("subject", "year_before", "year"), figures.subjects),
        "reports.csv": _rows(Issue, figures.issues),
        "withdrawals.csv": _csv(("page", "day", "member"), figures.withdrawals),
        "training.csv": _rows(Trained, figures.training),
    }
    if views:
        texts["views.csv"] = _csv(("page", "address", "views"), ranked)
        texts["feeds.csv"] = _csv(("feed", "requests"), views.feeds.most_common())
    files = {name: text.encode() for name, text in texts.items()}
    sums = "".join(f"{sha256(data)}  {name}\n" for name, data in sorted(files.items()))
    return {**files, SUMS: sums.encode()}


def _rows(kind: type[Quarter | Person | Issue | Trained], values: Iterable[object]) -> str:
    names = [each.name for each in fields(kind)]
    return _csv(names, (astuple(value) for value in values))  # type: ignore[call-overload]  # of this kind


def _csv(names: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(names)
    writer.writerows([[_cell(value) for value in row] for row in rows])
    return written.getvalue()


def _cell(value: object) -> object:
    """A text that a spreadsheet would take for a formula begins with an apostrophe."""
    if isinstance(value, tuple):
        value = " ".join(map(str, value))
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Build the folder aside and give it its name at the end. Raises CannotJudge rather than replace one."""
    require_free(folder)
    aside = None
    try:
        aside = Path(tempfile.mkdtemp(dir=folder.absolute().parent, prefix=".report-"))
        for name, data in files.items():
            (aside / name).write_bytes(data)
        aside.chmod(_READABLE)
        os.rename(aside, folder)  # noqa: PTH104 - fails where the folder has come to hold something
    except OSError as error:
        if aside:
            shutil.rmtree(aside, ignore_errors=True)
        raise CannotJudge(f"can't be written: {error.strerror}", path=str(folder)) from None


def require_free(folder: Path) -> None:
    """Raise CannotJudge where something is there already."""
    if os.path.lexists(folder):
        raise CannotJudge("is there already; name another folder", path=str(folder))


def signed_sums(folder: Path, figures: Figures, titles: Mapping[str, str]) -> str:
    """The SHA-256 of a report's list of sums, when all of its files are as they were written, and still true.

    The report is made anew from today's figures, with the views and titles that it says it was made of, and
    each file must be that, byte for byte: whoever changes one can't help it by changing the sums. Raises
    CannotJudge for anything else: another department's or period's report, changed files, figures or titles
    that have changed since.
    """
    sums = _read(folder / SUMS)
    _require_sums(folder, sums)
    data = _read(folder / ABOUT)
    about.require_same(data, figures, titles, str(folder / ABOUT))
    views, then = about.made_of(data, str(folder / ABOUT))
    made = make(figures, views, then)
    for name, right in made.items():
        if name != SUMS and _read(folder / name) != right:
            message = "is not what the report's figures make; write the report anew"
            raise CannotJudge(message, path=str(folder / name))
    if sums != made[SUMS]:
        raise CannotJudge("is not the list of the report's files", path=str(folder / SUMS))
    return sha256(sums)


def _require_sums(folder: Path, sums: bytes) -> None:
    """Raise CannotJudge unless every file listed, of which the page is one, has the digest listed."""
    listed: dict[str, str] = {}
    for number, line in enumerate(sums.decode("utf-8", "replace").splitlines(), 1):
        found = _SUM.fullmatch(line)
        if not found:
            raise CannotJudge(
                "expected a SHA-256, two spaces and a name", path=str(folder / SUMS), line=number
            )
        listed[found[2]] = found[1]
    for name in {PAGE, ABOUT} - listed.keys():
        raise CannotJudge(f"does not list {name}", path=str(folder / SUMS))
    for name, digest in listed.items():
        if sha256(_read(folder / name)) != digest:
            raise CannotJudge("was changed since the report was written", path=str(folder / name))


def period_of_report(folder: Path) -> str:
    """What the report says that it is of. Raises CannotJudge."""
    return str(about.parsed(_read(folder / ABOUT), str(folder / ABOUT)).get("period", ""))


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            data = opened.read(_MOST + 1)
    except OSError as error:
        raise CannotJudge(f"can't be read: {error.strerror}", path=str(file)) from None
    if len(data) > _MOST:
        raise CannotJudge(f"is over {_MOST // 1_000_000} MB", path=str(file))
    return data
