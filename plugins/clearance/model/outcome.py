"""What came of judging a department."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from clearance.model.judging import PUBLISHED, WAITING, Finding, State
from clearance.model.page import Page, Unreadable
from clearance.model.records import Record


@dataclass(frozen=True, slots=True)
class JudgedPage:
    """A page with its state. `approval` is the one that counts; `subjects` are its bytes and its media's."""

    page: Page | Unreadable
    state: State
    findings: tuple[Finding, ...] = ()
    accepted: tuple[Finding, ...] = ()
    approval: Record | None = None
    subjects: Mapping[str, str] = field(default_factory=dict)

    @property
    def path(self) -> str:
        return self.page.path

    @property
    def published(self) -> bool:
        return self.state in PUBLISHED


@dataclass(frozen=True, slots=True)
class Outcome:
    """The verdict on a whole department, of one instant."""

    at: datetime
    pages: tuple[JudgedPage, ...] = ()
    findings: tuple[Finding, ...] = ()
    """of the department as a whole: adoption, roster, records, unclaimed files"""
    verifiable: bool = True
    """False when there is no adoption to judge by, so that no page can be cleared"""

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        return (*self.findings, *(f for p in self.pages for f in p.findings))

    @property
    def uncleared(self) -> tuple[JudgedPage, ...]:
        """The pages that want out and may not."""
        return tuple(p for p in self.pages if p.state in WAITING)

    def page(self, path: str) -> JudgedPage | None:
        return next((p for p in self.pages if p.path == path), None)
