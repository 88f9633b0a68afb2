"""What a rule is: one module with CODE, NAME, CLAUSE, SEVERITY and a pure `check`.

A rule's docstring is its page in the handbook: a first line that names the offence, then
`## What it checks`, `## Why it matters`, `## Remedy` (which is also the remedy of its findings).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from clearance.erasure.folding import Erasure
from clearance.guidelines.models import Guidelines
from clearance.incidents.folding import NONE
from clearance.incidents.incident import Incident
from clearance.media.values import Examined
from clearance.model import (
    Commit,
    Finding,
    History,
    JudgedPage,
    Ledger,
    Page,
    Record,
    Severity,
    Surface,
    Violation,
)
from clearance.names.model import PeopleFinder
from clearance.reviews.folding import Review
from clearance.takedown.report import Report


@dataclass(frozen=True, slots=True)
class Case:
    """One page under judgement, and all that bears on it.

    `subjects` are the page and every local file it shows or links to that exists, with digests;
    `commits` are those that touched any of them, newest first; `approvals` those naming this
    page, oldest first, since it was last withdrawn; `past` are all approvals and withdrawals that ever
    named it, also by former names that it tells, oldest first; `moment` is when its people's standing is
    judged: the issue of the newest approval of these bytes, or else now; `holds` are the hold findings
    of the other rules (only the rules about approvals see them); `media` is what was found in each of
    its files.

    No rule is shown what it has no part in (`registry` says which is which): those about texts see
    page, surface, subjects and media; all others see of the surface only the references.
    """

    page: Page
    surface: Surface
    subjects: Mapping[str, str]
    moment: datetime
    commits: tuple[Commit, ...] = ()
    approvals: tuple[Record, ...] = ()
    past: tuple[Record, ...] = ()
    holds: tuple[Finding, ...] = ()
    uncommitted: frozenset[str] = frozenset()
    media: Mapping[str, Examined] = field(default_factory=dict)
    faults: dict[tuple[str, str, datetime], tuple[str, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """of approvers, by approval, member and instant: several rules ask, and it is worked out once"""
    counting: list[Record | None] = field(default_factory=list, init=False, repr=False, compare=False)
    """the approval that counts, when it was looked for: the same"""


@dataclass(frozen=True, slots=True)
class Facts:
    """What holds for every page of the department at one instant. `files`: all of content/, digested.

    `people` finds people's names in a text, where the department has names confirmed; else None.
    `incidents` are by their id. `erased` are the digests of what was erased from the history by lawful order.
    """

    guidelines: Guidelines
    now: datetime
    files: Mapping[str, str] = field(default_factory=dict)
    people: PeopleFinder | None = None
    incidents: Mapping[str, Incident] = field(default_factory=lambda: NONE)
    erased: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Stray:
    """Something under content/ that can't be a page or a page's file, such as a symlink."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Department:
    """The department as a whole, after its pages were judged.

    `governed` are the files that an adoption covers, as they are now; `adopted` what the current
    adoption covers (None when no adoption counts, for the reason in `adoption_problem`). `founded` is when
    the first adoption was signed.
    """

    facts: Facts
    ledger: Ledger
    history: History
    pages: tuple[JudgedPage, ...]
    strays: tuple[Stray, ...] = ()
    governed: Mapping[str, str] = field(default_factory=dict)
    adopted: Mapping[str, str] | None = None
    adoption_problem: str = ""
    claimed_by_configuration: frozenset[str] = frozenset()
    reports: tuple[Report, ...] = ()
    reviews: tuple[Review, ...] = ()
    erasures: tuple[Erasure, ...] = ()
    founded: datetime | None = None


class PageRule(Protocol):
    CODE: str
    NAME: str
    CLAUSE: str
    SEVERITY: Severity

    def check(self, case: Case, facts: Facts, /) -> Iterator[Violation]: ...


class DepartmentRule(Protocol):
    """As a page rule, but it also says which file each violation is in.

    INTEGRITY: a violation means that no verdict on this department can be trusted, so that
    nothing at all is published, whatever the setting for uncleared pages.
    """

    CODE: str
    NAME: str
    CLAUSE: str
    SEVERITY: Severity
    INTEGRITY: bool

    def check(self, department: Department, /) -> Iterator[tuple[str, Violation]]: ...
