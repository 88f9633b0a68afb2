from __future__ import annotations

import pytest
from tests.rules.builders import guidelines
from tests.rules.words import BODY_LINE, flags, told

from clearance.guidelines.department import Allow
from clearance.guidelines.models import Guidelines
from clearance.model import Place, Violation
from clearance.rules import phone_number


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("Call Ann Doe's cell, 773-555-0142.", id="a cell"),
        pytest.param("You can text her at (312) 555-0187.", id="text her"),
        pytest.param("The witness, Ann Doe, (312) 555-0187, evenings.", id="a witness, evenings"),
        pytest.param("Reach the owner at 773.555.0142 after 5.", id="the owner"),
        pytest.param("His home phone is 773/555/0142.", id="a home"),
        pytest.param("Her number is 773 555 0142.", id="her number"),
        pytest.param("Ann Doe, 7735550142", id="behind a name alone"),
        pytest.param("She keeps 708-555-0163 in her apron.", id="in an apron"),
        pytest.param("Call mom at ７７３－５５５－０１４２", id="full-width"),
        pytest.param("her cell: seven seven three, five five five, oh one four two", id="spelled"),
        pytest.param("cell 7 7 3 . 5 5 5 . 0 1 4 2", id="spaced out"),
        pytest.param("his cell is 773\u200b-55\u00ad5-0142", id="zero-width"),
        pytest.param("his cell is (773) 555-O142", id="letter for a digit"),
        pytest.param("Call my cell, 555-0142.", id="without an area code"),
        pytest.param("Mrs. Doe's landline: +1 773 555 0142", id="with the country's code"),
        pytest.param("her mobile, +44 7700 900123", id="abroad"),
        pytest.param("The victim's phone number is 773-555-0142.", id="the victim's number"),
        pytest.param("[Text the family](tel:+1-773-555-0142)", id="a link"),
        pytest.param("su celular es 773-555-0142", id="in Spanish"),
        pytest.param("Ann Doe, neighbor\n\nCell: 773-555-0142", id="a neighbor's contacts"),
        pytest.param("| Name | Cell |\n|---|---|\n| A. Doe | 773-555-0142 |", id="in a column of that name"),
    ],
)
def test_a_private_number(body: str) -> None:
    assert flags(phone_number, body)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("Emergencies: 911. Desk: (708) 555-0100.", id="the department's contacts"),
        pytest.param("Call or text 988, any hour; 211 and 311 help too.", id="short numbers"),
        pytest.param("The hotline is (800) 555-0177, free at any hour.", id="toll-free"),
        pytest.param("Call Detective Doe at (312) 555-0137.", id="a detective"),
        pytest.param("Contact: Lt. Ann Doe, 312-555-0105", id="a lieutenant"),
        pytest.param("Tips: (312) 555-0119", id="tips"),
        pytest.param("Anyone with information is asked to call 312-555-0119 and ask for Ann.", id="anyone"),
        pytest.param(
            "Contact Ann Doe, Public Information Officer, 301-600-1385.", id="an information officer"
        ),
        pytest.param("Cook County Crime Stoppers, 312-555-0144", id="crime stoppers"),
        pytest.param("Questions go to the clerk at 312.555.0160, weekdays.", id="a clerk"),
        pytest.param(
            "| Animal Control | (312) 555-0154 |\n|---|---|\n| Records | (312) 555-0118 |", id="a table"
        ),
        pytest.param(
            "Ann Doe\n\nSpokesperson\n\nOffice: 312-555-0105\n\nCell: 312-555-0187",
            id="contacts for the press",
        ),
        pytest.param(
            "Public Affairs Counsel\n\nOffice: 312-555-0105, Cell: 312-555-0187", id="contacts in a line"
        ),
        pytest.param("Ann Doe, Media Relations\n\n(312) 555-0187 Cell", id="cell behind the number"),
        pytest.param(
            "District Attorney's Action Center\n\n350 Jay Street\n\n312-555-0134", id="a number by itself"
        ),
        pytest.param("Case 312-555-0144 and report 25-0031187.", id="a case number"),
        pytest.param("Llame al (312) 555-0112 para más información.", id="in Spanish"),
        pytest.param("For sign language, TTY 312-555-0199.", id="TTY"),
        pytest.param("The cell phone video was sent to the bureau at 312-555-0119.", id="a phone's video"),
        pytest.param("Know them? (708) 555-0119, case 25-008812.", id="a number of the area, unexplained"),
        pytest.param("Damage of $773,555,0142 in 2025 at 7735 Depot Street.", id="sums and addresses"),
        pytest.param("If she has left her home, call us at 312-555-0119.", id="her home is no number"),
    ],
)
def test_a_public_number(body: str) -> None:
    assert not flags(phone_number, body)


def _allowing(*phones: str) -> Guidelines:
    usual = guidelines()
    department = usual.department.model_copy(update={"allow": Allow(phones=phones)})
    return Guidelines(
        department,
        usual.roster,
        usual.categories,
        usual.training,
        usual.retention,
        usual.monitoring,
    )


def test_an_allowed_number() -> None:
    body = "Text her on 1-773-555-0142 or 555-0142."
    assert len(told(phone_number, body)) == 2
    assert told(phone_number, body, rules=_allowing("(773) 555-0142")) == []


def test_the_message_does_not_repeat_it() -> None:
    message = "this looks like a private phone number ending in 42; expected one of the department"
    assert told(phone_number, "Call\nAnn Doe's cell, 773-555-0142.\n") == [
        Violation(message, Place(BODY_LINE + 1, 17))
    ]
