"""The one use case: judge a department. Folders in, one Outcome out; both doors call it.

Nothing here prints, asks the clock, or knows MkDocs. What can't be read, parsed or verified is
never clean: it is a finding, or CannotJudge where there is no verdict to give.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from clearance import engine
from clearance.content.claims import Claims, claims
from clearance.content.page import read_page
from clearance.content.surface import extract
from clearance.errors import CannotJudge
from clearance.evidence import Evidence
from clearance.guidelines.models import Equipment, Guidelines
from clearance.media.passages import passages
from clearance.media.reading import read_media
from clearance.media.values import Examined
from clearance.model import (
    Commit,
    Finding,
    JudgedPage,
    Outcome,
    Page,
    Place,
    Record,
    Severity,
    State,
    Unreadable,
)
from clearance.names.model import PeopleFinder, people_finder
from clearance.rules.places import of_media
from clearance.rules.rule import Case, Department, Facts, Stray
from clearance.rules.standing import approver_faults, counting_approval, current

Renderer = Callable[[str], str]
"""Markdown text to HTML, with the site's own extensions."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """An outcome together with what it was judged on; the doors publish only from this."""

    outcome: Outcome
    evidence: Evidence
    facts: Facts
    cases: Mapping[str, Case]

    @property
    def published_files(self) -> dict[str, str]:
        """Every file under content/ that may go out, with the digest that was judged."""
        pages = [page for page in self.outcome.pages if page.published]
        files = {path: digest for page in pages for path, digest in page.subjects.items()}
        assets = self.evidence.config.assets & self.evidence.governed.keys() if pages else frozenset()
        return files | {path: self.evidence.governed[path] for path in assets}


def judge(evidence: Evidence, *, at: datetime, render: Renderer) -> Judgement:
    """The verdict at the instant `at` on everything that was read."""
    facts = Facts(evidence.guidelines, at, evidence.tree.digests, people_of(evidence.guidelines))
    bearing = _bearing(evidence)
    read = _with_media([_case(page, bearing, facts, render) for page in _read_pages(evidence)], evidence)
    pages = tuple(_judge_page(page, bearing, facts) for page in read)
    cases = {case.page.path: case for case in read if isinstance(case, Case)}
    findings = engine.judge_department(_department(evidence, facts, pages))
    if engine.breaks_integrity(findings):
        pages = tuple(_withhold(page) for page in pages)
    pages = _withhold_named(pages, findings)
    verifiable = evidence.chain.current is not None
    return Judgement(Outcome(at, pages, findings, verifiable=verifiable), evidence, facts, cases)


def people_of(guidelines: Guidelines) -> PeopleFinder | None:
    """What confirms names, where the department asks for it. Raises CannotJudge when it is not installed."""
    return people_finder() if guidelines.department.reading.confirm_names else None


# --- pages -------------------------------------------------------------------------------------


def _read_pages(evidence: Evidence) -> list[Page | Unreadable]:
    zone = evidence.guidelines.zone
    return [read_page(path, data, zone) for path, data in sorted(evidence.tree.pages.items())]


@dataclass(frozen=True, slots=True)
class _Bearing:
    """Records and commits by the path that they are about: what bears on a page, without a search."""

    approvals: Mapping[str, list[Record]]
    withdrawals: Mapping[str, list[Record]]
    commits: Mapping[str, list[Commit]]
    uncommitted: frozenset[str]


def _bearing(evidence: Evidence) -> _Bearing:
    by_kind: dict[str, dict[str, list[Record]]] = {"approval": {}, "withdrawal": {}}
    for record in evidence.ledger.records:
        for path in record.subjects if record.kind in by_kind else ():
            by_kind[record.kind].setdefault(path, []).append(record)
    commits: dict[str, list[Commit]] = {}
    for commit in evidence.history.commits:
        for path in commit.paths:
            commits.setdefault(path, []).append(commit)
    return _Bearing(by_kind["approval"], by_kind["withdrawal"], commits, evidence.history.uncommitted)


def _judge_page(read: Case | Unreadable, bearing: _Bearing, facts: Facts) -> JudgedPage:
    if isinstance(read, Unreadable):
        findings = (engine.unreadable(read),)
        return JudgedPage(read, State.PENDING, findings, subjects={read.path: read.digest})
    return _conclude(read, bearing, facts)


def _case(page: Page | Unreadable, bearing: _Bearing, facts: Facts, render: Renderer) -> Case | Unreadable:
    if isinstance(page, Unreadable):
        return page
    try:
        surface = extract(page, render(page.body))
    except RecursionError:
        return Unreadable(page.path, page.digest, "lists or quotes are nested too deeply to be read")
    except CannotJudge as error:
        place = Place(error.line or 1, error.column or 1)
        return Unreadable(page.path, page.digest, error.message, place)
    claimed = claims(page, surface, facts.files)
    case = Case(
        page=page,
        surface=surface,
        subjects=claimed.subjects,
        moment=facts.now,
        commits=_commits_of(claimed, bearing),
        approvals=_standing_approvals(page.path, bearing),
        uncommitted=bearing.uncommitted,
    )
    return replace(case, moment=_moment(case, facts))


