"""An export for a records request or a transfer: one bag with all that it takes to read and to check it.

It grows beside its place and gets its name when it is whole; nothing of it is there before.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from importlib.metadata import version
from itertools import chain
from pathlib import Path

from clearance.errors import CannotJudge
from clearance.gate import Judgement
from clearance.publish.provenance import office
from clearance.retention import bag, index_page, verify_page
from clearance.retention.bundles import make_bundles
from clearance.retention.captured import Captured, capture
from clearance.retention.filing import File, FiledRecords, FiledVersions, filed_records, filed_versions
from clearance.retention.library import Library, read_library
from clearance.retention.selection import Chosen, LeftOut, Selection, choose, require_sensible
from clearance.retention.signers_file import adoption_signers, record_signers, recorders
from clearance.retention.soundness import require_sound
from clearance.retention.verify_page import Proof


@dataclass(frozen=True, slots=True)
class Exported:
    """What went out, and how much did not."""

    pages: int
    versions: int
    records: int
    captured: int
    left_out: LeftOut
    remarks: tuple[str, ...]


class NothingToExport(Exception):
    """Nothing of what was asked for may go out. `left_out` says how much there would be."""

    def __init__(self, left_out: LeftOut) -> None:
        super().__init__("nothing to export")
        self.left_out = left_out


def check_place(folder: Path, root: Path) -> Path:
    """Where an export may grow, absolute. Raises CannotJudge: it never replaces or mixes with anything."""
    place = folder.absolute().parent.resolve() / folder.name
    if not folder.name or folder.name in {".", ".."}:
        raise CannotJudge("is no name for a new folder", path=str(folder))
    if os.path.lexists(place):
        raise CannotJudge(
            "is there already; an export never replaces anything, so name a new one", path=str(folder)
        )
    if not place.parent.is_dir():
        raise CannotJudge("there is no such folder to put it in", path=str(folder.parent))
    if place.is_relative_to(root.resolve()):
        raise CannotJudge(
            "lies in the department's folder, where it could be committed and published; name one outside",
            path=str(folder),
        )
    return place


@dataclass(frozen=True, slots=True)
class Order:
    """What goes out, of which department, and when. `site` is a built one; without it, it is built, aside."""

    judgement: Judgement
    selection: Selection
    site: Path | None
    at: datetime


def export(order: Order, place: Path) -> Exported:
    """Write the bag at `place`, which `check_place` gave. Raises CannotJudge, and NothingToExport."""
    order = replace(order, at=order.at.astimezone(order.judgement.evidence.guidelines.zone))
    judgement, selection = order.judgement, order.selection
    if order.site and place.is_relative_to(order.site.resolve()):
        raise CannotJudge("lies in the site that is captured; name another place", path=str(place))
    require_sensible(selection, judgement)
    require_sound(judgement)
    library = read_library(judgement, frozenset(selection.paths) or None)
    chosen = choose(library, selection, judgement)
    if not chosen.stories:
        raise NothingToExport(chosen.left_out)
    with _growing(place) as aside:
        exported = _fill(aside, order, library, chosen)
        _sync(aside)
        _name(aside, place)
    return exported


@contextmanager
def _growing(place: Path) -> Iterator[Path]:
    aside = place.parent / f".{place.name}.aside-{os.getpid()}-{secrets.token_hex(4)}"
    try:
        (aside / bag.PAYLOAD).mkdir(parents=True)
        yield aside
    except OSError as error:
        raise CannotJudge(
            f"the export can't be written: {error.strerror or error}", path=str(place)
        ) from None
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _name(aside: Path, place: Path) -> None:
    """An empty folder of that name could have been made meanwhile; a rename would replace it."""
    if os.path.lexists(place):
        raise CannotJudge("was made by something else meanwhile; nothing was written", path=str(place))
    aside.rename(place)


def _fill(aside: Path, order: Order, library: Library, chosen: Chosen) -> Exported:
    judgement, selection = order.judgement, order.selection
    data = aside / bag.PAYLOAD
    versions = filed_versions(library, chosen)
    records = filed_records(judgement, chosen, everything=selection.everything)
    _write(data, chain(versions.files, records.files, _lists(judgement, versions, records)))
    captured = capture(data, judgement, chosen, selection, order.site, order.at)
    bundles = make_bundles(data, judgement) if selection.everything else ()
    _write(data, _pages(order, chosen, versions, records, captured, bundles))
    bag.close_bag(aside, _info(judgement.evidence.guidelines.department.name, selection, order.at))
    count = sum(len(story.versions) for story in chosen.stories)
    remarks = _remarks(judgement, captured, selection)
    return Exported(len(chosen.stories), count, len(records.places), captured.count, chosen.left_out, remarks)


def _lists(judgement: Judgement, versions: FiledVersions, records: FiledRecords) -> Iterator[File]:
    yield File("allowed_signers", record_signers(judgement, records.records))
    yield File("adoption_signers", adoption_signers(judgement))
    yield File("missing.txt", "".join(f"{each}\n" for each in versions.missing).encode())


def _pages(  # noqa: PLR0913, PLR0917 - all that the pages speak of
    order: Order,
    chosen: Chosen,
    versions: FiledVersions,
    records: FiledRecords,
    captured: Captured,
    bundles: tuple[str, ...],
) -> Iterator[File]:
    evidence = order.judgement.evidence
    first, department = evidence.chain.adoptions[0], evidence.guidelines.department.name
    contents = index_page.Contents(
        department=department,
        asked=order.selection.words(),
        made=order.at,
        stories=chosen.stories,
        records=records.listed,
        places=versions.places,
        record_places=records.places,
        captured=captured.pages,
        capture=captured.told,
        left_out=chosen.left_out,
        further=[*captured.files, *((name, "the git history, as a bundle") for name in bundles)],
        remarks=_remarks(order.judgement, captured, order.selection),
    )
    yield _text("index.html", index_page.page(contents, lambda who: office(who, evidence.guidelines)))
    vouching = recorders(order.judgement, records.records)
    proof = Proof(department, f"sha256:{first.id}", records.places[first.path], vouching, bundles)
    yield _text(verify_page.PAGE, verify_page.page(proof))
    yield _text(verify_page.SCRIPT, verify_page.script(proof))


def _text(path: str, text: str) -> File:
    return File(path, text.encode("utf-8", "backslashreplace"))


def _write(data: Path, files: Iterable[File]) -> None:
    for file in files:
        place = data / file.path
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("xb") as out:
            out.write(file.data)


def _remarks(judgement: Judgement, captured: Captured, selection: Selection) -> tuple[str, ...]:
    refused = len(judgement.evidence.ledger.refusals)
    told = [*captured.remarks]
    if selection.everything and refused:
        told.append(f"{refused} file(s) among the records do not count; they are in the git bundle alone")
    if not selection.everything:
        told.append(
            "The git history is not in here: it holds drafts and what was withdrawn. It is in a transfer."
        )
    return tuple(told)


def _info(department: str, selection: Selection, at: datetime) -> list[tuple[str, str]]:
    return [
        ("Source-Organization", department),
        ("External-Description", f"Public records of the website: {selection.words()}"),
        ("Bagging-Date", at.date().isoformat()),
        ("Bag-Software-Agent", f"mkdocs-clearance {version('mkdocs-clearance')}"),
    ]


def _sync(folder: Path) -> None:
    """The bytes are on the disk before the name says that they are."""
    for place in sorted(folder.rglob("*")):
        descriptor = os.open(place, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
