from __future__ import annotations

import pytest
from tests.rules.builders import MAP, case, declared, facts, page

from clearance.model import Declaration, Place, Violation
from clearance.rules import booking_photograph_review


def test_a_permitted_photograph_is_put_to_a_supervisor() -> None:
    photo = declared("booking-photo", offense="class-b-misdemeanor", purpose="wanted", wanted_for="felony")
    message = (
        f"`{MAP}` is a booking photograph (class-b-misdemeanor), shown for the purpose wanted; "
        "a supervisor confirms that both still hold"
    )
    assert [*booking_photograph_review.check(case(page(media=(photo,))), facts())] == [
        Violation(message, Place(7, 5))
    ]


@pytest.mark.parametrize(
    "media",
    [
        pytest.param(
            declared("booking-photo", offense="felony"), id="a prohibited one, which no supervisor can accept"
        ),
        pytest.param(declared("portrait"), id="another kind of picture"),
    ],
)
def test_nothing_to_decide(media: Declaration) -> None:
    assert [*booking_photograph_review.check(case(page(media=(media,))), facts())] == []
