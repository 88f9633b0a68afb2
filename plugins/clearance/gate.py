"""The one use case: judge a department. Folders in, one Outcome out; both doors call it.

Nothing here prints, asks the clock, or knows MkDocs. What can't be read, parsed or verified is
never clean: it is a finding, or CannotJudge where there is no verdict to give.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property, partial
from typing import NamedTuple

from clearance import engine
from clearance.ahead import meanwhile
from clearance.content.address import address, plain_address
from clearance.evidence import Evidence
from clearance.guidelines.models import Equipment
from clearance.model import (
    Commit,
    Finding,
    JudgedPage,
    Outcome,
    Page,
    Record,
    Severity,
    State,
    Surface,
    TextVerdict,
    Unreadable,
)
from clearance.rules.rule import Case, Department, Facts, Stray
from clearance.rules.standing import approver_faults, counting_approval, current
from clearance.texts.judging import Ground, Renderer
from clearance.texts.many import Kept, judge_texts

__all__ = ["Judgement", "Kept", "Renderer", "judge"]

WORTH_ANOTHER = 1_000
"""pages; fewer are judged sooner than another process has begun"""

Text = TextVerdict | Unreadable


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


def every(_path: str) -> bool:
    """All pages."""
    return True


def judge(  # noqa: PLR0913 - on what, when, how, and how quickly
    evidence: Evidence,
    *,
    at: datetime,
    render: Renderer,
    kept: Kept | None = None,
    workers: int = 1,
    wanted: Callable[[str], bool] = every,
) -> Judgement:
    """The verdict at the instant `at` on everything that was read.

    `kept` are verdicts on texts from before; with more than one of `workers`, the texts of many
    pages are judged in as many processes. Neither changes the verdict. Pages that aren't `wanted`, by
    path, are only read as far as others and the department depend on them, and are not in the
    outcome, from which then nothing can be published. Raises CannotJudge.
    """
    facts = Facts(
        evidence.guidelines,
        at,
        evidence.tree.digests,
        incidents=evidence.incidents,
        erased=frozenset(evidence.erased),
    )
    bearing = _bearing(evidence)
    ground = Ground(evidence.root, evidence.guidelines, evidence.tree.digests, render)
    texts = judge_texts(evidence.tree.pages, ground, kept=kept, workers=workers)
    cases = {
        text.page.path: _case(text, bearing, facts)
        for text in texts
        if isinstance(text, TextVerdict) and wanted(text.page.path)
    }
    concluded = _conclude_all(cases, texts, bearing, facts, workers)
    judged = [
        _judged(text, cases, concluded) if wanted(_page(text).path) else _unjudged(text) for text in texts
    ]
    pages = tuple(page for page in judged if wanted(page.path))
    findings = engine.judge_department(_department(evidence, facts, tuple(judged)))
    if engine.breaks_integrity(findings):
        pages = tuple(_withhold(page) for page in pages)
    pages = _withhold_named(pages, findings)
    verifiable = evidence.chain.current is not None
    return Judgement(Outcome(at, pages, findings, verifiable=verifiable), evidence, facts, cases)


# --- pages -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Bearing:
    """Records and commits by the path that they are about: what bears on a page, without a search."""

    approvals: Mapping[str, list[Record]]
    withdrawals: Mapping[str, list[Record]]
    commits: Mapping[str, list[Commit]]
    uncommitted: frozenset[str]

    @cached_property
    def approved(self) -> dict[str, str]:
        """The paths that ever were approved, by the address that a page without a slug has there."""
        return {address(path).casefold(): path for path in self.approvals if path.endswith(".md")}


class Concluded(NamedTuple):
    """What comes of a page's case, in plain values; `approval` is the id of the one that counts."""

    state: State
    findings: tuple[Finding, ...] = ()
    accepted: tuple[Finding, ...] = ()
    approval: str = ""


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


def _page(text: Text) -> Page | Unreadable:
    return text if isinstance(text, Unreadable) else text.page


def _unjudged(text: Text) -> JudgedPage:
    """What the rules about the department are shown of a page that nobody asked about."""
    page = _page(text)
    files = {} if isinstance(text, Unreadable) else text.files
    return JudgedPage(page, State.PENDING, subjects={page.path: page.digest, **files})


def _judged(text: Text, cases: Mapping[str, Case], concluded: Mapping[str, Concluded]) -> JudgedPage:
    if isinstance(text, Unreadable):
        findings = (engine.unreadable(text),)
        return JudgedPage(text, State.PENDING, findings, subjects={text.path: text.digest})
    case, found = cases[text.page.path], concluded[text.page.path]
    approval = next((record for record in case.approvals if record.id == found.approval), None)
    return JudgedPage(text.page, found.state, found.findings, found.accepted, approval, case.subjects)


