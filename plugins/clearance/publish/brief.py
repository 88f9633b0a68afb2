"""What a supervisor decides on, for one page: what is new in it, what is open, what must be accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff

from clearance.errors import CannotJudge
from clearance.evidence import Evidence
from clearance.gate import Judgement
from clearance.history.versions import former_files
from clearance.model import Finding, JudgedPage, Page, Record, Unreadable
from clearance.publish.approval import holds, must_be_mended

_AROUND = 2
"""lines shown before and after a change"""


@dataclass(frozen=True, slots=True)
class Brief:
    """`approved` is the newest approval of this page, of whatever bytes; `changes` are lines of a diff.

    A page that was never approved, or whose approved bytes git doesn't hold, has all of its lines
    as new ones. `mend` can be accepted by nobody; `codes` are to be accepted by name.
    """

    judged: JudgedPage
    page: Page
    approved: Record | None
    changes: tuple[str, ...]
    mend: tuple[Finding, ...]
    open: tuple[Finding, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(sorted({finding.code for finding in self.open}))

    @property
    def files(self) -> tuple[tuple[str, str], ...]:
        """Each file that the page shows or links to, with its declared kind."""
        kinds = {declared.path: declared.kind for declared in self.page.media}
        others = sorted(path for path in self.judged.subjects if path != self.judged.path)
        return tuple((path, kinds.get(path, "")) for path in others)


def brief(judgement: Judgement, path: str) -> Brief:
    """Raises CannotJudge when there is no such page, or it can't be read."""
    judged = judgement.outcome.page(path)
    if judged is None:
        raise CannotJudge("this is no page; name the page that shows the file", path=path)
    page = judged.page
    if isinstance(page, Unreadable):
        place = page.place
        raise CannotJudge(page.message, path=path, line=place.line, column=place.column)
    approved = _newest(judgement, path)
    before = _bytes(judgement.evidence, approved, path)
    return Brief(judged, page, approved, tuple(_changes(before, page)), must_be_mended(judged), holds(judged))


def _newest(judgement: Judgement, path: str) -> Record | None:
    evidence = judgement.evidence

    def could(record: Record) -> bool:
        commanded = (one.commander_at(record.issued) == record.member for one in evidence.incidents.values())
        return evidence.guidelines.may_approve(record.member, record.issued) or any(commanded)

    found = (record for record in evidence.ledger.about(path, "approval") if could(record))
    return max(found, key=lambda record: record.issued, default=None)


def _bytes(evidence: Evidence, approved: Record | None, path: str) -> bytes:
    wanted = {path: approved.subjects[path]} if approved else {}
    return former_files(evidence.root, evidence.history.stood, wanted).get(path, b"")


def _changes(before: bytes, page: Page) -> Iterator[str]:
    old, new = (data.decode("utf-8", "replace").splitlines() for data in (before, page.source))
    yield from [*unified_diff(old, new, n=_AROUND, lineterm="")][2:]
