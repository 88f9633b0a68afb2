"""One issue on GitHub that tells what waits for somebody: opened, kept up to date, and closed again.

It is found by a fixed mark in its text and by its author, so that nobody else's issue is ever written over.
Who can read the repository can read it: it names no report and no page that was reported, counts those whose
training lapses, and says where to look.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from clearance.errors import CannotJudge
from clearance.forge.github import GitHub
from clearance.gate import Judgement
from clearance.guidelines.lapses import lapses
from clearance.model import Finding
from clearance.report.as_markdown import prose
from clearance.report.words import in_order
from clearance.rules import overdue_report

MARK = "<!-- clearance: the monitor's one issue -->"
TITLE = "Clearance: something waits for somebody"
AUTHOR = "github-actions[bot]"
_MOST = 50
"""findings told one by one"""


@dataclass(frozen=True, slots=True)
class Done:
    """What became of the issue: `opened`, `updated`, `closed` or `left` as it is. Number 0: there is none."""

    what: str
    number: int


@dataclass(frozen=True, slots=True)
class _Issue:
    number: int
    title: str
    body: str


def what_waits(judgement: Judgement) -> tuple[str, ...]:
    """Sentences as Markdown, in the order of their urgency. Empty when nobody has to do anything."""
    return (*_reports(judgement), *_findings(judgement), *_pages(judgement), *_training(judgement))


def _reports(judgement: Judgement) -> Iterator[str]:
    still_open = [report for report in judgement.evidence.reports if report.is_open]
    overdue = sum(report.is_overdue(judgement.outcome.at) for report in still_open)
    if still_open:
        yield f"Reports of what should not be public: {len(still_open)} open, {overdue} of them overdue."


def _findings(judgement: Judgement) -> Iterator[str]:
    found = [one for one in in_order(judgement.outcome.findings) if one.code != overdue_report.CODE]
    yield from map(_told, found[:_MOST])
    if len(found) > _MOST:
        yield f"And {len(found) - _MOST} more."


def _told(finding: Finding) -> str:
    return f"{prose(finding.path)}: {prose(finding.message)} ({finding.code})"


def _pages(judgement: Judgement) -> Iterator[str]:
    if waiting := len(judgement.outcome.uncleared):
        yield f"Pages that wait to be cleared: {waiting}."


def _training(judgement: Judgement) -> Iterator[str]:
    found = [one for one in lapses(judgement.evidence.guidelines, judgement.outcome.at) if one.acts]
    over = len({one.member for one in found if one.is_over})
    near = len({one.member for one in found if one.is_near})
    if over or near:
        yield f"Members whose training has lapsed: {over}; lapses soon: {near} (`clearance training`)."


def tell(api: GitHub, repository: str, waits: tuple[str, ...], *, author: str = AUTHOR) -> Done:
    """Bring the one issue up to date. Raises CannotJudge. Nothing is sent where nothing has changed."""
    issues = f"/repos/{repository}/issues"
    known = _known(api, issues, author)
    if not waits:
        for issue in known:
            api.send("PATCH", f"{issues}/{issue.number}", state="closed", state_reason="completed")
        return Done("closed" if known else "left", known[0].number if known else 0)
    body = _body(waits)
    if not known:
        return Done("opened", _number(api.send("POST", issues, title=TITLE, body=body)))
    first, *others = known
    for issue in others:
        api.send("PATCH", f"{issues}/{issue.number}", state="closed", state_reason="not_planned")
    if (first.title, first.body.replace("\r\n", "\n")) == (TITLE, body):
        return Done("left", first.number)
    api.send("PATCH", f"{issues}/{first.number}", title=TITLE, body=body)
    return Done("updated", first.number)


def _body(waits: tuple[str, ...]) -> str:
    told = "\n".join(f"- {one}" for one in waits)
    return (
        f"{MARK}\n{told}\n\n`clearance status` says more. This is kept up to date by the workflow `monitor`, "
        "which closes it when nothing waits.\n"
    )


def _known(api: GitHub, issues: str, author: str) -> list[_Issue]:
    """The open issues of this author with the mark, oldest first: one, unless two runs met."""
    found = api.pages(issues, state="open", creator=author)
    own = (_issue(entry, author) for entry in found)
    return sorted((issue for issue in own if issue), key=lambda issue: issue.number)


def _issue(entry: object, author: str) -> _Issue | None:
    if not isinstance(entry, dict) or "pull_request" in entry:
        return None
    user, body, title = entry.get("user"), entry.get("body"), entry.get("title")
    by = user.get("login") if isinstance(user, dict) else None
    if by != author or not isinstance(body, str) or not body.startswith(MARK):
        return None
    return _Issue(_number(entry), str(title), body)


def _number(entry: object) -> int:
    number = entry.get("number") if isinstance(entry, dict) else None
    if not isinstance(number, int):
        raise CannotJudge("GitHub answered with an issue that has no number; run this again later")
    return number
