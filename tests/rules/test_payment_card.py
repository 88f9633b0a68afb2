from __future__ import annotations

import pytest
from tests.rules.words import BODY_LINE, flags, told

from clearance.model import Place, Violation
from clearance.rules import payment_card


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("The number 4012888888881881 was used.", id="Visa, not grouped"),
        pytest.param("The number 5105-1051-0510-5100 was used.", id="Mastercard, grouped"),
        pytest.param("Amex 3782 822463 10005 was swiped.", id="American Express"),
        pytest.param("6011 0009 9013 9424 appeared online.", id="Discover"),
        pytest.param("3056 9309 0259 04 appeared online.", id="Diners Club"),
        pytest.param("3530.1113.3330.0000 appeared online.", id="JCB, dotted"),
        pytest.param("2223 0031 2200 3222, exp. 09/27, code 318", id="with expiration and code behind it"),
        pytest.param("４０１２ ８８８８ ８８８８ １８８１", id="full-width"),
        pytest.param("40\u200b12 88\u00ad88 8888 18\u206081", id="zero-width"),
        pytest.param("4 0 1 2 8 8 8 8 8 8 8 8 1 8 8 1", id="spaced out"),
        pytest.param("40 12 88 88 88 88 18 81", id="in pairs"),
        pytest.param(
            "four zero one two, eight eight eight eight, eight eight eight eight, one eight eight one",
            id="spelled",
        ),
        pytest.param("4012*8888*8888*1881 / 4012_8888_8888_1881", id="odd marks"),
        pytest.param(
            "Her debit card 4012 8888 8888 1882 was used.", id="a wrong check digit beside the word"
        ),
        pytest.param("| Card | Use |\n|---|---|\n| 4012888888881881 | gas |", id="in a table"),
        pytest.param("tarjeta número 4012 8888 8888 1881", id="in Spanish"),
        pytest.param("Maestro card 6304 2737 3398 was lost.", id="a short Maestro number"),
    ],
)
def test_a_card(body: str) -> None:
    assert flags(payment_card, body)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("A debit card ending in 4421 was used at noon.", id="its end"),
        pytest.param("The receipt shows **** **** **** 4421.", id="masked"),
        pytest.param("Gift card scams took $4,012 in 2025; call (708) 555-0128.", id="sums and phones"),
        pytest.param("Shipment 9400 1118 9922 3817 4421 55 was stolen.", id="a parcel"),
        pytest.param("The number 4012888888881882 was on the box.", id="a wrong check digit of anything"),
        pytest.param("Cards 1, 2, 3 and 4 of 4; 12-15 May; 2025-118-0093.", id="small numbers"),
        pytest.param("0000 0000 0000 0000 is printed on the sample card.", id="zeros"),
        pytest.param("Call 708-555-0119, 708-555-0123 or 708-555-0128.", id="a row of phones"),
        pytest.param("FOID card holders: renew by 12/31/2026.", id="another card"),
        pytest.param("Case numbers 25-004410, 25-004411, 25-004412, 25-004413.", id="case numbers"),
    ],
)
def test_no_card(body: str) -> None:
    assert not flags(payment_card, body)


def test_the_message_does_not_repeat_it() -> None:
    message = "this looks like the number of a payment card ending in 81; expected none"
    assert told(payment_card, "The card\n4012 8888 8888 1881 was used.\n") == [
        Violation(message, Place(BODY_LINE + 1, 1))
    ]
