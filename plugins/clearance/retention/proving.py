"""The proof of the whole: signatures, adoptions, history, versions, publications, the site.

Whether a text is clean is no part of it; that is asked by `clearance check`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from clearance.errors import CannotJudge
from clearance.evidence import Evidence, read_evidence
from clearance.history.git import run
from clearance.history.retention import is_checkout
from clearance.model import Cause, History
from clearance.retention import flaws
from clearance.retention.branches import behind, damage, moved_back, not_in
from clearance.retention.erased import about_erasures, orders_waiting
from clearance.retention.flaws import Flaw, Proof
from clearance.retention.ledger_flaws import about_content, about_guidelines, about_records
from clearance.retention.publications import Publications, fold
from clearance.retention.recording import compare, site_files
from clearance.retention.versions import lost_versions


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be proved. `site` is a folder of built pages; `known` a commit that was noted before."""

    root: Path
    pin: str
    site: Path | None = None
    known: str = ""


def prove(wanted: Wanted, *, at: datetime) -> Proof:
    """Everything that is wrong, each with its cause. Raises CannotJudge where nothing can be said.

    Nothing that was kept of an earlier run is believed: all bytes are read and all signatures verified.
    """
    repositories = _repositories(wanted.root)
    damaged = [flaw for place, folder in repositories for flaw in damage(place, folder)]
    try:
        return _proof(wanted, at, repositories, damaged)
    except CannotJudge as problem:
        if not damaged:
            raise
        note = f"nothing else could be looked at: {problem}"
        return Proof(tuple(damaged), (note,), {}, "")


def _proof(wanted: Wanted, at: datetime, repositories: list[tuple[Path, str]], damaged: list[Flaw]) -> Proof:
    evidence = read_evidence(wanted.root, at=at, pin=wanted.pin)
    publications = fold(evidence.ledger.records, evidence.guidelines)
    found = [
        *damaged,
        *about_records(evidence),
        *about_guidelines(evidence),
        *about_content(evidence),
        *lost_versions(evidence),
        *about_erasures(evidence),
        *_about_branches(repositories, wanted, evidence.history),
        *_about_publications(wanted.root, publications, evidence.history),
        *(_about_site(wanted.site, publications) if wanted.site else ()),
    ]
    return Proof(
        flaws=tuple(_in_order(found)),
        notes=tuple(_notes(evidence)),
        counted=_counted(evidence, publications),
        head=evidence.history.head,
        records=_head(wanted.root / "records") if is_checkout(wanted.root, "records") else "",
    )


def _repositories(root: Path) -> list[tuple[Path, str]]:
    """Each repository that holds records, and the folder of them in it; the department's own comes first."""
    apart = is_checkout(root, "records")
    return [(root, "records"), *([(root / "records", "")] if apart else [])]


def _head(place: Path) -> str:
    return run(place, "rev-parse", "HEAD").text


def _about_branches(repositories: list[tuple[Path, str]], wanted: Wanted, history: History) -> Iterator[Flaw]:
    for place, folder in repositories:
        yield from moved_back(place, folder)
        yield from behind(place, folder)
    known = _today(wanted.known, history)
    if known and all(not_in(place, [known]) for place, _ in repositories):
        wrong = f"the commit {wanted.known[:12]} that you noted is not part of the history"
        yield Flaw(flaws.MOVED_BACK, "records/", wrong)


def _today(commit: str, history: History) -> str:
    """What a commit that was noted is called since the last erasure."""
    return next((new for old, new in history.renamed.items() if commit and old.startswith(commit)), commit)


_SORT_OF_DOUBT = {
    Cause.LOSS: flaws.LOST_PUBLICATION,
    Cause.TAMPERING: flaws.FORGED_PUBLICATION,
    Cause.MISTAKE: flaws.FAULTY_PUBLICATION,
}


def _about_publications(root: Path, publications: Publications, history: History) -> Iterator[Flaw]:
    for doubt in publications.doubts:
        yield Flaw(_SORT_OF_DOUBT[doubt.cause], doubt.path, doubt.reason)
    today = {each.record.id: history.today(each.detail.commit) for each in publications.all}
    gone = not_in(root, today.values())
    for each in publications.all:
        if today[each.record.id] in gone:
            wrong = f"was built from commit {each.detail.commit[:12]}, which is not part of the history"
            yield Flaw(flaws.MOVED_BACK, each.record.path, wrong)
    newest = publications.newest
    if newest:
        try:
            newest.files()
        except ValueError as problem:
            yield Flaw(flaws.FORGED_PUBLICATION, newest.record.path, str(problem))


def _about_site(site: Path, publications: Publications) -> Iterator[Flaw]:
    files, irregular = site_files(site)
    for each in irregular:
        yield Flaw(flaws.SITE_ADDED, each.path, f"is {each.reason}; expected plain files alone")
    newest = publications.newest
    if newest is None:
        yield Flaw(flaws.UNRECORDED_SITE, f"{site.name}/", "was never recorded")
        return
    try:
        differ = compare(newest.files(), files)
    except ValueError:
        return  # which is told of the record
    where = f"recorded in {newest.record.path}"
    for path in differ.changed:
        yield Flaw(flaws.SITE_CHANGED, path, f"is not as it was {where}")
    for path in differ.added:
        yield Flaw(flaws.SITE_ADDED, path, f"is not among the files {where}")
    for path in differ.missing:
        yield Flaw(flaws.SITE_MISSING, path, f"is missing; it is {where}")


def _in_order(found: Iterable[Flaw]) -> list[Flaw]:
    order = list(Cause)
    unique = dict.fromkeys(found)
    return sorted(unique, key=lambda flaw: (order.index(flaw.sort.cause), flaw.path, flaw.wrong))


def _notes(evidence: Evidence) -> Iterator[str]:
    for path, happened in evidence.history.restored_records:
        yield f"{path} {happened}, and was put back as it was"
    yield from orders_waiting(evidence)


def _counted(evidence: Evidence, publications: Publications) -> dict[str, int]:
    records = evidence.ledger.records
    return {
        "records": len(records) + len(evidence.chain.adoptions),
        "adoptions": len(evidence.chain.adoptions),
        "approvals": sum(record.kind == "approval" for record in records),
        "publications": len(publications.all),
    }
