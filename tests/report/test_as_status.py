from __future__ import annotations

import json
from dataclasses import asdict, replace

from hypothesis import given
from hypothesis import strategies as st
from tests.report.sample import ATTACKED, CLEAR, DIGEST, MIXED, NOON, ROSTER_NOTE, finding, page
from tests.report.strategies import OUTCOMES
from tests.report.test_as_text import assert_harmless

from clearance.model import Outcome, Severity, State
from clearance.report.as_status import render_status, render_status_json

WIDE = """\
live       content/index.md
pending    content/posts/flood.md  the page has no description (and 3 more)
scheduled  content/posts/later.md  goes out on 2026-12-04 18:00 CST
draft      content/posts/own.md    a draft; its author has not asked for it to
                                   go out

2 pages cleared, 1 draft, 1 waits; 2 things must be mended, 2 things need a
supervisor's acceptance, 1 note for the reviewer, 1 finding accepted by a
supervisor.
"""
PHONE = """\
live       content/index.md
stale      content/posts/flood.md
    changed since it was approved; waits
    for a new approval

guidelines/roster.yml: key ann-desk has
no owner

1 page cleared, 1 waits; 1 thing must be
mended.
"""


def test_wide() -> None:
    assert render_status(MIXED) == WIDE


def test_on_a_phone_with_something_wrong_in_the_department() -> None:
    wrong = finding(path="guidelines/roster.yml", message="key ann-desk has no owner")
    outcome = Outcome(NOON, (page("content/index.md"), page(state=State.STALE)), (wrong,))
    assert render_status(outcome, width=40) == PHONE


def test_an_overdue_review_comes_first_and_for_programs_among_the_findings() -> None:
    late = replace(finding(message="the review 2026-Q3 was due"), code="MN101", severity=Severity.NOTE)
    outcome = Outcome(NOON, (page("a.md"),), (late,))
    assert render_status(outcome).startswith("REVIEW: the review 2026-Q3 was due\n\nlive       a.md\n")
    assert json.loads(render_status_json(outcome))["department"] == [asdict(late)]


def test_an_erasure_that_waits_is_told_with_it() -> None:
    waits = replace(finding(message="the erasure waits"), code="RT103", severity=Severity.NOTE)
    outcome = Outcome(NOON, (page("a.md"),), (waits,))
    assert render_status(outcome).startswith("ERASURE: the erasure waits\n\nlive       a.md\n")


def test_in_colour() -> None:
    outcome = Outcome(NOON, (page("a.md"), page("b.md", State.PENDING), page("c.md", State.DRAFT)))
    assert render_status(outcome, colour=True).splitlines()[:3] == [
        "\x1b[32mlive       \x1b[0ma.md",
        "\x1b[1;33mpending    \x1b[0mb.md  waits for a supervisor's approval",
        "draft      c.md  a draft; its author has not asked for it to go out",
    ]


def test_no_pages() -> None:
    assert render_status(Outcome(NOON)) == (
        "There are no pages yet: content/ holds no Markdown file. `clearance new` starts\none.\n"
    )


def test_hostile_text_does_nothing() -> None:
    assert_harmless(render_status(ATTACKED))


@given(OUTCOMES, st.integers(-1, 200))
def test_never_a_raw_control_character_nor_a_workflow_command(outcome: Outcome, width: int) -> None:
    assert_harmless(render_status(outcome, width=width))


def test_json_whole() -> None:
    outcome = replace(CLEAR, pages=(page("b.md", State.PENDING), page("a.md")), findings=(ROSTER_NOTE,))
    digest = f"sha256:{DIGEST}"
    assert json.loads(render_status_json(outcome)) == {
        "version": 1,
        "at": "2026-11-22T12:00:00-06:00",
        "pages": [
            {"path": "a.md", "state": "live", "digest": digest, "waits_for": ""},
            {
                "path": "b.md",
                "state": "pending",
                "digest": digest,
                "waits_for": "waits for a supervisor's approval",
            },
        ],
        "department": [asdict(ROSTER_NOTE)],
        "reports": [],
        "training": [],
    }


@given(OUTCOMES)
def test_json_always_parses_and_is_ascii(outcome: Outcome) -> None:
    report = render_status_json(outcome)
    assert len(json.loads(report)["pages"]) == len(outcome.pages)
    assert report.isascii()
    assert report.endswith("}\n")
