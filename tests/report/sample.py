"""One outcome that has a page in every state, and some that hold what a hostile author could write."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from clearance.model import Finding, JudgedPage, Outcome, Page, Severity, State, Unreadable
from clearance.report.rule_text import RuleText

CST = timezone(timedelta(hours=-6), "CST")
NOON = datetime(2026, 11, 22, 12, tzinfo=CST)
DIGEST = "ab" * 32

HOSTILE = (
    "::error::x %0A ##[error]y \x1b[31mred\x1b[0m \u202egnp.exe\u200b\n::stop-commands::z\r"
    "[click](javascript:alert(1)) ![p](https://evil.example/p.png) <img src=x onerror=alert(1)>"
    " | cell | @chief `code` {0} [bold]rich[/bold] www.evil.example a@evil.example &lt; \udcff"
)

RULES = {
    "AC103": RuleText(
        "AC103",
        "missing-description",
        "1021.4",
        Severity.BLOCK,
        "The page has no description",
        "## What it checks\n`description` {holds} some text.",
    ),
    "AP101": RuleText(
        "AP101",
        "missing-approval",
        "1021.5(g)",
        Severity.BLOCK,
        "The page lacks an approval of its present bytes",
        "Ask a supervisor.",
    ),
    "PR201": RuleText(
        "PR201",
        "named-minor",
        "1021.5(b)",
        Severity.HOLD,
        "The page may name a minor",
        "Leave the name out.",
    ),
}


def finding(
    code: str = "AC103",
    path: str = "content/posts/flood.md",
    *,
    line: int = 1,
    column: int = 1,
    message: str = "the page has no description",
    remedy: str = "Say in one sentence what the page tells.",
) -> Finding:
    rule = RULES.get(code, RuleText(code, "told", "1021.3", Severity.NOTE, "", ""))
    return Finding(code, rule.name, rule.clause, rule.severity, path, line, column, message, remedy)


def page(
    path: str = "content/posts/flood.md",
    state: State = State.LIVE,
    *findings: Finding,
    accepted: tuple[Finding, ...] = (),
    created: datetime | None = None,
    expires: datetime | None = None,
) -> JudgedPage:
    text = Page(path, b"", DIGEST, "", 1, created=created, expires=expires)
    return JudgedPage(text, state, findings, accepted)


def unreadable(path: str = "content/posts/bad.md", *findings: Finding) -> JudgedPage:
    return JudgedPage(Unreadable(path, DIGEST, "the key 'title' stands twice"), State.PENDING, findings)


LEAVE_OUT = "Leave the\n    name out."
NO_DESCRIPTION = finding(line=3)
NAMED_TWICE = (
    finding("PR201", line=9, column=14, message="may name a minor", remedy=LEAVE_OUT),
    finding("PR201", line=12, column=2, message="may name a minor", remedy=LEAVE_OUT),
)
NOT_APPROVED = finding("AP101", message="needs a supervisor's approval", remedy="Ask a supervisor.")
ROSTER_NOTE = finding(
    "RO301", "guidelines/roster.yml", line=4, column=3, message="one entry ends soon", remedy=""
)

CLEAR = Outcome(NOON, (page("content/index.md"), page()))
MIXED = Outcome(
    NOON,
    (
        page("content/posts/flood.md", State.PENDING, NOT_APPROVED, *NAMED_TWICE, NO_DESCRIPTION),
        page("content/index.md", accepted=(finding("PR201", "content/index.md"),)),
        page("content/posts/later.md", State.SCHEDULED, created=datetime(2026, 12, 4, 18, tzinfo=CST)),
        page("content/posts/own.md", State.DRAFT),
    ),
    (ROSTER_NOTE,),
)
HOSTILE_PATH = f"content/posts/a b;$(x) {HOSTILE}.md"
ATTACKED = Outcome(
    NOON,
    (
        page(
            HOSTILE_PATH,
            State.STALE,
            finding("PR201", HOSTILE_PATH, message=HOSTILE, remedy=HOSTILE),
            finding("XX999", HOSTILE_PATH, message=HOSTILE, remedy=HOSTILE),
        ),
    ),
)
