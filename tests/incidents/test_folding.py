"""Records to incidents: what fits is followed, what doesn't is refused with a reason."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.rules.builders import LONG_AGO, NOW, guidelines, member

from clearance.incidents.folding import Folded, fold
from clearance.incidents.incident import Command, Incident, Kind, may_command
from clearance.model import Record

GUIDELINES = guidelines(member("cmdr", "incident-commander"))
ID = "2026-0412"
OPEN: dict[str, Any] = {"title": "Gas leak", "kind": "hazard", "area": "Mill Street", "commander": "cmdr"}


def at(minute: float) -> datetime:
    return NOW + timedelta(minutes=minute)


def record(action: str, minute: float, by: str = "sgt1", number: str = ID, **said: object) -> Record:
    detail = {"action": action, "incident": number, **said}
    return whole(minute, by, {"detail": detail})


def whole(minute: float, by: str, predicate: dict[str, object], kind: str = "incident") -> Record:
    path = f"records/{minute}.json"
    return Record(str(minute), path, kind, "village-pd", at(minute), by, by, "", {}, predicate=predicate)


OPENED = record("open", 0, **OPEN)


def folded(*records: Record) -> Folded:
    return fold(records, GUIDELINES)


def test_opened_handed_over_and_closed() -> None:
    told = folded(
        record("close", 30, by="lt2", outcome="Repaired."),
        record("hand-over", 20, by="cmdr", commander="lt2"),
        OPENED,
    )
    expected = Incident(
        id=ID,
        title="Gas leak",
        kind=Kind.HAZARD,
        area="Mill Street",
        opened=at(0),
        commands=(Command("cmdr", at(0)), Command("lt2", at(20))),
        record="records/0.json",
        closed=at(30),
        outcome="Repaired.",
    )
    assert told == Folded({ID: expected}, {})
    assert [expected.commander_at(at(m)) for m in (-1, 0, 19, 20, 29, 30)] == [
        None,
        "cmdr",
        "cmdr",
        "lt2",
        "lt2",
        None,
    ]
    assert (expected.commander, expected.changed) == ("lt2", at(30))
    assert [expected.is_open(at(m)) for m in (-1, 0, 29, 30)] == [False, True, True, False]


def test_several_incidents_and_records_of_other_kinds() -> None:
    other = record("open", 5, number="2026-0413", **OPEN)
    told = folded(OPENED, other, whole(6, "sgt1", {}, kind="approval"))
    assert [*told.incidents] == [ID, "2026-0413"]
    assert told.refused == {}
    assert told.incidents[ID].changed == at(0)


@pytest.mark.parametrize(
    ("late", "reason"),
    [
        pytest.param(record("open", 1, **OPEN), "opens incident 2026-0412 a second time", id="opened twice"),
        pytest.param(
            record("hand-over", 1, commander="lt2", number="2026-0413"),
            "is about incident 2026-0413, which was not opened before it",
            id="never opened",
        ),
        pytest.param(
            record("close", -1, outcome="Over."), "which was not opened before it", id="before the opening"
        ),
        pytest.param(
            record("hand-over", 1, by="author1", commander="lt2"),
            "is by author1, neither a supervisor nor the commander",
            id="by neither supervisor nor commander",
        ),
        pytest.param(
            record("close", 1, by="pio1", outcome="Over."),
            "is by pio1, neither a supervisor nor the commander",
            id="closed by the PIO",
        ),
        pytest.param(
            record("hand-over", 1, commander="cmdr"), "who commands it already", id="to who commands it"
        ),
        pytest.param(
            record("hand-over", 1, commander="author1"),
            "names author1, who has no incident-commander, supervisor or chief role that day",
            id="to one who may not command",
        ),
        pytest.param(
            record("close", 0, outcome="Over."), "is of the same second as another one", id="the same second"
        ),
        pytest.param(
            record("open", 1, by="pio1", number="2026-0413", **OPEN),
            "is by pio1, who is no supervisor",
            id="opened by no supervisor",
        ),
        pytest.param(
            record("open", 1, by="cmdr", number="2026-0413", **OPEN),
            "is by cmdr, who is no supervisor",
            id="opened by a commander who is no supervisor",
        ),
        pytest.param(
            record("open", 1, number="2026-0413", **OPEN | {"commander": "retired3"}),
            "names retired3, who has no",
            id="commanded by one who has left",
        ),
    ],
)
def test_what_does_not_fit(late: Record, reason: str) -> None:
    told = folded(OPENED, late)
    assert told.incidents == folded(OPENED).incidents
    ((path, said),) = told.refused.items()
    assert path == late.path
    assert reason in said


@pytest.mark.parametrize("action", ["hand-over", "close"])
def test_after_the_closure_nothing_follows(action: str) -> None:
    closed = record("close", 10, outcome="Over.")
    said: dict[str, Any] = {"commander": "lt2"} if action == "hand-over" else {"outcome": "Once more."}
    told = folded(OPENED, closed, record(action, 11, **said))
    assert told.incidents == folded(OPENED, closed).incidents
    assert "which was closed at" in told.refused["records/11.json"]


def test_the_former_commander_can_not_hand_over_again() -> None:
    told = folded(
        OPENED,
        record("hand-over", 10, commander="lt2"),
        record("hand-over", 11, by="cmdr", commander="sgt1"),
    )
    assert told.incidents[ID].commander == "lt2"
    assert "is by cmdr, neither" in told.refused["records/11.json"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        pytest.param({"action": None}, "has the action None; expected one of", id="no action"),
        pytest.param({"action": "opne"}, "did you mean 'open'?", id="misspelled action"),
        pytest.param({"kind": "gas"}, "has the kind 'gas'; expected one of", id="unknown kind"),
        pytest.param({"incident": "412"}, "expected a year and a number, such as 2026-0412", id="number"),
        pytest.param({"incident": 412}, "expected a year and a number", id="a number that is no text"),
        pytest.param({"colour": "red"}, "says 'colour', which is unknown to open", id="unknown key"),
        pytest.param({"outcome": "Over."}, "says 'outcome', which is unknown", id="of another action"),
        pytest.param({"title": ""}, "has a title that is no line", id="empty title"),
        pytest.param({"title": "x" * 121}, "has a title that is no line of 1 to 120", id="long title"),
        pytest.param({"area": "a\nb"}, "has an area that is no line", id="two lines"),
        pytest.param({"area": " Mill"}, "that is no line", id="a space before it"),
        pytest.param({"commander": ["cmdr"]}, "that is no line", id="a list"),
    ],
)
def test_a_detail_that_is_not_as_expected(change: dict[str, object], reason: str) -> None:
    told = folded(whole(0, "sgt1", {"detail": {"action": "open", "incident": ID, **OPEN, **change}}))
    assert told.incidents == {}
    assert reason in told.refused["records/0.json"]


@pytest.mark.parametrize("missing", ["title", "kind", "area", "commander", "incident"])
def test_what_an_opening_must_say(missing: str) -> None:
    detail = {"action": "open", "incident": ID, **OPEN}
    del detail[missing]
    told = folded(whole(0, "sgt1", {"detail": detail}))
    assert told.refused == {"records/0.json": f"says nothing of {missing}, which open needs"}


def test_a_record_without_any_detail() -> None:
    told = folded(whole(0, "sgt1", {"reason": "Fire."}))
    assert told.refused == {"records/0.json": "says nothing of an incident; expected a detail with an action"}


@pytest.mark.parametrize(
    ("who", "expected"), [("cmdr", True), ("sgt1", True), ("chief1", True), ("pio1", False), ("x", False)]
)
def test_who_may_command(who: str, expected: bool) -> None:  # noqa: FBT001 - a case
    assert may_command(GUIDELINES, who, NOW) == expected
    assert not may_command(GUIDELINES, who, LONG_AGO)
