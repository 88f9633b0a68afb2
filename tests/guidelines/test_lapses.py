"""Whose training lapses when; each that is over has a twin that holds."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.rules.builders import guidelines, member

from clearance.guidelines.lapses import lapses, together
from clearance.guidelines.models import Guidelines, Training

NOON = datetime(2026, 3, 3, 18, tzinfo=UTC)


def trained(*completions: dict[str, object], **more: object) -> Guidelines:
    topics = [{"id": name, "title": name, "clause": "1021.8"} for name in ("privacy", "retention")]
    given = {"topics": topics, "valid_months": 24, "completions": completions, **more}
    made = guidelines(member("clerk8"))
    return Guidelines(
        made.department,
        made.roster,
        made.categories,
        Training.model_validate(given),
        made.retention,
        made.monitoring,
    )


def completed(name: str, on: str, topics: object = "all") -> dict[str, object]:
    return {"member": name, "topics": topics, "on": on}


def of(name: str, plans: Guidelines, at: datetime = NOON) -> list[tuple[str, date | None, bool, bool, bool]]:
    found = [lapse for lapse in lapses(plans, at) if lapse.member == name]
    return [(lapse.topic, lapse.on, lapse.is_over, lapse.is_near, lapse.acts) for lapse in found]


@pytest.mark.parametrize(
    ("on", "lapsing", "over", "near"),
    [
        pytest.param("2024-03-03", date(2026, 3, 3), True, False, id="it ends today, and is over"),
        pytest.param("2024-03-04", date(2026, 3, 4), False, True, id="it ends tomorrow"),
        pytest.param("2024-05-02", date(2026, 5, 2), False, True, id="it ends in 60 days"),
        pytest.param("2024-05-03", date(2026, 5, 3), False, False, id="it ends in 61 days"),
    ],
)
def test_the_days_around_the_end(on: str, lapsing: date, over: bool, near: bool) -> None:  # noqa: FBT001 - a case
    assert of("pio1", trained(completed("pio1", on))) == [
        ("privacy", lapsing, over, near, True),
        ("retention", lapsing, over, near, True),
    ]


def test_the_reminder_comes_as_early_as_the_department_wants() -> None:
    plans = trained(completed("pio1", "2024-05-03"), remind_days=61)
    assert [near for _, _, _, near, _ in of("pio1", plans)] == [True, True]


def test_each_topic_by_itself_and_only_by_what_is_done_already() -> None:
    plans = trained(completed("pio1", "2025-01-31", ["privacy"]), completed("pio1", "2026-03-04"))
    assert of("pio1", plans) == [
        ("retention", None, True, False, True),
        ("privacy", date(2027, 1, 31), False, False, True),
    ]


def test_who_may_not_act_is_shown_only_when_they_were_trained_once() -> None:
    assert of("clerk8", trained()) == []
    found = of("clerk8", trained(completed("clerk8", "2020-01-01")))
    assert {acts for *_, acts in found} == {False}


def test_who_has_left_is_not_shown() -> None:
    assert of("retired3", trained(completed("retired3", "2020-01-01"))) == []


def test_topics_that_lapse_together() -> None:
    plans = trained(completed("pio1", "2025-01-31"))
    found = together(lapse for lapse in lapses(plans, NOON) if lapse.member == "pio1")
    assert found == {("pio1", date(2027, 1, 31)): ("privacy", "retention")}