def _with_media(read: list[Case | Unreadable], evidence: Evidence) -> list[Case | Unreadable]:
    """Each case with what is in its files, whose texts the public reads as well. Each file is read once."""
    files = {path: digest for case in read if isinstance(case, Case) for path, digest in _files(case).items()}
    writing = evidence.guidelines.department.reading.writing_in_pictures
    found = read_media(evidence.root, files, writing=writing) if files else {}
    return [_add_media(case, found) if isinstance(case, Case) else case for case in read]


def _files(case: Case) -> dict[str, str]:
    return {path: digest for path, digest in case.subjects.items() if not path.endswith(".md")}


def _add_media(case: Case, found: Mapping[str, Examined]) -> Case:
    media = {path: found[path] for path in _files(case)}
    texts = (
        passage
        for path, examined in media.items()
        for passage in passages(path, examined, of_media(case.page, case.surface, path))
    )
    surface = replace(case.surface, passages=(*case.surface.passages, *texts))
    return replace(case, media=media, surface=surface)


def _standing_approvals(path: str, bearing: _Bearing) -> tuple[Record, ...]:
    """Approvals newer than any withdrawal: what was taken down comes back only by a new one."""
    withdrawn = [record.issued for record in bearing.withdrawals.get(path, ())]
    approvals = bearing.approvals.get(path, ())
    return tuple(r for r in approvals if not withdrawn or r.issued > max(withdrawn))


def _moment(case: Case, facts: Facts) -> datetime:
    """When the people behind these bytes must have been in good standing.

    That is when the bytes were committed; or, where commits aren't examined, when they were approved.
    """
    if facts.guidelines.department.equipment != Equipment.UNVERIFIED:
        committed = not case.subjects.keys() & case.uncommitted
        return case.commits[0].committed if case.commits and committed else facts.now
    sound = (record for record in current(case, facts) if not any(approver_faults(record, case, facts)))
    newest = next(sound, None)
    return newest.issued if newest else facts.now


def _commits_of(claimed: Claims, bearing: _Bearing) -> tuple[Commit, ...]:
    """The commits that had a hand in any of these files, newest first."""
    found = {commit.id: commit for path in claimed.subjects for commit in bearing.commits.get(path, ())}
    return tuple(sorted(found.values(), key=lambda commit: commit.committed, reverse=True))


def _conclude(case: Case, bearing: _Bearing, facts: Facts) -> JudgedPage:
    findings = engine.judge_text(case, facts)
    holds = tuple(finding for finding in findings if finding.severity is Severity.HOLD)
    case = replace(case, holds=holds)
    if case.page.draft:
        return JudgedPage(case.page, State.DRAFT, findings, subjects=case.subjects)
    if not case.approvals and case.page.path in bearing.withdrawals:
        return JudgedPage(case.page, State.WITHDRAWN, subjects=case.subjects)
    approval = counting_approval(case, facts)
    accepted = holds if approval else ()
    findings = tuple(f for f in (*findings, *engine.judge_approval(case, facts)) if f not in accepted)
    state = _state(case, approval, findings, facts.now)
    return JudgedPage(case.page, state, findings, accepted, approval, case.subjects)


def _state(case: Case, approval: Record | None, findings: tuple[Finding, ...], now: datetime) -> State:
    blocked = any(finding.severity is not Severity.NOTE for finding in findings)
    if approval is None or blocked:
        newest = case.approvals[-1] if case.approvals else None
        return State.STALE if newest and newest.subjects != case.subjects else State.PENDING
    if case.page.created and case.page.created > now:
        return State.SCHEDULED
    if case.page.expires and case.page.expires <= now:
        return State.EXPIRED
    return State.LIVE


# --- the department as a whole -----------------------------------------------------------------


def _department(evidence: Evidence, facts: Facts, pages: tuple[JudgedPage, ...]) -> Department:
    current = evidence.chain.current
    return Department(
        facts=facts,
        ledger=evidence.ledger,
        history=evidence.history,
        pages=pages,
        strays=tuple(Stray(stray.path, stray.reason) for stray in evidence.tree.strays),
        governed=evidence.governed,
        adopted=current.subjects if current else None,
        adoption_problem=evidence.chain.problem,
        claimed_by_configuration=evidence.config.assets,
    )


def _withhold(page: JudgedPage) -> JudgedPage:
    """Approved, but not published: nothing of a department is while its own records don't hold."""
    cleared = page.published or page.state is State.SCHEDULED
    return replace(page, state=State.APPROVED) if cleared else page


def _withhold_named(pages: tuple[JudgedPage, ...], findings: tuple[Finding, ...]) -> tuple[JudgedPage, ...]:
    """Keep back each page that a finding of the department is about: one at another's address, say."""
    found = {finding.path for finding in findings if finding.severity is not Severity.NOTE}
    return tuple(_withhold(page) if page.path in found else page for page in pages)
