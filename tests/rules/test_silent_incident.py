from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.rules.builders import NOW, approval, department, facts, incident, judged, page

from clearance.incidents.incident import Incident
from clearance.model import JudgedPage, State
from clearance.rules import silent_incident
from clearance.rules.rule import Department


def with_incident(known: Incident, *pages: JudgedPage) -> Department:
    return replace(department(pages=pages), facts=facts(None, None, known))


def update(minutes: int, state: State = State.LIVE, number: str = "2026-0412") -> JudgedPage:
    made = approval("sgt1", at=NOW - timedelta(minutes=minutes))
    return replace(judged(page(incident=number)), state=state, approval=made)


@pytest.mark.parametrize(
    ("known", "pages", "silent"),
    [
        pytest.param(incident(("sgt1", 60)), (), False, id="opened just so long ago"),
        pytest.param(incident(("sgt1", 61)), (), True, id="opened longer ago"),
        pytest.param(incident(("sgt1", 90)), (update(60),), False, id="with an update in time"),
        pytest.param(incident(("sgt1", 90)), (update(61),), True, id="with an old one"),
        pytest.param(incident(("sgt1", 90)), (update(80), update(10)), False, id="the newest one counts"),
        pytest.param(incident(("sgt1", 90)), (update(10, State.WITHDRAWN),), True, id="one withdrawn"),
        pytest.param(incident(("sgt1", 90)), (update(10, number="2026-0999"),), True, id="of another one"),
        pytest.param(incident(("sgt1", 90), closed=10), (), False, id="closed"),
        pytest.param(incident(("sgt1", 90), ("lt2", 10)), (), True, id="a hand-over is no update"),
    ],
)
def test_silent(known: Incident, pages: tuple[JudgedPage, ...], silent: bool) -> None:  # noqa: FBT001 - a case
    assert bool([*silent_incident.check(with_incident(known, *pages))]) == silent


def test_what_it_says() -> None:
    ((path, found),) = silent_incident.check(with_incident(incident(("sgt1", 95))))
    assert path == "records/opened.json"
    assert found.message == (
        "incident 2026-0412 (Gas leak) is open, and silent for 95 minutes; "
        "expected an approved update every 60, or its closure by sgt1"
    )
