from __future__ import annotations

from dataclasses import replace

import pytest
from tests.report.sample import (
    CLEAR,
    NAMED_TWICE,
    NO_DESCRIPTION,
    NOON,
    ROSTER_NOTE,
    finding,
    page,
    unreadable,
)

from clearance.model import Outcome, State
from clearance.report.exit_code import exit_code


@pytest.mark.parametrize(
    ("outcome", "code"),
    [
        pytest.param(Outcome(NOON), 0, id="no page at all"),
        pytest.param(CLEAR, 0, id="every page is live"),
        pytest.param(replace(CLEAR, findings=(ROSTER_NOTE,)), 0, id="a note about the department"),
        pytest.param(Outcome(NOON, (page("a", State.LIVE, ROSTER_NOTE),)), 0, id="a note about a page"),
        pytest.param(Outcome(NOON, (page(accepted=NAMED_TWICE),)), 0, id="accepted holds"),
        pytest.param(Outcome(NOON, (page(state=State.DRAFT),)), 0, id="a draft"),
        pytest.param(Outcome(NOON, (page(state=State.SCHEDULED),)), 0, id="a scheduled page"),
        pytest.param(Outcome(NOON, (page(state=State.EXPIRED),)), 0, id="an expired page"),
        pytest.param(Outcome(NOON, (page(state=State.WITHDRAWN),)), 0, id="a withdrawn page"),
        pytest.param(Outcome(NOON, (page(state=State.PENDING),)), 1, id="a pending page"),
        pytest.param(Outcome(NOON, (page(state=State.STALE),)), 1, id="a stale page"),
        pytest.param(Outcome(NOON, (page(state=State.APPROVED),)), 1, id="an approved page held back"),
        pytest.param(replace(CLEAR, findings=(finding(),)), 1, id="a block about the department"),
        pytest.param(replace(CLEAR, findings=(finding("PR201"),)), 1, id="a hold about the department"),
        pytest.param(Outcome(NOON, (page("a", State.DRAFT, NO_DESCRIPTION),)), 1, id="a block in a draft"),
        pytest.param(Outcome(NOON, (page(), unreadable())), 2, id="one unreadable page among good ones"),
        pytest.param(replace(CLEAR, verifiable=False), 2, id="no adoption to judge by"),
    ],
)
def test_code(outcome: Outcome, code: int) -> None:
    assert exit_code(outcome) == code
