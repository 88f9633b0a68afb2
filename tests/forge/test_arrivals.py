from __future__ import annotations

from datetime import UTC, datetime

import pytest

from clearance.forge.arrivals import Arrival, arrivals
from clearance.forge.shapes import Activity

AT = datetime(2026, 3, 3, 18, tzinfo=UTC)
A, B, C, D, X, ZERO = ("a" * 40, "b" * 40, "c" * 40, "d" * 40, "e" * 40, "0" * 40)
LINE = (D, C, B, A)
"""newest first"""


def moved(before: str, after: str, kind: str = "pr_merge") -> Activity:
    return Activity(
        before=before, after=after, ref="refs/heads/main", timestamp=AT, activity_type=kind, actor=None
    )


@pytest.mark.parametrize(
    ("log", "steps"),
    [
        pytest.param(
            [moved(C, D), moved(B, C, "push"), moved(A, B), moved(ZERO, A, "branch_creation")],
            [
                Arrival("", A, "branch_creation"),
                Arrival(A, B, "pr_merge"),
                Arrival(B, C, "push"),
                Arrival(C, D, "pr_merge"),
            ],
            id="one by one",
        ),
        pytest.param(
            [moved(A, D), moved(ZERO, A, "branch_creation")],
            [Arrival("", A, "branch_creation"), Arrival(A, D, "pr_merge")],
            id="several commits at once",
        ),
        pytest.param(
            [moved(C, D)],
            [Arrival("", A), Arrival(A, B), Arrival(B, C), Arrival(C, D, "pr_merge")],
            id="a log that begins late",
        ),
        pytest.param(
            [moved(D, X), moved(A, D), moved(ZERO, A, "push")],
            [Arrival("", A, "push"), Arrival(A, D, "pr_merge")],
            id="newer than the checkout",
        ),
        pytest.param(
            [moved(X, D, "force_push"), moved(C, X), moved(A, C), moved(ZERO, A, "push")],
            [Arrival("", A, "push"), Arrival(A, C, "pr_merge"), Arrival(C, D, "force_push")],
            id="pushed in place of another",
        ),
        pytest.param(
            [moved(X, D), moved(A, C), moved(ZERO, A, "push")],
            [Arrival("", A, "push"), Arrival(A, C, "pr_merge"), Arrival(C, D)],
            id="a merge onto a commit that main doesn't have is none",
        ),
        pytest.param(
            [moved(D, B), moved(C, D), moved(ZERO, C, "push")],
            [Arrival("", A), Arrival(A, B), Arrival(B, C), Arrival(C, D)],
            id="a log that contradicts itself tells nothing",
        ),
        pytest.param([], [Arrival("", A), Arrival(A, B), Arrival(B, C), Arrival(C, D)], id="no log"),
    ],
)
def test_the_steps_of_main(log: list[Activity], steps: list[Arrival]) -> None:
    assert arrivals(LINE, log) == steps


def test_no_commit_of_main_is_none() -> None:
    assert arrivals((), [moved(A, B)]) == []
