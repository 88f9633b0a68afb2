"""What the record of a hold or a disposal says, read strictly."""

from __future__ import annotations

import re

import pytest

from clearance.disposition.detail import (
    Action,
    DisposalDetail,
    HoldDetail,
    Matter,
    Scope,
    read_disposal,
    read_hold,
)

PLACED = {"action": "place", "number": "2026-L-0412", "matter": "litigation", "scope": "listed"}
RELEASED = {"action": "release", "number": "2026-L-0412"}
DISPOSED = {"authority": "Commission, application 26:114", "series": "content", "schedule": "26-001, item 3"}


@pytest.mark.parametrize(
    "detail",
    [
        HoldDetail(Action.PLACE, "2026-L-0412"),
        HoldDetail(Action.PLACE, "FOIA/26.031", Matter.RECORDS_REQUEST, Scope.ALL),
        HoldDetail(Action.RELEASE, "7"),
    ],
    ids=lambda detail: f"{detail.action} {detail.number}",
)
def test_what_is_written_of_a_hold_is_read_back(detail: HoldDetail) -> None:
    assert read_hold(detail.written()) == detail


def test_what_is_written_of_a_disposal_is_read_back() -> None:
    detail = DisposalDetail(DISPOSED["authority"], "content", "26-001, item 3")
    assert detail.written() == DISPOSED
    assert read_disposal(DISPOSED) == detail


@pytest.mark.parametrize(
    ("detail", "message"),
    [
        pytest.param(None, "says nothing of a hold; expected a detail", id="nothing"),
        pytest.param([], "says nothing of a hold; expected a detail", id="a list"),
        pytest.param({}, "has the action None; expected one of place, release", id="no action"),
        pytest.param({**PLACED, "action": "relase"}, "did you mean", id="a slip of the pen"),
        pytest.param(
            {"action": "place", "number": "7"}, "says nothing of matter, which a hold needs", id="no matter"
        ),
        pytest.param({**PLACED, "scope": "some"}, "has the scope 'some'", id="an unknown scope"),
        pytest.param({**PLACED, "until": 1}, "says 'until', which is unknown to", id="an unknown field"),
        pytest.param({**RELEASED, "scope": "all"}, "says 'scope'", id="a scope in a release"),
        pytest.param({**RELEASED, "number": 7}, "has a number that is none", id="a number that is no text"),
        pytest.param({**RELEASED, "number": "a b"}, "has a number that is none", id="a space in the number"),
        pytest.param({**RELEASED, "number": "a" * 41}, "has a number that is none", id="a long number"),
        pytest.param({**PLACED, "matter": ["x"]}, "has the matter ['x']", id="a list for a matter"),
    ],
)
def test_a_hold_that_is_none(detail: object, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        read_hold(detail)


@pytest.mark.parametrize(
    ("detail", "message"),
    [
        pytest.param(None, "says nothing of a disposal; expected a detail", id="nothing"),
        pytest.param(
            {"series": "a", "schedule": "b"},
            "says nothing of authority, which a disposal needs",
            id="no authority",
        ),
        pytest.param({**DISPOSED, "authority": "approved"}, "names no authority", id="no number in it"),
        pytest.param({**DISPOSED, "authority": "No. 7"}, "names no authority", id="too short"),
        pytest.param({**DISPOSED, "authority": " App. 26:114"}, "names no authority", id="a space before"),
        pytest.param({**DISPOSED, "authority": "Application\n26:114"}, "names no authority", id="two lines"),
        pytest.param({**DISPOSED, "series": "A B"}, "names no series", id="a series that is no id"),
        pytest.param({**DISPOSED, "schedule": ""}, "does not say what the series rests on", id="no schedule"),
        pytest.param({**DISPOSED, "more": 1}, "says 'more', which is unknown to", id="an unknown field"),
    ],
)
def test_a_disposal_that_is_none(detail: object, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        read_disposal(detail)
