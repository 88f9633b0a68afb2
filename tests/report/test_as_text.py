from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.report.sample import ATTACKED, CLEAR, MIXED, NOON, RULES, finding, page, unreadable
from tests.report.strategies import OUTCOMES

from clearance.model import Outcome
from clearance.report.as_text import render, render_text

GOLDEN = """\
content/posts/flood.md (pending)
  content/posts/flood.md:1:1  must be mended
    needs a supervisor's approval [AP101, 1021.5(g)]
      Remedy: Ask a supervisor.
  content/posts/flood.md:3:1  must be mended
    the page has no description [AC103, 1021.4]
      Remedy: Say in one sentence what the page tells.
  content/posts/flood.md:9:14  needs a supervisor
    may name a minor [PR201, 1021.5(b)]
      Remedy: Leave the name out.
  content/posts/flood.md:12:2  needs a supervisor
    may name a minor [PR201, 1021.5(b)]

guidelines/roster.yml
  guidelines/roster.yml:4:3  for the reviewer
    one entry ends soon [RO301, 1021.3]

2 pages cleared, 1 draft, 1 waits: content/posts/flood.md; 2 things must be
mended, 2 things need a supervisor's acceptance, 1 note for the reviewer, 1
finding accepted by a supervisor.
To read more: clearance explain AC103 (or AP101, PR201)
"""
COLOURED = (
    "\x1b[1mcontent/a.md\x1b[0m (live)\n"
    "  content/a.md:1:1  \x1b[1;31mmust be mended\x1b[0m\n"
    "    [bold]not markup[/bold] [AC103, 1021.4]\n"
    "      \x1b[3mRemedy: :smile: stays.\x1b[0m\n"
    "\n"
    "\x1b[1m1 page cleared; 1 thing must be mended.\x1b[0m\n"
    "To read more: clearance explain AC103\n"
)


def test_whole() -> None:
    assert render(MIXED, rules=RULES) == GOLDEN


def test_whole_in_colour_takes_no_markup_from_a_text() -> None:
    wrong = finding(path="content/a.md", message="[bold]not markup[/bold]", remedy=":smile: stays.")
    outcome = Outcome(NOON, (page("content/a.md"),), (wrong,))
    assert render_text(outcome, rules=RULES, width=80, colour=True) == COLOURED


def test_colour_is_for_the_caller_to_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert render_text(CLEAR, rules=RULES, width=80, colour=True) == (
        "\x1b[1;32m2 pages cleared; nothing wrong found.\x1b[0m\n"
    )
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert render_text(CLEAR, rules=RULES, width=80, colour=False) == (
        "2 pages cleared; nothing wrong found.\n"
    )


def test_on_a_phone() -> None:
    outcome = Outcome(NOON, (unreadable("content/bad.md", finding(path="content/bad.md")),))
    assert render_text(outcome, rules={}, width=30, colour=False) == (
        "content/bad.md (pending)\n"
        "  content/bad.md:1:1  must be mended\n"
        "    the page has no\n"
        "    description [AC103,\n"
        "    1021.4]\n"
        "      Remedy: Say in one\n"
        "      sentence what the page\n"
        "      tells.\n"
        "\n"
        "No page cleared, 1 can't be\n"
        "read; 1 thing must be mended.\n"
    )


def test_no_pages_yet() -> None:
    assert render(Outcome(NOON), rules=RULES) == (
        "There are no pages yet: content/ holds no Markdown file. `clearance new` starts\none.\n"
    )


def test_hostile_text_is_shown_and_does_nothing() -> None:
    report = render(ATTACKED, rules=RULES)
    assert r":\x3aerror:\x3ax %0A #\x23[error]y" in report
    assert r"\x1b[31mred\x1b[0m" in report
    assert r"\u202egnp.exe\u200b\n" in report
    assert "[bold]rich[/bold]" in report
    assert_harmless(report)


def assert_harmless(report: str) -> None:
    assert all(char.isprintable() for line in report.split("\n") for char in line)
    assert "::" not in report
    assert "##[" not in report
    assert report.encode().endswith(b"\n")


@given(OUTCOMES, st.integers(-1, 200))
def test_never_a_raw_control_character_nor_a_workflow_command(outcome: Outcome, width: int) -> None:
    assert_harmless(render_text(outcome, rules=RULES, width=width, colour=False))
