from __future__ import annotations

import pytest
from tests.rules.words import BODY_LINE, flags, told

from clearance.model import Place, Violation
from clearance.rules import date_of_birth


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("Arrested: A. Doe, DOB 03/14/1987.", id="DOB"),
        pytest.param("D.O.B.: 3-14-87", id="dotted, short year"),
        pytest.param("Date of birth: March 14, 1987", id="a month's name"),
        pytest.param("(date of birth 14 March 1987)", id="day first"),
        pytest.param("A. Doe, born on March 14th, 1987, of Alder Creek", id="born on"),
        pytest.param("She was born in Chicago on March 14, 1987.", id="born in a place on"),
        pytest.param("birthdate 1987-03-14", id="year first"),
        pytest.param("His birthday is March 14.", id="a birthday without a year"),
        pytest.param("ＤＯＢ ０３.１４.１９８７", id="full-width"),
        pytest.param("D\u200bOB 03/\u200b14/1987", id="zero-width"),
        pytest.param("born the fourteenth of March, nineteen eighty-seven", id="spelled"),
        pytest.param("A. Doe (03/14/1987) was charged.".replace("A.", "Ann"), id="behind a name in brackets"),
        pytest.param("| Name | b. |\n|---|---|\n| A. Doe | 03.14.1987 |", id="in a column of that name"),
        pytest.param("DOB\n: 03/14/1987", id="behind its term"),
        pytest.param("Mr. Doe turned sixty on the second of last month.", id="an age reached on a day"),
        pytest.param("Her son turns 9 on May 3 and misses her.", id="an age to come"),
        pytest.param("Fecha de nacimiento: 14 de marzo de 1987", id="in Spanish"),
        pytest.param("nacida el 14 de marzo de 1987", id="born, in Spanish"),
        pytest.param("D0B 03/14/1987 and b0rn on March 14, 1987", id="leetspeak"),
    ],
)
def test_a_date_of_birth(body: str) -> None:
    assert flags(date_of_birth, body)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("Never give your date of birth to a caller. Report by 12/31/2026.", id="advice"),
        pytest.param("A. Doe, 38, of Alder Creek was charged on March 14, 2026.", id="an age"),
        pytest.param("Applicants must be born on or before March 14, 2005.", id="a rule"),
        pytest.param("Children born 01/01/2015 or later ride free.", id="a limit"),
        pytest.param("The program was born on March 14, 1987.", id="a program"),
        pytest.param("The department turned 100 on May 3.", id="a department's anniversary"),
        pytest.param("K-9 Rex turns 5 on Friday.", id="a dog"),
        pytest.param("The museum shows a desk of 1987. Officer Doe was born in 1960.", id="a year alone"),
        pytest.param("Village founder Ann Doe, born March 14, 1851, kept a diary.", id="long ago"),
        pytest.param("Chief Doe passed away Sunday. He was born March 14, 1951.", id="an obituary"),
        pytest.param("Birthday party scams: sign up by May 3.", id="a party"),
        pytest.param(
            "Bring proof of date of birth and residency on 05/03/2026.".replace("on", "to us; doors open"),
            id="papers",
        ),
        pytest.param("On 03/14/1987 the station opened.", id="a date"),
        pytest.param("Born again volunteers meet 05/03/2026.", id="born again"),
    ],
)
def test_no_date_of_birth(body: str) -> None:
    assert not flags(date_of_birth, body)


def test_the_message_does_not_repeat_it() -> None:
    message = "this looks like a person's date of birth; expected an age"
    assert told(date_of_birth, "A. Doe, DOB 03/14/1987.\n") == [Violation(message, Place(BODY_LINE, 13))]
