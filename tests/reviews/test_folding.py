"""Which records are reviews, whose they may be, and what is overdue."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from tests.rules.builders import guidelines, member

from clearance.guidelines.models import Guidelines
from clearance.model import Record
from clearance.reviews.detail import Detail, read
from clearance.reviews.folding import fold, overdue
from clearance.reviews.period import Kind

PLANS: Guidelines = guidelines(
    member(
        "lt2",
        "supervisor",
        roles=[
            {"role": "supervisor", "from": "2024-01-01"},
            {"role": "reviewer", "from": "2024-01-01", "until": "2026-06-30"},
        ],
    )
)
DETAIL: dict[str, Any] = {
    "kind": "quarterly",
    "period": "2026-Q1",
    "document": f"sha256:{'a' * 64}",
    "counts": {"live": 3},
}
FOUNDED = date(2025, 3, 1)


def record(at: datetime, detail: object = DETAIL, *, by: str = "lt2") -> Record:
    return Record(
        id=at.isoformat(),
        path=f"records/{at:%Y%m%d}.json",
        kind="review",
        department="village-pd",
        issued=at,
        member=by,
        signer=by,
        fingerprint="",
        subjects={},
        predicate={"detail": detail},
    )


APRIL = datetime(2026, 4, 2, 18, tzinfo=UTC)


def test_what_is_written_is_read_again() -> None:
    assert read(DETAIL) == Detail(Kind.QUARTERLY, "2026-Q1", "a" * 64, {"live": 3})
    assert read(DETAIL).written() == DETAIL


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param({"kind": "quartely"}, "has the kind 'quartely'; expected one of", id="a slip"),
        pytest.param({"period": "2026"}, "expected one such as 2026-Q4", id="another kind's period"),
        pytest.param({"period": 2026}, "expected one such as 2026-Q4", id="a number as period"),
        pytest.param({"document": "sha256:1"}, "is no SHA-256", id="no digest"),
        pytest.param({"counts": {"live": -1}}, "has counts that are", id="fewer than none"),
        pytest.param({"counts": {"live": True}}, "has counts that are", id="no number"),
        pytest.param({"counts": {"a <b>": 1}}, "has counts that are", id="no name"),
        pytest.param({"counts": []}, "has counts that are", id="no mapping"),
        pytest.param({"more": 1}, "says 'more', which is unknown", id="something unknown"),
    ],
)
def test_what_is_no_review(change: dict[str, object], message: str) -> None:
    folded = fold([record(APRIL, DETAIL | change)], PLANS)
    assert folded.reviews == ()
    assert message in folded.refused["records/20260402.json"]


@pytest.mark.parametrize("key", DETAIL)
def test_nothing_may_be_missing(key: str) -> None:
    detail = {name: value for name, value in DETAIL.items() if name != key}
    assert fold([record(APRIL, detail)], PLANS).refused == {
        "records/20260402.json": f"says nothing of {key}, which a review needs"
    }


def test_nothing_at_all() -> None:
    assert "says nothing of a review" in fold([record(APRIL, None)], PLANS).refused["records/20260402.json"]


def test_only_by_who_was_the_reviewer_that_day() -> None:
    assert [review.member for review in fold([record(APRIL)], PLANS).reviews] == ["lt2"]
    for refused in (record(APRIL, by="sgt1"), record(datetime(2026, 7, 2, 18, tzinfo=UTC))):
        assert "was not the appointed reviewer" in fold([refused], PLANS).refused[refused.path]


def late(day: date, *records: Record) -> list[tuple[str, str, int]]:
    found = overdue(fold(records, PLANS).reviews, PLANS, founded=FOUNDED, day=day)
    return [(str(one.period.kind), one.period.name, one.missed) for one in found]


def test_overdue_from_the_day_after_its_month() -> None:
    assert late(date(2025, 4, 30)) == []
    assert late(date(2025, 5, 1)) == [("quarterly", "2025-Q1", 0)]
    assert late(date(2025, 8, 1)) == [("quarterly", "2025-Q2", 1)]
    assert late(date(2026, 2, 1)) == [("quarterly", "2025-Q4", 3), ("annual", "2025", 0)]


def test_a_review_ends_it_even_late_and_covers_those_before() -> None:
    day, year = date(2026, 5, 1), ("annual", "2025", 0)
    assert late(day) == [("quarterly", "2026-Q1", 4), year]
    assert late(day, record(APRIL)) == [year]
    assert late(date(2026, 8, 1), record(APRIL)) == [("quarterly", "2026-Q2", 0), year]


def test_a_later_review_is_enough_while_the_older_one_is_missing() -> None:
    june = datetime(2026, 7, 1, 18, tzinfo=UTC)
    plans = guidelines(member("lt2", "supervisor", "reviewer"))
    reviews = fold([record(june, DETAIL | {"period": "2026-Q2"})], plans).reviews
    found = [*overdue(reviews, plans, founded=FOUNDED, day=date(2026, 7, 5))]
    assert [one.period.kind for one in found] == [Kind.ANNUAL]


def test_what_is_signed_before_the_period_is_over_completes_nothing() -> None:
    early = record(datetime(2026, 3, 31, 18, tzinfo=UTC))
    assert late(date(2026, 5, 1), early)[0] == ("quarterly", "2026-Q1", 4)
