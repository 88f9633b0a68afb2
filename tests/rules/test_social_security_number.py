from __future__ import annotations

import pytest
from tests.rules.words import BODY_LINE, flags, told

from clearance.model import Place, Violation
from clearance.rules import social_security_number


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("He used SSN 512-40-7788 to open the account.", id="with its name"),
        pytest.param("The form shows 512-40-7788 beside her name.", id="grouped, without a name"),
        pytest.param(
            "Her Social Security number, 512407788, was on the form.", id="not grouped, with a name"
        ),
        pytest.param("The number on his Social card is 512 40 7788.", id="grouped by spaces"),
        pytest.param("SSN: 512.40.7788", id="grouped by dots"),
        pytest.param("SSN ５１２－４０－７７８８", id="full-width"),
        pytest.param("SSN 51\u200b2-4\u00ad0-77\u206088", id="zero-width characters inside"),
        pytest.param("S.S.N. 5 1 2 - 4 0 - 7 7 8 8", id="spaced out"),
        pytest.param("her social is five one two, four zero, seven seven eight eight", id="spelled"),
        pytest.param("soc. five-one-two four-oh seven-seven-double eight", id="spelled with a double"),
        pytest.param("SSN 5**12**-40-7*7*88", id="emphasis inside"),
        pytest.param("SSN &#53;12&#45;40&#x2d;7788", id="entities"),
        pytest.param("social 5l2-4O-7788", id="letters for digits"),
        pytest.param("His Social begins with 512, then 40, and ends in 7788.", id="in three parts"),
        pytest.param("The last four of her Social are 7788.", id="the last four"),
        pytest.param("SSN ending in 7788", id="its end"),
        pytest.param("Su número de seguro social es 512-40-7788.", id="in Spanish"),
        pytest.param("<!-- from the report: 512-40-7788 -->\n\nClosed.", id="in a comment"),
        pytest.param("![form with 512-40-7788](form.png)", id="in an alternative text"),
        pytest.param("| Name | SSN |\n|---|---|\n| A. Doe | 512407788 |", id="in a column of that name"),
        pytest.param("SSN\n: 512407788", id="behind its term"),
        pytest.param("His ITIN, 912-78-4321, was on the return.", id="a taxpayer's number"),
        pytest.param("S0c!al Secur1ty 512407788", id="leetspeak"),
        pytest.param("SSN 512-then 40 then 7788", id="words between"),
    ],
)
def test_a_number(body: str) -> None:
    assert flags(social_security_number, body)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("Never give your Social Security number to a caller.", id="advice"),
        pytest.param(
            "Scammers ask for your SSN. Report it to 1-800-772-1213.", id="advice with a phone number"
        ),
        pytest.param("Social Security Administration: (800) 772-1213, TTY 1-800-325-0778.", id="its agency"),
        pytest.param("Refer to case 26-0031187 or report 2025-118-0093.", id="case numbers"),
        pytest.param("Call (708) 555-0119 or 708-555-0142 with tips on the SSN scam.", id="phone numbers"),
        pytest.param("Property PIN 24-28-301-022-0000.", id="a parcel's number"),
        pytest.param("Charged under 720 ILCS 5/16-30 and 625 ILCS 5/11-601.", id="statutes"),
        pytest.param("Ordinance 512.40.7788 and section 101-12-1020 apply.", id="ordinances"),
        pytest.param("Write your SSN as 000-00-0000 on the test form.", id="a number that nobody has"),
        pytest.param("Our social media reached 48,112 people in 2025.", id="social media"),
        pytest.param("Social Security scams cost residents $512,407 since 2021.", id="sums and years"),
        pytest.param("The account number 512407788 is not shown here.", id="nine digits of something else"),
        pytest.param("Form SS-5, SSA-1099, 20 CFR 422.103.", id="forms and regulations"),
    ],
)
def test_no_number(body: str) -> None:
    assert not flags(social_security_number, body)


def test_the_message_does_not_repeat_it() -> None:
    message = "this looks like a Social Security number ending in 88; expected none"
    body = "Closed.\n\nHe gave the\nSSN 512-40-7788.\n"
    assert told(social_security_number, body) == [Violation(message, Place(BODY_LINE + 3, 5))]


def test_each_is_told_once() -> None:
    assert len(told(social_security_number, "512-40-7788 and 512-40-7789, again 512-40-7788.")) == 3


def test_in_the_title() -> None:
    found = told(social_security_number, "Closed.", title="Found card 512-40-7788")
    assert [violation.place for violation in found] == [Place(2, 19)]
