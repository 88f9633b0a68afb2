"""The annual report as a folder: the page, tables as CSV, and the sums by which all of it is signed."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, fields
from pathlib import Path

from clearance.errors import CannotJudge
from clearance.model import sha256
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
        ABOUT: _about(figures),
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


def _about(figures: Figures) -> str:
    about = {"department": figures.department, "period": figures.period.name, "figures": figures.digest}
    return json.dumps(about, indent=2) + "\n"


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


def signed_sums(folder: Path, figures: Figures) -> str:
    """The SHA-256 of a report's list of sums, when all of its files are as they were written, and still true.

    Raises CannotJudge for anything else: another department's or period's report, changed files, figures that
    have changed since.
    """
    sums = _read(folder / SUMS)
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
    _require_same(_read(folder / ABOUT), figures, folder / ABOUT)
    return sha256(sums)


def period_of_report(folder: Path) -> str:
    """What the report says that it is of. Raises CannotJudge."""
    return str(_parsed(_read(folder / ABOUT), folder / ABOUT).get("period", ""))


def _parsed(data: bytes, file: Path) -> dict[str, object]:
    try:
        about = json.loads(data)
    except (ValueError, RecursionError):
        about = None
    if not isinstance(about, dict):
        raise CannotJudge(
            "is no part of a report; expected what `clearance review annual` wrote", path=str(file)
        )
    return about


def _require_same(data: bytes, figures: Figures, file: Path) -> None:
    about = _parsed(data, file)
    for name, expected in json.loads(_about(figures)).items():
        if about.get(name) != expected:
            if name == "figures":
                raise CannotJudge("the figures have changed since; write the report anew", path=str(file))
            raise CannotJudge(f"is of the {name} {about.get(name)!r}; expected {expected!r}", path=str(file))


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            data = opened.read(_MOST + 1)
    except OSError as error:
        raise CannotJudge(f"can't be read: {error.strerror}", path=str(file)) from None
    if len(data) > _MOST:
        raise CannotJudge(f"is over {_MOST // 1_000_000} MB", path=str(file))
    return data