def _case(text: TextVerdict, bearing: _Bearing, facts: Facts) -> Case:
    """What the rules about standing are shown of a page: of its surface, the references alone.

    Its people must have been in good standing when these bytes were committed.
    """
    page = text.page
    subjects = {page.path: page.digest, **text.files}
    commits = _commits_of(subjects, bearing)
    committed = commits and not subjects.keys() & bearing.uncommitted
    case = Case(
        page=page,
        surface=Surface(references=text.references),
        subjects=subjects,
        moment=commits[0].committed if committed else facts.now,
        commits=commits,
        approvals=_standing_approvals(page.path, bearing),
        past=_past(page, bearing),
        uncommitted=bearing.uncommitted,
    )
    if facts.guidelines.department.equipment is Equipment.UNVERIFIED:
        return replace(case, moment=_approved(case, facts))
    return case


def _standing_approvals(path: str, bearing: _Bearing) -> tuple[Record, ...]:
    """Approvals newer than any withdrawal: what was taken down comes back only by a new one."""
    approvals = bearing.approvals.get(path, ())
    withdrawn = max((record.issued for record in bearing.withdrawals.get(path, ())), default=None)
    return tuple(r for r in approvals if withdrawn is None or r.issued > withdrawn)


def _past(page: Page, bearing: _Bearing) -> tuple[Record, ...]:
    """What supervisors ever said of a page, oldest first, also where it stood before, as far as it tells."""
    former = (bearing.approved.get(plain_address(where).casefold()) for where in page.formerly)
    said = {
        record.id: record
        for path in (page.path, *filter(None, former))
        for record in (*bearing.approvals.get(path, ()), *bearing.withdrawals.get(path, ()))
    }
    return tuple(sorted(said.values(), key=lambda record: (record.issued, record.kind, record.id)))


def _approved(case: Case, facts: Facts) -> datetime:
    """When these bytes were approved, which stands for their commit where commits aren't examined."""
    sound = (record for record in current(case, facts) if not approver_faults(record, case, facts))
    newest = next(sound, None)
    return newest.issued if newest else facts.now


def _commits_of(subjects: Iterable[str], bearing: _Bearing) -> tuple[Commit, ...]:
    """The commits that had a hand in any of these files, newest first."""
    found = {commit.id: commit for path in subjects for commit in bearing.commits.get(path, ())}
    return tuple(sorted(found.values(), key=lambda commit: commit.committed, reverse=True))


def _conclude_all(
    cases: Mapping[str, Case], texts: Iterable[Text], bearing: _Bearing, facts: Facts, workers: int
) -> dict[str, Concluded]:
    """What comes of each case, by its path; of many, another process looks at every second one."""
    known = [text for text in texts if isinstance(text, TextVerdict) and text.page.path in cases]

    def conclude(first: int) -> dict[str, Concluded]:
        own = ((text.page.path, text) for text in known[first::2])
        return {path: _conclude(cases[path], text, bearing, facts) for path, text in own}

    worth = workers > 1 and len(known) >= WORTH_ANOTHER
    with meanwhile(partial(conclude, 1), worth=worth) as others:
        return conclude(0) | others()


def _conclude(case: Case, text: TextVerdict, bearing: _Bearing, facts: Facts) -> Concluded:
    findings = engine.judge_page(case, text, facts)
    holds = tuple(finding for finding in findings if finding.severity is Severity.HOLD)
    if holds:
        case = replace(case, holds=holds)
    if case.page.draft:
        return Concluded(State.DRAFT, findings)
    if not case.approvals and case.page.path in bearing.withdrawals:
        return Concluded(State.WITHDRAWN)
    approval = counting_approval(case, facts)
    accepted = holds if approval else ()
    findings = tuple(f for f in (*findings, *engine.judge_approval(case, facts)) if f not in accepted)
    state = _state(case, approval, findings, facts.now)
    return Concluded(state, findings, accepted, approval.id if approval else "")


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
        reports=evidence.reports,
        reviews=evidence.reviews,
        erasures=tuple(evidence.erasures.values()),
        founded=evidence.founded,
    )


def _withhold(page: JudgedPage) -> JudgedPage:
    """Approved, but not published: nothing of a department is while its own records don't hold."""
    cleared = page.published or page.state is State.SCHEDULED
    return replace(page, state=State.APPROVED) if cleared else page


def _withhold_named(pages: tuple[JudgedPage, ...], findings: tuple[Finding, ...]) -> tuple[JudgedPage, ...]:
    """Keep back each page that a finding of the department is about: one at another's address, say."""
    found = {finding.path for finding in findings if finding.severity is not Severity.NOTE}
    return tuple(_withhold(page) if page.path in found else page for page in pages)
