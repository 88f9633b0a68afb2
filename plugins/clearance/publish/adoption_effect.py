"""What changed guidelines would mean for the pages that are live, before anybody adopts them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from clearance.errors import CannotJudge
from clearance.evidence import Evidence, read_evidence
from clearance.gate import judge
from clearance.guidelines.loading import read_guidelines
from clearance.guidelines.models import Guidelines
from clearance.history.versions import former_files
from clearance.model import Finding, JudgedPage, Severity, State
from clearance.publish.decision import prepare_renderer
from clearance.publish.keeping import processors
from clearance.rules import unaccepted_hold

_FOLDER = "guidelines/"
_OUT = frozenset({State.LIVE, State.EXPIRED, State.SCHEDULED, State.APPROVED})
"""A page that the guidelines in force let out is `approved` while the changed ones lie beside them."""


@dataclass(frozen=True, slots=True)
class Effect:
    """How many pages are out under the guidelines in force, and what the changed ones newly find in them.

    `problem` says why the two could not be compared; empty when they were.
    """

    pages: int = 0
    findings: tuple[Finding, ...] = ()
    problem: str = ""

    @property
    def stopped(self) -> tuple[str, ...]:
        """The pages that would wait for a supervisor or for their author, in order."""
        held = (finding.path for finding in self.findings if finding.severity is not Severity.NOTE)
        return tuple(dict.fromkeys(held))


def effect_of_adopting(root: Path, *, pin: str, at: datetime) -> Effect:
    """Judge every page that is out by both guidelines, and tell what is new.

    Only what the guidelines themselves say is compared: keys and signatures are judged as they are now.
    """
    try:
        evidence = read_evidence(root, at=at, pin=pin)
        before = replace(evidence, guidelines=_in_force(root, evidence))
        _, render = prepare_renderer(root, evidence)
        old, new = (
            judge(each, at=at, render=render, workers=processors()).outcome for each in (before, evidence)
        )
    except CannotJudge as error:
        return Effect(problem=error.message)
    out = [page for page in old.pages if page.state in _OUT]
    found = [finding for page in out for finding in _new_findings(page, new.page(page.path))]
    return Effect(len(out), tuple(found))


def _new_findings(old: JudgedPage, new: JudgedPage | None) -> tuple[Finding, ...]:
    """Without what only follows from them: that the approval accepts no question that nobody had asked."""
    known = {_what(finding) for finding in (*old.findings, *old.accepted)}
    found = new.findings if new else ()
    return tuple(f for f in found if _what(f) not in known and f.code != unaccepted_hold.CODE)


def _what(finding: Finding) -> tuple[str, int, int, Severity]:
    """A finding is known by its rule and place: a rule that is only worded anew finds nothing new."""
    return finding.code, finding.line, finding.column, finding.severity


def _in_force(root: Path, evidence: Evidence) -> Guidelines:
    """The guidelines as they were adopted, out of git. Raises CannotJudge when it doesn't hold them."""
    current = evidence.chain.current
    if current is None:
        raise CannotJudge(evidence.chain.problem)
    adopted = {path: digest for path, digest in current.subjects.items() if path.startswith(_FOLDER)}
    files = former_files(root, evidence.history.stood, adopted)
    if lost := sorted(adopted.keys() - files.keys()):
        raise CannotJudge("git doesn't hold the version that was adopted", path=lost[0])
    return read_guidelines({path.removeprefix(_FOLDER): data for path, data in files.items()})
