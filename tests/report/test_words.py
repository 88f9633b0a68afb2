from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from tests.report.sample import (
    CLEAR,
    CST,
    MIXED,
    NAMED_TWICE,
    NO_DESCRIPTION,
    NOON,
    NOT_APPROVED,
    ROSTER_NOTE,
    page,
    unreadable,
)

from clearance.model import JudgedPage, Outcome, Severity, State
from clearance.report.words import closing, waits_for

CHRISTMAS = datetime(2026, 12, 25, 8, 30, tzinfo=CST)
PENDING, STALE = State.PENDING, State.STALE


@pytest.mark.parametrize(
    ("judged", "words"),
    [
        pytest.param(page(), "", id="a live page waits for nothing"),
        pytest.param(
            page(expires=CHRISTMAS), "on the site until 2026-12-25 08:30 CST", id="a live page with an end"
        ),
        pytest.param(page(state=PENDING), "waits for a supervisor's approval", id="pending, nothing wrong"),
        pytest.param(
            page("a", PENDING, ROSTER_NOTE), "waits for a supervisor's approval", id="pending with a note"
        ),
        pytest.param(
            page(state=STALE), "changed since it was approved; waits for a new approval", id="stale"
        ),
        pytest.param(
            page(state=State.APPROVED),
            "approved; waits until what is wrong elsewhere is mended",
            id="approved and held back",
        ),
        pytest.param(
            page("a", PENDING, NOT_APPROVED, NO_DESCRIPTION),
            "the page has no description (and 1 more)",
            id="mending comes before approval",
        ),
        pytest.param(
            page("a", STALE, *NAMED_TWICE, NOT_APPROVED),
            "needs a supervisor's approval (and 2 more)",
            id="approval comes before acceptance",
        ),
        pytest.param(
            page("a", PENDING, NAMED_TWICE[0]),
            "a supervisor must accept PR201: may name a minor",
            id="a hold alone",
        ),
        pytest.param(
            page(state=State.SCHEDULED, created=CHRISTMAS),
            "goes out on 2026-12-25 08:30 CST",
            id="scheduled",
        ),
        pytest.param(page(state=State.SCHEDULED), "goes out", id="scheduled without a date"),
        pytest.param(
            page(state=State.EXPIRED, expires=CHRISTMAS), "expired on 2026-12-25 08:30 CST", id="expired"
        ),
        pytest.param(page(state=State.WITHDRAWN), "withdrawn from public view", id="withdrawn"),
        pytest.param(
            page("a", State.DRAFT, NO_DESCRIPTION),
            "a draft; its author has not asked for it to go out",
            id="a draft",
        ),
        pytest.param(unreadable(), "can't be read: the key 'title' stands twice", id="unreadable"),
    ],
)
def test_waits_for(judged: JudgedPage, words: str) -> None:
    assert waits_for(judged) == words


def many(number: int, state: State) -> tuple[JudgedPage, ...]:
    return tuple(page(f"content/{n}.md", state) for n in range(number))


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        pytest.param(
            Outcome(NOON),
            "There are no pages yet: content/ holds no Markdown file. `clearance new` starts one.",
            id="no pages",
        ),
        pytest.param(CLEAR, "2 pages cleared; nothing wrong found.", id="all clear"),
        pytest.param(
            Outcome(NOON, (page(), page("content/b.md", PENDING))),
            "1 page cleared, 1 waits: content/b.md; nothing wrong found.",
            id="one waits and nothing is wrong",
        ),
        pytest.param(
            Outcome(NOON, many(5, STALE)),
            "No page cleared, 5 wait: content/0.md, content/1.md, content/2.md, 2 more; nothing wrong found.",
            id="more wait than are named",
        ),
        pytest.param(
            Outcome(NOON, (*many(1200, State.LIVE), unreadable("content/z.md"), page("w", State.WITHDRAWN))),
            "1,200 pages cleared, 1 withdrawn, 1 can't be read; nothing wrong found.",
            id="an unreadable page is told apart from one that waits",
        ),
        pytest.param(
            replace(CLEAR, verifiable=False),
            "2 pages cleared; no page can be cleared, because no adoption of the guidelines counts.",
            id="no adoption counts",
        ),
        pytest.param(
            MIXED,
            "2 pages cleared, 1 draft, 1 waits: content/posts/flood.md; 2 things must be mended, "
            "2 things need a supervisor's acceptance, 1 note for the reviewer, "
            "1 finding accepted by a supervisor.",
            id="a bit of everything",
        ),
        pytest.param(
            Outcome(NOON, (), (replace(ROSTER_NOTE, severity=Severity.BLOCK),)),
            "There are no pages yet: content/ holds no Markdown file. `clearance new` starts one; "
            "1 thing must be mended.",
            id="no pages, and something is wrong",
        ),
    ],
)
def test_closing(outcome: Outcome, words: str) -> None:
    assert closing(outcome, name_pages=True) == words


def test_closing_without_paths() -> None:
    outcome = Outcome(NOON, (page("content/b.md", PENDING),))
    assert closing(outcome, name_pages=False) == "No page cleared, 1 waits; nothing wrong found."
