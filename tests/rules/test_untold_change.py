from __future__ import annotations

from datetime import timedelta

import pytest
from tests.rules.builders import LONG_AGO, MAP, NOW, PATH, approval, case, facts, incident, page

from clearance.model import Change, Place, Record, Violation
from clearance.rules import untold_change
from clearance.rules.rule import Case

PRESENT = {PATH: "a"}
MINUTE = timedelta(minutes=1)
SINCE = NOW - timedelta(days=1)
OTHER = approval("sgt1", {PATH: "other"}, at=SINCE)
WITHDRAWAL = Record("w", "w", "withdrawal", "village-pd", SINCE + MINUTE, "sgt1", "sgt1", "", {PATH: "other"})


def told(*past: Record, changes: tuple[Change, ...] = (), path: str = PATH, about: str | None = None) -> Case:
    place = {"clearance.changes": Place(9, 3)} if changes else {}
    subject = page(path, changes=changes, places=place, incident=about)
    return case(subject, subjects={path: "a"}, past=past)


def note(after: timedelta, *, minor: bool = False) -> Change:
    return Change(SINCE + after, "It opens at noon.", minor=minor)


@pytest.mark.parametrize(
    "judged",
    [
        pytest.param(told(), id="never approved"),
        pytest.param(told(approval(subjects=PRESENT)), id="no other bytes were approved"),
        pytest.param(told(approval(subjects=PRESENT, at=LONG_AGO), WITHDRAWAL), id="the same, taken down"),
        pytest.param(told(approval("patrol7", {PATH: "other"})), id="others, but by no supervisor"),
        pytest.param(told(OTHER, changes=(note(MINUTE),)), id="others, and a newer note"),
        pytest.param(told(OTHER, changes=(note(MINUTE, minor=True),)), id="a newer note of a minor change"),
        pytest.param(told(OTHER, changes=(note(-MINUTE), note(MINUTE))), id="an older and a newer note"),
        pytest.param(
            told(OTHER, approval(subjects=PRESENT), changes=(note(MINUTE),)),
            id="others, then these with a note",
        ),
        pytest.param(
            told(approval("sgt1", {"content/about.md": "b"}), path="content/about.md"), id="no post"
        ),
    ],
)
def test_readers_know(judged: Case) -> None:
    assert [*untold_change.check(judged, facts())] == []


@pytest.mark.parametrize(
    ("judged", "why"),
    [
        pytest.param(told(OTHER), "tells no reader what changed", id="no note"),
        pytest.param(
            told(approval("patrol7", {PATH: "other"}, at=SINCE), about="2026-0412"),
            "tells no reader what changed",
            id="others, by who commanded the incident then",
        ),
        pytest.param(
            told(approval("sgt1", {PATH: "a", MAP: "b"}, at=SINCE)),
            "tells no reader",
            id="a file was taken out",
        ),
        pytest.param(told(OTHER, WITHDRAWAL), "tells no reader", id="taken down, and then changed"),
        pytest.param(
            told(OTHER, approval(subjects=PRESENT)), "tells no reader", id="approved without a note"
        ),
        pytest.param(
            told(approval(subjects=PRESENT, at=LONG_AGO), OTHER),
            "tells no reader",
            id="what was before, put back",
        ),
        pytest.param(told(OTHER, changes=(note(-MINUTE),)), "tells no reader", id="an older note"),
        pytest.param(
            told(OTHER, changes=(note(timedelta()),)), "tells no reader", id="a note of that instant"
        ),
        pytest.param(
            told(OTHER, changes=(note(2 * (NOW - SINCE)),)), "of a time to come", id="a note of tomorrow"
        ),
    ],
)
def test_readers_are_not_told(judged: Case, why: str) -> None:
    commanded = incident(("patrol7", 60 * 48))
    (found,) = untold_change.check(judged, facts(None, None, commanded))
    assert why in found.message
    assert found.place == (Place(9, 3) if judged.page.changes else Place())


def test_the_message_says_what_to_write() -> None:
    message = (
        "the post is not what 'sgt1' approved on 2026-03-02, and tells no reader what changed; "
        "expected a note under `clearance.changes`, dated after 2026-03-02T12:00 and not after now"
    )
    assert [*untold_change.check(told(OTHER), facts())] == [Violation(message)]
