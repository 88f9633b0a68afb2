from __future__ import annotations

from collections.abc import Mapping

import pytest
from tests.rules.builders import LONG_AGO, MAP, PATH, approval, case, facts

from clearance.model import Record, Violation
from clearance.rules import stale_approval

PRESENT = {PATH: "a", MAP: "b"}


@pytest.mark.parametrize(
    "approvals",
    [
        pytest.param([], id="no approval, which another rule tells"),
        pytest.param([approval(subjects=PRESENT)], id="one of the present bytes"),
        pytest.param(
            [approval(subjects=PRESENT), approval("patrol7", {PATH: "c"})],
            id="a later one of other bytes, by no supervisor",
        ),
    ],
)
def test_not_stale(approvals: list[Record]) -> None:
    assert [*stale_approval.check(case(subjects=PRESENT, approvals=tuple(approvals)), facts())] == []


@pytest.mark.parametrize(
    ("approved", "changes"),
    [
        pytest.param({PATH: "old", MAP: "b"}, f"`{PATH}` changed", id="the page changed"),
        pytest.param({PATH: "a", MAP: "old"}, f"`{MAP}` changed", id="a file changed"),
        pytest.param({PATH: "a"}, f"`{MAP}` added", id="a file was added"),
        pytest.param(
            {**PRESENT, "content/x.png": "x"}, "`content/x.png` no longer part of it", id="one left out"
        ),
        pytest.param(
            {PATH: "old", "content/x.png": "x"},
            f"`{PATH}` changed; `{MAP}` added; `content/x.png` no longer part of it",
            id="all of these",
        ),
    ],
)
def test_stale(approved: Mapping[str, str], changes: str) -> None:
    older = approval("lt2", {PATH: "oldest"}, at=LONG_AGO)
    judged = case(subjects=PRESENT, approvals=(older, approval("sgt1", approved)))
    message = f"what 'sgt1' approved on 2026-03-03 is not what stands here now: {changes}"
    assert [*stale_approval.check(judged, facts())] == [Violation(message)]


def test_an_earlier_text_put_back() -> None:
    approvals = (approval("lt2", PRESENT, at=LONG_AGO), approval("sgt1", {PATH: "correction", MAP: "b"}))
    message = f"what 'sgt1' approved on 2026-03-03 is not what stands here now: `{PATH}` changed"
    judged = case(subjects=PRESENT, approvals=approvals)
    assert [*stale_approval.check(judged, facts())] == [Violation(message)]
