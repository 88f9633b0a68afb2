from __future__ import annotations

import pytest
from tests.rules.words import BODY_LINE, flags, told

from clearance.model import Place, Violation
from clearance.rules import vehicle_identifier


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("The car, plate AB 12 345, was ticketed.", id="a ticketed car"),
        pytest.param(
            "Thanks to the driver of the blue Honda (Illinois plate BQ 81 407) for stopping.", id="thanks"
        ),
        pytest.param("License plate number E17 4420 belongs to a neighbor of the school.", id="older form"),
        pytest.param("A Kia, registration DK55519, is parked there every day.", id="registration"),
        pytest.param("The maroon minivan, **BQ 81 407**, has collected four notes.", id="beside a car"),
        pytest.param("The minivan, B*Q* &#56;1 &#x2012; 4&#48;7, has notes.", id="disguised"),
        pytest.param("plate ＡＢ １２ ３４５ was cited", id="full-width"),
        pytest.param("plate AB one two three four five was cited", id="spelled"),
        pytest.param('Her truck, vanity plate "SKIP 88", blocked the lane.', id="a vanity plate"),
        pytest.param("VIN 1HGCM82633A004352 was on the title.", id="a VIN"),
        pytest.param("The sale of 1HGCM82633A004352 is not valid.", id="a VIN by its check digit"),
        pytest.param("VIN: 1HG CM826 33A 004352", id="a VIN in groups"),
        pytest.param("| Car | Plate |\n|---|---|\n| red Ford | AB 12 345 |", id="in a column of that name"),
        pytest.param("El auto con placa AB 12 345 fue multado.", id="in Spanish"),
        pytest.param(
            "The witness drove a gray Camry, plate CR 70 338, and saw it all.", id="a witness's car"
        ),
        pytest.param("The VIN is 1FTEW1EP5KFA1234 on her title.", id="a VIN with a letter lost"),
        pytest.param(
            "Stolen cars are a problem. The buyer of 1FTEW1EP5KFA12345 lost $9,000.",
            id="a VIN that nobody is asked for",
        ),
        pytest.param(
            "The victim drove a Kia with plate CR 70 338. The suspect fled on foot.", id="a victim's car"
        ),
    ],
)
def test_a_private_vehicle(body: str) -> None:
    assert flags(vehicle_identifier, body)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(
            "Look for a white Kia, Illinois plate FP 41 882. Don't approach; call 911.", id="wanted"
        ),
        pytest.param("The car, plate FP 41 882, was stolen on Monday.", id="stolen"),
        pytest.param("AMBER ALERT: gray Toyota Sienna, plate CR 70 338.", id="an alert"),
        pytest.param(
            "A camera read plate FP 41 882.\n\nIf you see this car, call 911.",
            id="asked for in the next lines",
        ),
        pytest.param("The Dodge fled north with plate BQ 81 407.", id="gone from the scene"),
        pytest.param("VIN 1HGCM82633A004352 was stolen; call us if it is offered to you.", id="a stolen VIN"),
        pytest.param("Write down the plate number and the time.", id="advice"),
        pytest.param("Plates expire on 12/31/2026; the fee is $151.", id="dates and fees"),
        pytest.param("Engrave your VIN on the converter.", id="a VIN without a number"),
        pytest.param("Home plate, 12 teams, 7 innings, Field 3.", id="a ball game"),
        pytest.param("Squad car 214 and Engine 2 drove along I-57 and IL 83.", id="squads and roads"),
        pytest.param("A 2019 Ford F-150 and a 2021 Tesla Model 3 collided at 147th.", id="models"),
        pytest.param("Registration 6:30 p.m., tags for the dog run are $5.", id="other registrations"),
        pytest.param("Car seat checks: room 12, May 3, 9-11 a.m.", id="a program"),
        pytest.param("Case 25-001644 concerns a silver car.", id="a case number"),
    ],
)
def test_no_private_vehicle(body: str) -> None:
    assert not flags(vehicle_identifier, body)


def test_a_page_about_finding_one() -> None:
    body = "A gray Sienna, plate CR 70 338, is what we know."
    assert not flags(vehicle_identifier, body, title="Stolen vehicle: help us find it")
    assert flags(vehicle_identifier, body, title="Parking")


def test_the_message_does_not_repeat_it() -> None:
    message = "this looks like the registration plate of a vehicle; expected none"
    assert told(vehicle_identifier, "The car, plate AB 12 345, was towed.\n") == [
        Violation(message, Place(BODY_LINE, 16))
    ]
