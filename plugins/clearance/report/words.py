"""The words that all reports share: what a severity means, what a page waits for, the closing sentence.

What comes back may hold an author's text: each report escapes it for its own reader.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from types import MappingProxyType

from clearance.model import WAITING, Finding, JudgedPage, Outcome, Page, Severity, State, Unreadable

SEVERITY_WORDS = MappingProxyType(
    {
        Severity.BLOCK: "must be mended",
        Severity.HOLD: "needs a supervisor",
        Severity.NOTE: "for the reviewer",
    }
)
APPROVAL_CLAUSE = "1021.5(g)"
NO_PAGES = "There are no pages yet: content/ holds no Markdown file. `clearance new` starts one"
NOT_VERIFIABLE = "no page can be cleared, because no adoption of the guidelines counts"
_PAGES_NAMED = 3
_CLEARED = frozenset({State.SCHEDULED, State.LIVE, State.EXPIRED})


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda f: (f.path, f.line, f.column, f.code, f.message))


def pages_in_order(outcome: Outcome) -> list[JudgedPage]:
    return sorted(outcome.pages, key=lambda judged: judged.path)


def reference(finding: Finding) -> str:
    """Code and clause, as every reader sees them: `AC103, 1021.4`."""
    return f"{finding.code}, {finding.clause}"


# --- one page --------------------------------------------------------------------------------


def waits_for(judged: JudgedPage) -> str:
    """Say what must happen before the public sees the page, or until when it does; empty if nothing."""
    if isinstance(judged.page, Unreadable):
        return f"can't be read: {judged.page.message}"
    if judged.state in WAITING:
        return _first_problem(judged.findings) or _WAITING_WORDS[judged.state]
    return _standing(judged.state, judged.page)


def _standing(state: State, page: Page) -> str:
    match state:
        case State.DRAFT:
            return "a draft; its author has not asked for it to go out"
        case State.SCHEDULED:
            return f"goes out{_on(page.created)}"
        case State.EXPIRED:
            return f"expired{_on(page.expires)}"
        case State.WITHDRAWN:
            return "withdrawn from public view"
        case _:
            return f"on the site until {_when(page.expires)}" if page.expires else ""


_WAITING_WORDS = {
    State.PENDING: "waits for a supervisor's approval",
    State.STALE: "changed since it was approved; waits for a new approval",
    State.APPROVED: "approved; waits until what is wrong elsewhere is mended",
}


def _first_problem(findings: Iterable[Finding]) -> str:
    problems = sorted((f for f in in_order(findings) if f.severity is not Severity.NOTE), key=_rank)
    if not problems:
        return ""
    first, *rest = problems
    accept = f"a supervisor must accept {first.code}: " if first.severity is Severity.HOLD else ""
    return f"{accept}{first.message}{f' (and {len(rest)} more)' if rest else ''}"


def _rank(finding: Finding) -> int:
    """Mending comes before approval, since it would make an approval stale."""
    if finding.severity is Severity.HOLD:
        return 2
    return 1 if finding.clause == APPROVAL_CLAUSE else 0


def _when(instant: datetime) -> str:
    return f"{instant:%Y-%m-%d %H:%M %Z}".strip()


def _on(instant: datetime | None) -> str:
    return f" on {_when(instant)}" if instant else ""


# --- the whole -------------------------------------------------------------------------------


def closing(outcome: Outcome, *, name_pages: bool) -> str:
    """Give the verdict in one sentence, such as `2 pages cleared, 1 waits; nothing wrong found.`

    `name_pages` adds the paths of the first few pages that wait.
    """
    pages = _pages(outcome, name_pages=name_pages) if outcome.pages else NO_PAGES
    unverifiable = "" if outcome.verifiable else NOT_VERIFIABLE
    sentence = "; ".join(filter(None, [pages, unverifiable, _findings(outcome)]))
    return f"{sentence[0].upper()}{sentence[1:]}."


def _pages(outcome: Outcome, *, name_pages: bool) -> str:
    readable = [p for p in pages_in_order(outcome) if not isinstance(p.page, Unreadable)]
    states = [page.state for page in readable]
    waiting = [page.path for page in readable if page.state in WAITING]
    parts = [
        _count(sum(state in _CLEARED for state in states), "page cleared", "pages cleared")
        or "no page cleared",
        _count(states.count(State.DRAFT), "draft", "drafts"),
        _count(states.count(State.WITHDRAWN), "withdrawn", "withdrawn"),
        _count(len(outcome.pages) - len(readable), "can't be read", "can't be read"),
        _count(len(waiting), "waits", "wait") + (_named(waiting) if name_pages else ""),
    ]
    return ", ".join(filter(None, parts))


def _named(paths: Sequence[str]) -> str:
    more = [f"{len(paths) - _PAGES_NAMED} more"] if len(paths) > _PAGES_NAMED else []
    return ": " + ", ".join([*paths[:_PAGES_NAMED], *more]) if paths else ""


def _findings(outcome: Outcome) -> str:
    severities = [finding.severity for finding in outcome.all_findings]
    wrong = [
        _count(severities.count(Severity.BLOCK), "thing must be mended", "things must be mended"),
        _count(
            severities.count(Severity.HOLD),
            "thing needs a supervisor's acceptance",
            "things need a supervisor's acceptance",
        ),
    ]
    told = [
        _count(severities.count(Severity.NOTE), "note for the reviewer", "notes for the reviewer"),
        _count(accepted(outcome), "finding accepted by a supervisor", "findings accepted by a supervisor"),
    ]
    clean = outcome.pages and outcome.verifiable and not any(wrong)
    nothing = ["nothing wrong found"] if clean else []
    return ", ".join(filter(None, [*nothing, *wrong, *told]))


def accepted(outcome: Outcome) -> int:
    """How many findings supervisors accepted."""
    return sum(len(page.accepted) for page in outcome.pages)


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}" if number else ""
