"""The whole truth table, against a list of the permitted cases written out by hand."""

from __future__ import annotations

from itertools import product

import pytest
from tests.rules.builders import MAP, case, declared, facts, page

from clearance.content.vocabulary import Offense, Purpose, Subject
from clearance.model import Place, Violation
from clearance.rules import prohibited_booking_photograph
from clearance.rules.prohibited_booking_photograph import objection

GRAVE = "class-a-misdemeanor felony"
ALL = f"civil-offense petty-offense business-offense class-c-misdemeanor class-b-misdemeanor {GRAVE}"
ANY_OR_NONE = f"{ALL} -"

# subject · offense · purpose · wanted_for, each a choice of words; a hyphen stands for "not stated".
PERMITTED = (
    ("adult -", ALL, "missing-person", ANY_OR_NONE),
    ("adult -", ALL, "wanted", GRAVE),
    ("adult -", ALL, "fugitive", GRAVE),
    ("adult -", ALL, "person-of-interest", GRAVE),
    ("adult -", GRAVE, "arrest-information", ANY_OR_NONE),
)
EXPECTED = "expected class-a-misdemeanor or felony"
Row = tuple[str | None, ...]


def written_out() -> set[Row]:
    return {
        tuple(None if word == "-" else word for word in row)
        for choices in PERMITTED
        for row in product(*(choice.split() for choice in choices))
    }


def every_row() -> list[Row]:
    subjects: list[str | None] = [*Subject, None]
    offenses: list[str | None] = [*Offense, None]
    purposes: list[str | None] = [*Purpose, None]
    return [*product(subjects, offenses, purposes, offenses)]


def allowed(row: Row) -> bool:
    subject, offense, purpose, wanted_for = row
    photo = declared(
        "booking-photo", subject=subject, offense=offense, purpose=purpose, wanted_for=wanted_for
    )
    return objection(photo) is None


def test_the_whole_truth_table() -> None:
    rows = every_row()
    assert len(rows) == 3 * 8 * 6 * 8
    assert len(written_out()) == 2 * (7 * 8 + 3 * 7 * 2 + 2 * 8)
    assert {row for row in rows if allowed(row)} == written_out()


@pytest.mark.parametrize("field", ["subject", "offense", "purpose", "wanted_for"])
def test_a_word_outside_of_the_vocabulary_permits_nothing(field: str) -> None:
    stated = {"subject": "adult", "offense": "felony", "purpose": "wanted", "wanted_for": "felony"}
    assert objection(declared("booking-photo", **stated)) is None
    assert objection(declared("booking-photo", **{**stated, field: "unheard-of"})) is not None


@pytest.mark.parametrize(
    ("stated", "reason"),
    [
        pytest.param(
            {"subject": "juvenile", "offense": "felony", "purpose": "missing-person"},
            "it shows a juvenile, and juvenile records are not disclosed (705 ILCS 405/1-7)",
            id="a juvenile, even when missing",
        ),
        pytest.param(
            {"purpose": "wanted", "wanted_for": "felony"},
            "the class of offense that it was taken for is not stated; expected `offense`",
            id="no offense stated",
        ),
        pytest.param(
            {"offense": "felony"},
            "the purpose of showing it is not stated; expected `purpose`",
            id="no purpose",
        ),
        pytest.param(
            {"offense": "class-b-misdemeanor", "purpose": "wanted"},
            "the class of offense that the person is sought for is not stated; expected `wanted_for`",
            id="sought for nothing stated",
        ),
        pytest.param(
            {"offense": "felony", "purpose": "fugitive", "wanted_for": "class-b-misdemeanor"},
            f"the person is sought in relation to a class-b-misdemeanor; {EXPECTED}",
            id="sought for a minor offense",
        ),
        pytest.param(
            {"offense": "class-b-misdemeanor", "purpose": "arrest-information"},
            f"it was taken for a class-b-misdemeanor, and shown for no search; {EXPECTED}",
            id="an arrest for a minor offense",
        ),
    ],
)
def test_a_refusal_says_why(stated: dict[str, str], reason: str) -> None:
    post = page(media=(declared("booking-photo", **stated),))
    message = f"the booking photograph `{MAP}` may not be published: {reason}"
    assert [*prohibited_booking_photograph.check(case(post), facts())] == [Violation(message, Place(7, 5))]


def test_a_permitted_photograph_and_other_pictures_pass() -> None:
    wanted = declared("booking-photo", offense="petty-offense", purpose="wanted", wanted_for="felony")
    post = page(media=(wanted, declared("portrait")))
    assert [*prohibited_booking_photograph.check(case(post), facts())] == []
