from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from tests.rules.builders import NOW, case, facts, page

from clearance.model import Place, Violation
from clearance.rules import request_without_chain

HOUR = timedelta(hours=1)
PLACES = {
    "clearance.requested_by": Place(8, 3),
    "clearance.chain": Place(9, 3),
    "clearance.chain.0": Place(9, 11),
    "clearance.chain.1": Place(9, 17),
}
NO_SUPERVISOR = "has no supervisor or chief role on 2026-03-03; expected a supervisor"
ASKED, CHAIN, FIRST, SECOND = PLACES.values()


@pytest.mark.parametrize(
    ("asked", "chain"),
    [
        pytest.param(None, (), id="nobody asked"),
        pytest.param("patrol7", ("sgt1", "lt2", "chief1"), id="through supervisors up to the chief"),
        pytest.param("author1", ("sgt1",), id="asked by one who may post anyway"),
    ],
)
def test_a_request_that_went_its_way(asked: str | None, chain: tuple[str, ...]) -> None:
    post = page(requested_by=asked, chain=chain, places=PLACES)
    assert [*request_without_chain.check(case(post), facts())] == []


@pytest.mark.parametrize(
    ("asked", "requested", "messages"),
    [
        pytest.param("patrol7", NOW - HOUR, [], id="before the approval"),
        pytest.param("patrol7", NOW, [], id="at the same time"),
        pytest.param("patrol7", None, [], id="nobody says when"),
        pytest.param(
            "patrol7",
            NOW + HOUR,
            ["the request is dated later than the approval, or is still to come"],
            id="later than the approval",
        ),
        pytest.param(
            None,
            NOW - HOUR,
            ["a time of a request is named, but nobody who asked; expected `requested_by`"],
            id="of nobody who asked",
        ),
    ],
)
def test_when_somebody_asked(asked: str | None, requested: datetime | None, messages: list[str]) -> None:
    place = Place(10, 3)
    chain = ("sgt1",) if asked else ()
    places = {**PLACES, "clearance.requested": place}
    post = page(requested_by=asked, requested=requested, chain=chain, places=places)
    violations = [Violation(message, place) for message in messages]
    assert [*request_without_chain.check(case(post), facts())] == violations


@pytest.mark.parametrize(
    ("asked", "chain", "violations"),
    [
        pytest.param(
            "patrol7",
            (),
            [("'patrol7' asked for the post, but no chain of command is named; expected `chain`", ASKED)],
            id="no chain",
        ),
        pytest.param(
            None,
            ("sgt1",),
            [("a chain of command is named, but nobody who asked; expected `requested_by`", CHAIN)],
            id="nobody who asked",
        ),
        pytest.param(
            "patrol8",
            ("sgt1",),
            [("'patrol8', who asked for the post, is not in the roster; did you mean 'patrol7'?", ASKED)],
            id="asked by nobody known",
        ),
        pytest.param(
            "retired3",
            ("sgt1",),
            [("'retired3', who asked for the post, has no open entry in the roster on 2026-03-03", ASKED)],
            id="asked by one who has left",
        ),
        pytest.param(
            "sgt1",
            ("sgt1", "lt2"),
            [("'sgt1' in the chain of command is the one who asked; expected their supervisors", FIRST)],
            id="the one who asked is in the chain",
        ),
        pytest.param(
            "patrol7",
            ("sgt1", "author1"),
            [
                (
                    f"'author1' in the chain of command {NO_SUPERVISOR}",
                    SECOND,
                )
            ],
            id="no supervisor in the chain",
        ),
        pytest.param(
            "patrol7",
            ("retired3", "nobody-known"),
            [
                ("'retired3' in the chain of command has no open entry in the roster on 2026-03-03", FIRST),
                ("'nobody-known' in the chain of command is not in the roster", SECOND),
            ],
            id="a chain of one who has left and one unknown",
        ),
    ],
)
def test_a_request_that_did_not(
    asked: str | None, chain: tuple[str, ...], violations: list[tuple[str, Place]]
) -> None:
    post = page(requested_by=asked, chain=chain, places=PLACES)
    assert [*request_without_chain.check(case(post), facts())] == [Violation(*each) for each in violations]
