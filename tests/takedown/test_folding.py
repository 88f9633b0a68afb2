"""Records to reports: what fits is followed, what doesn't is refused with a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.rules.builders import PATH, guidelines

from clearance.model import Record
from clearance.takedown.folding import Folded, fold
from clearance.takedown.report import Cause, Kind, Report, due

GUIDELINES = guidelines()
FRIDAY = datetime(2026, 3, 6, 15, tzinfo=UTC)
WAS, IS = "a" * 64, "b" * 64
SAID: dict[str, Any] = {"reason": "Wrong person.", "detail": {"kind": "inaccurate", "page": PATH}}


def at(minute: float) -> datetime:
    return FRIDAY + timedelta(minutes=minute)


def record(
    kind: str, minute: float, subjects: dict[str, str] | None = None, by: str = "sgt1", **said: Any
) -> Record:
    path = f"records/{kind}-{minute}.json"
    about = {PATH: WAS} if subjects is None else subjects
    name = f"{kind}-{minute}"
    return Record(name, path, kind, "village-pd", at(minute), by, by, "", about, predicate=said)


REPORTED = record("report", 0, by="patrol7", **SAID)
WITHDRAWN = record("withdrawal", 4)
NAMED = {REPORTED.path: REPORTED.id}
RESOLVED = record("resolution", 60, NAMED, reason="Seen to.", detail={"cause": "inaccurate"})
OPEN = Report(
    record=REPORTED.path,
    id=REPORTED.id,
    page=PATH,
    digest=WAS,
    kind=Kind.INACCURATE,
    member="patrol7",
    reported=at(0),
    due=at(24 * 60),
)


def folded(*records: Record) -> Folded:
    return fold(records, GUIDELINES)


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        pytest.param([], OPEN, id="nothing more"),
        pytest.param([WITHDRAWN], replace(OPEN, removed=at(4)), id="taken down, and still open"),
        pytest.param([record("withdrawal", -4)], OPEN, id="taken down before it was reported"),
        pytest.param([record("withdrawal", 4, {"content/x.md": WAS})], OPEN, id="another page taken down"),
        pytest.param(
            [WITHDRAWN, record("approval", 9, {PATH: WAS})],
            replace(OPEN, removed=at(4), back=True),
            id="approved again as it was",
        ),
        pytest.param(
            [WITHDRAWN, record("approval", 9, {PATH: IS})],
            replace(OPEN, removed=at(4)),
            id="approved again with other bytes",
        ),
        pytest.param(
            [WITHDRAWN, record("approval", 9, {PATH: WAS}), record("withdrawal", 20)],
            replace(OPEN, removed=at(4)),
            id="down, up and down again: the clock stops at the first time",
        ),
        pytest.param(
            [RESOLVED, WITHDRAWN],
            replace(OPEN, removed=at(4), resolved=at(60), cause=Cause.INACCURATE),
            id="resolved, whatever the order of the files",
        ),
        pytest.param(
            [RESOLVED, record("resolution", 70, NAMED, detail={"cause": "mistaken-report"})],
            replace(OPEN, resolved=at(60), cause=Cause.INACCURATE),
            id="the first resolution counts",
        ),
        pytest.param(
            [record("resolution", 60, {REPORTED.path: IS}, detail={"cause": "inaccurate"})],
            OPEN,
            id="a resolution of other bytes",
        ),
        pytest.param([record("resolution", 60, {"records/x.json": IS})], OPEN, id="of something else"),
    ],
)
def test_what_becomes_of_a_report(later: list[Record], expected: Report) -> None:
    assert folded(REPORTED, *later) == Folded((expected,), {})


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        pytest.param({"reason": "x"}, "says nothing of a report; expected a detail", id="no detail"),
        pytest.param({**SAID, "reason": ""}, "gives no reason", id="no reason"),
        pytest.param(
            {"reason": "x", "detail": {"kind": "inacurate", "page": PATH}},
            "did you mean 'inaccurate'?",
            id="an unknown kind",
        ),
        pytest.param({"reason": "x", "detail": {"kind": "inaccurate"}}, "says nothing of page", id="no page"),
        pytest.param(
            {"reason": "x", "detail": {"kind": "inaccurate", "page": "content/other.md"}},
            "is about 'content/other.md', which is not among its files",
            id="another page",
        ),
        pytest.param(
            {"reason": "x", "detail": {"kind": "inaccurate", "page": 7}}, "no path", id="a number for a page"
        ),
        pytest.param(
            {"reason": "x", "detail": {**SAID["detail"], "received": "2026-03-05"}},
            "says 'received', which is unknown to a report of kind inaccurate",
            id="received, of no official",
        ),
        pytest.param(
            {"reason": "x", "detail": {"kind": "protected-official", "page": PATH}},
            "says nothing of received",
            id="an official's, and not when it was received",
        ),
        pytest.param(
            {"reason": "x", "detail": {"kind": "protected-official", "page": PATH, "received": "March"}},
            "expected a day such as 2026-03-06",
            id="no day",
        ),
        pytest.param(
            {
                "reason": "x",
                "detail": {"kind": "protected-official", "page": PATH, "received": "2026-03-07"},
            },
            "was received on 2026-03-07, after it was written",
            id="received after it was written",
        ),
    ],
)
def test_what_is_no_report(said: dict[str, Any], reason: str) -> None:
    bad = record("report", 0, **said)
    told = folded(bad)
    assert told.reports == ()
    assert reason in told.refused[bad.path]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        pytest.param({}, "says nothing of the cause of what was reported", id="none"),
        pytest.param({"detail": {"cause": "bad luck"}}, "expected one of unauthorized", id="unknown"),
        pytest.param({"detail": {"cause": "outcome", "more": 1}}, "says 'more'", id="more than the cause"),
    ],
)
def test_a_resolution_without_a_cause_leaves_the_report_open(said: dict[str, Any], reason: str) -> None:
    bad = record("resolution", 60, NAMED, **said)
    told = folded(REPORTED, bad)
    assert told.reports == (OPEN,)
    assert reason in told.refused[bad.path]


@pytest.mark.parametrize(
    ("received", "by"),
    [
        pytest.param("2026-03-06", "2026-03-14T00:00-05:00", id="on a Friday: the Friday after it"),
        pytest.param("2026-03-02", "2026-03-10T00:00-05:00", id="on a Monday: the Monday after it"),
        pytest.param(
            "2026-03-01", "2026-03-07T00:00-06:00", id="on a Sunday: Friday, before the clocks go on"
        ),
    ],
)
def test_five_business_days_of_a_written_request(received: str, by: str) -> None:
    """705 ILCS 90/2-1(a), 5 ILCS 347/15(a). The day of receipt doesn't count; the fifth does, to its end."""
    day = datetime.fromisoformat(received).date()
    found = due(Kind.PROTECTED_OFFICIAL, at(0), day, GUIDELINES)
    assert found == datetime.fromisoformat(by)
