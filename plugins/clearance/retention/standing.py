"""Whether the public could read an approved version, and so may be given it again.

The tests are those of `rules/standing.py` and `publish/past.py`, here as of each version's own day and bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from clearance.gate import Judgement
from clearance.guidelines.models import Equipment
from clearance.model import JudgedPage, Page, Record
from clearance.rules.people import why_not_commander

Hands = Mapping[str, list[tuple[datetime, str]]]
"""of each path: when who had a hand in it"""


class Standing(StrEnum):
    PUBLIC = "public"
    WITHDRAWN = "withdrawn"
    ERASED = "erased by lawful order"
    NOT_PUBLIC = "not public"
    """not yet, never (its author approved it, say), or not now, because something in it must be mended"""


@dataclass(frozen=True, slots=True)
class Bench:
    """What bears on the standing of versions, by path. `held` are the digests of which git has the bytes."""

    judgement: Judgement
    held: Mapping[str, str]
    hands: Hands
    judged: Mapping[str, JudgedPage]
    withdrawn: Mapping[str, datetime]
    """when a page was last withdrawn"""
    erased: frozenset[str]
    """the digests of what was erased from the history"""

    @classmethod
    def of(cls, judgement: Judgement, held: Mapping[str, str]) -> Bench:
        withdrawn: dict[str, datetime] = {}
        for record in judgement.evidence.ledger.records:
            for path in record.subjects if record.kind == "withdrawal" else ():
                withdrawn[path] = max(record.issued, withdrawn.get(path, record.issued))
        judged = {page.path: page for page in judgement.outcome.pages}
        erased = frozenset(judgement.evidence.erased)
        return cls(judgement, held, _hands(judgement), judged, withdrawn, erased)

    def standing(self, path: str, record: Record, page: Page | None, after: Record | None) -> Standing:
        """Of the version that `record` approved; `page` is None if it can't be read, `after` the next one."""
        if not self.erased.isdisjoint(record.subjects.values()):
            return Standing.ERASED
        if path in self.withdrawn and record.issued <= self.withdrawn[path]:
            return Standing.WITHDRAWN
        now = self.judged.get(path)
        replaced = after.issued if after else self.judgement.outcome.at
        present = now.page if now and isinstance(now.page, Page) else None
        dates = (each.created for each in (page, present) if each and each.created)
        waited = any(date > replaced for date in dates)
        held_back = after is None and now is not None and not now.published
        lost = record.subjects[path] not in self.held
        void = page is not None and self._is_void(record, page)
        return Standing.NOT_PUBLIC if waited or held_back or lost or void else Standing.PUBLIC

    def _is_void(self, record: Record, page: Page) -> bool:
        """Whether this approval let nothing out, because it was not for this person to give."""
        guidelines, member, at = self.judgement.evidence.guidelines, record.member, record.issued
        if page.incident:
            entitled = not why_not_commander(self.judgement.facts, page.incident, member, at)
        else:
            entitled = guidelines.may_approve(member, at)
        own = {*page.authors, page.attest, page.requested_by, *self._contributors(record)}
        return not entitled or bool(guidelines.training_gaps(member, at)) or member in own

    def _contributors(self, record: Record) -> Iterator[str]:
        for path in record.subjects:
            yield from (member for at, member in self.hands.get(path, ()) if at <= record.issued)


def _hands(judgement: Judgement) -> Hands:
    """As git shows it; with unverified equipment the history isn't the department's own."""
    guidelines = judgement.evidence.guidelines
    found: dict[str, list[tuple[datetime, str]]] = {}
    if guidelines.department.equipment is Equipment.UNVERIFIED:
        return found
    for commit in judgement.evidence.history.commits:
        emails = () if commit.vouched else (commit.author_email, commit.committer_email)
        known = (guidelines.member_by_email(email) for email in emails)
        for member in {*commit.vouched, *(one.id for one in known if one)}:
            for path in commit.paths:
                found.setdefault(path, []).append((commit.committed, member))
    return found
