"""Disposing of what the schedule allows, by the recorded authority of the Local Records Commission.

No public record is disposed of without the Commission's approval (50 ILCS 205/7; 44 Ill. Adm. Code 4500).
The software can't know whether it was given: the custodian signs that it was, and what it says. Here files
leave the working tree; the history keeps their bytes until they are erased from it (`erasing`).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from clearance.disposition.detail import AUTHORITY_EXPECTED, DisposalDetail, is_authority
from clearance.disposition.folding import DISPOSAL, may_dispose
from clearance.errors import CannotJudge
from clearance.gate import Judgement
from clearance.guidelines.plans import Series
from clearance.records.statement import Statement
from clearance.retention.schedule import PERMANENT, Item, items
from clearance.retention.soundness import require_no_doubt


class NotDisposable(Exception):
    """Some of it must be kept. `reasons` are sentences, each with a path."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__("must be kept")
        self.reasons = reasons


def prepare(
    judgement: Judgement, paths: Iterable[str], *, member: str, authority: str, at: datetime
) -> tuple[Statement, ...]:
    """A statement for each series, to be signed. With a page go the files that no other page shows.

    Raises CannotJudge, and NotDisposable with every reason at once.
    """
    require_no_doubt(judgement)
    guidelines = judgement.evidence.guidelines
    if not may_dispose(member, guidelines, at):
        raise CannotJudge(f"{member} is no custodian of records, and can't dispose of anything")
    if not is_authority(authority):
        raise CannotJudge(f"--authority is no approval; expected {AUTHORITY_EXPECTED}")
    today = guidelines.day(at)
    going = _going(paths, items(judgement, today))
    if reasons := tuple(reason for item in going.values() for reason in _kept(item, going, judgement, today)):
        raise NotDisposable(reasons)
    issued = at.astimezone(guidelines.zone).replace(microsecond=0)
    return tuple(
        Statement(
            kind=DISPOSAL,
            department=guidelines.department.id,
            issued=issued,
            member=member,
            subjects={item.path: item.digest for item in going.values() if item.series == series},
            detail=DisposalDetail(authority, series.id, series.authority).written(),
        )
        for series in _series(going.values())
    )


def _going(paths: Iterable[str], known: dict[str, Item]) -> dict[str, Item]:
    wanted = dict.fromkeys(paths)
    for path in wanted:
        if path not in known:
            raise CannotJudge("this is no page, no file of a page, and no record that counts", path=path)
    files = (item.path for item in known.values() if item.shown_by and wanted.keys() >= {*item.shown_by})
    return {path: known[path] for path in dict.fromkeys([*wanted, *files])}


def _kept(item: Item, going: dict[str, Item], judgement: Judgement, today: date) -> Iterable[str]:
    """Why this must be kept, if it must."""
    evidence = judgement.evidence
    if not item.is_content:
        yield f"{item.path}: is a signed record, and those are the proof of all the rest; it stays"
        return
    if item.path in evidence.history.uncommitted:
        yield f"{item.path}: is not as it was committed; commit it first, or put it back"
    staying = [path for path in item.shown_by if path not in going]
    if staying:
        yield f"{item.path}: {staying[0]} shows it and is kept"
    yield from (
        f"{item.path}: is on hold {hold.number} ({hold.matter}) since {hold.since:%Y-%m-%d}, by {hold.member}"
        for hold in item.holds
    )
    if item.series is None:
        yield f"{item.path}: no series of guidelines/retention.yml is about a {item.kind}, so it is kept"
    elif item.due is None and item.series.keep != PERMANENT:
        yield f"{item.path}: can't be read, so nobody knows since when it is kept"
    elif item.due is None:
        yield f"{item.path}: is kept for ever (series {item.series.id})"
    elif item.due > today:
        yield f"{item.path}: is kept until {item.due} (series {item.series.id}, {item.series.keep} years)"


def _series(going: Iterable[Item]) -> list[Series]:
    return list({item.series.id: item.series for item in going if item.series}.values())


def remove(root: Path, statements: Iterable[Statement]) -> tuple[str, ...]:
    """Take the files out of the working tree; their paths. Raises CannotJudge for one that can't be.

    Call it when the statements are signed: what is signed and still there can be removed by hand.
    """
    removed: list[str] = []
    for path in sorted(path for statement in statements for path in statement.subjects):
        try:
            (root / path).unlink()
        except OSError as error:
            message = f"can't be removed ({error.strerror}); its disposal is signed, so remove it by hand"
            raise CannotJudge(message, path=path) from None
        removed.append(path)
    return tuple(removed)
