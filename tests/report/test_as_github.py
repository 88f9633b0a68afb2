from __future__ import annotations

from hypothesis import given
from tests.report.sample import ATTACKED, CLEAR, HOSTILE_PATH, MIXED, NOON, RULES, finding
from tests.report.strategies import OUTCOMES

from clearance.model import Outcome
from clearance.report.as_github import render
from clearance.report.visible import visible

GOLDEN = """\
::error file=content/posts/flood.md,line=1,col=1,title=The page lacks an approval of its present bytes \
(AP101%2C 1021.5(g))::needs a supervisor's approval%0AAsk a supervisor.
::error file=content/posts/flood.md,line=3,col=1,title=The page has no description (AC103%2C 1021.4)\
::the page has no description%0ASay in one sentence what the page tells.
::warning file=content/posts/flood.md,line=9,col=14,title=The page may name a minor (PR201%2C 1021.5(b))\
::may name a minor%0ALeave the name out.
::warning file=content/posts/flood.md,line=12,col=2,title=The page may name a minor (PR201%2C 1021.5(b))\
::may name a minor%0ALeave the name out.
::notice file=guidelines/roster.yml,line=4,col=3,title=told (RO301%2C 1021.3)::one entry ends soon
2 pages cleared, 1 draft, 1 waits; 2 things must be mended, 2 things need a supervisor's acceptance, \
1 note for the reviewer, 1 finding accepted by a supervisor.
"""


def parse(line: str) -> tuple[str, dict[str, str], str]:
    """Read a workflow command as GitHub's runner does: the second `::` ends the properties."""
    head, data = line.removeprefix("::").split("::", 1)
    name, _, listed = head.partition(" ")
    properties = dict(item.split("=", 1) for item in listed.split(","))
    return name, {key: unescape(value) for key, value in properties.items()}, unescape(data)


def unescape(text: str) -> str:
    escapes = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}
    for code, char in escapes.items():
        text = text.replace(code, char)
    return text


def test_whole() -> None:
    assert render(MIXED, rules=RULES) == GOLDEN


def test_all_clear_is_one_plain_line() -> None:
    assert render(CLEAR, rules=RULES) == "2 pages cleared; nothing wrong found.\n"


def test_what_must_be_mended_comes_before_what_stands_first() -> None:
    early, late = finding("PR201", "a.md"), finding("AC103", "z.md")
    commands = render(Outcome(NOON, (), (early, late)), rules=RULES).splitlines()[:-1]
    assert [parse(command)[0] for command in commands] == ["error", "warning"]


def test_percent_colon_and_comma_are_escaped_where_they_must_be() -> None:
    wrong = finding(path="content/50%,a:b.md", message="50%, a:b", remedy="")
    assert render(Outcome(NOON, (), (wrong,)), rules={}).splitlines()[0] == (
        "::error file=content/50%25%2Ca%3Ab.md,line=1,col=1,"
        "title=missing-description (AC103%2C 1021.4)::50%25, a:b"
    )


def test_hostile_text_stays_inside_its_command() -> None:
    first, second, last = render(ATTACKED, rules=RULES).splitlines()
    assert parse(first)[1]["file"] == visible(HOSTILE_PATH)
    assert (parse(first)[0], parse(second)[0]) == ("warning", "notice")
    assert last == (
        "No page cleared, 1 waits; 1 thing needs a supervisor's acceptance, 1 note for the reviewer."
    )


@given(OUTCOMES)
def test_always_one_command_a_line(outcome: Outcome) -> None:
    *commands, last = render(outcome, rules={}).splitlines()
    assert len(commands) == len(outcome.all_findings)
    assert {line[:2] for line in commands} <= {"::"}
    assert last[0].isupper() or last[0].isdigit()
    assert "##[" not in last
    shown = {
        (
            {"block": "error", "hold": "warning", "note": "notice"}[f.severity],
            visible(f.path),
            str(f.line),
            str(f.column),
            visible(f"{f.name} ({f.code}, {f.clause})"),
        )
        for f in outcome.all_findings
    }
    parsed = [parse(line) for line in commands]
    assert {(name, p["file"], p["line"], p["col"], p["title"]) for name, p, _ in parsed} == shown
