"""What the department was at an instant: the commit that was in force, with its records, as files.

Where a publication was recorded, it says what was public. Before the first one, or where the records of it
are lost, it is worked out from the history: the newest commit of that time.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from clearance.erasure.tombstone import tombstone
from clearance.errors import CannotJudge
from clearance.evidence import Evidence
from clearance.history.git import checked, run
from clearance.history.retention import is_checkout
from clearance.history.rewriting import LATER
from clearance.model import History, sha256
from clearance.publish.checkout import Source, checked_out, objects_of
from clearance.retention.publications import Publication, Publications


@dataclass(frozen=True, slots=True)
class Moment:
    """The commits that were in force at `at`; `publication` where it is known from a record."""

    at: datetime
    commit: str
    records: str = ""
    publication: Publication | None = None


def moment(evidence: Evidence, at: datetime, publications: Publications) -> Moment | None:
    """None where there was nothing yet. Raises CannotJudge when git can't be read."""
    published = publications.at(at)
    if published:
        return of_publication(published, evidence.history)
    root = evidence.root
    commit = _newest(root, at)
    apart = is_checkout(root, "records")
    records = _newest(root / "records", at) if apart else ""
    return Moment(at, commit, records) if commit and bool(records) == apart else None


def of_publication(published: Publication, history: History) -> Moment:
    """What a publication was built from, as it is called today, and by which clock."""
    detail = published.detail
    return Moment(detail.built, history.today(detail.commit), detail.records, published)


def _newest(root: Path, at: datetime) -> str:
    """The newest commit on the line of HEAD that was made by then."""
    line = ("rev-list", "--first-parent", "-1", f"--before={int(at.timestamp())}", "HEAD")
    return checked(run(root, *line), root).text


@contextmanager
def as_files(evidence: Evidence, found: Moment, pin: str) -> Iterator[Path]:
    """The department of that moment in a folder of its own, without what was erased since.

    Raises CannotJudge where git lacks it.
    """
    root = evidence.root
    require_commit(root, found.commit)
    source = Source(found.commit, (objects_of(root),))
    records = None
    if found.records:
        if not is_checkout(root, "records"):
            raise CannotJudge(
                "the records had a checkout of their own then; clone their branch into records/"
            )
        require_commit(root / "records", found.records)
        records = Source(found.records, (objects_of(root / "records"),))
    with checked_out(source, pin=pin, records=records) as folder:
        if evidence.erasures:
            _without_erased(folder, evidence)
        yield folder


def _without_erased(folder: Path, evidence: Evidence) -> None:
    """A page that was approved with what is erased is taken out: nobody can show it as it was."""
    keeper = folder / "records" if is_checkout(folder, "records") else folder
    today = evidence.root / "records" if is_checkout(evidence.root, "records") else evidence.root
    head = checked(run(today, "rev-parse", "HEAD"), today).text
    checked(run(keeper, "update-ref", LATER, head), keeper)
    stones = {
        sha256(tombstone(one.id, version)) for one in evidence.erasures.values() for version in one.versions
    }
    for record in evidence.ledger.records:
        if record.kind == "approval" and evidence.erased.keys() & {*record.subjects.values()}:
            for path, digest in record.subjects.items():
                _take_out(folder / path, {digest, *stones} if path.endswith(".md") else stones)


def _take_out(place: Path, digests: set[str]) -> None:
    if place.is_file() and sha256(place.read_bytes()) in digests:
        place.unlink()


def require_commit(root: Path, commit: str) -> None:
    """Raise CannotJudge where git does not have it."""
    if run(root, "cat-file", "-e", f"{commit}^{{commit}}").code:
        raise CannotJudge(f"git has no commit {commit[:12]}; fetch it from the copy that has it")
