"""A past site once more: its commit checked out aside, built by the clock of then, compared file by file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from clearance.errors import CannotJudge
from clearance.evidence import Evidence
from clearance.publish.build import build_site
from clearance.publish.orders import Orders, Search
from clearance.retention.moments import as_files, of_publication
from clearance.retention.publications import Publication
from clearance.retention.recording import Differences, compare, site_files, software

OF_SEARCH = "pagefind/"
"""the search index, which is made after the site is public; no page is part of it"""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How a rebuilt site compares with what was recorded.

    `other_software` maps a program to its versions then and now, empty where there was or is none. `erased`
    is how many of the recorded files were erased from the history since, so that nobody can show them.
    """

    files: int
    differ: Differences
    other_software: Mapping[str, tuple[str, str]]
    erased: int = 0


def rebuild(evidence: Evidence, published: Publication, to: Path, *, pin: str) -> Rebuilt:
    """Build the site of a publication into a new folder. Raises CannotJudge."""
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise CannotJudge("is there already; expected the name of a new folder", path=str(to))
    try:
        recorded = published.files()
    except ValueError as problem:
        raise CannotJudge(f"this record {problem}", path=published.record.path) from None
    with as_files(evidence, of_publication(published, evidence.history), pin) as folder:
        search = Search.NOW if any(path.startswith(OF_SEARCH) for path in recorded) else Search.SKIP
        orders = Orders(search=search)
        built = build_site(folder, site_dir=to.absolute(), quiet=True, at=published.built, orders=orders)
    if built.exit_code and not (to / "index.html").is_file():
        raise CannotJudge("this software does not let that commit out; what it found is told above")
    found, _ = site_files(to)
    erased = evidence.erased.keys() & {*recorded.values()}
    return Rebuilt(len(recorded), compare(recorded, found), _other(published.detail.software), len(erased))


def _other(then: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    now = software()
    names = sorted(then.keys() | now.keys())
    return {n: (then.get(n, ""), now.get(n, "")) for n in names if then.get(n) != now.get(n)}
