from __future__ import annotations

import pytest
from tests.rules.words import BODY_LINE, flags, told

from clearance.model import Place, Violation
from clearance.rules import drivers_license


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("He showed D401-2345-6789 at the window.", id="Illinois, without a name"),
        pytest.param("DL D40123456789, expired.", id="Illinois, not grouped"),
        pytest.param("Illinois driver's license D401 2345 6789", id="Illinois, spaced"),
        pytest.param("drivers license no. d401-2345-6789", id="small letter"),
        pytest.param(
            "driver's license D four zero one, two three four five, six seven eight nine", id="spelled"
        ),
        pytest.param("Dr\u200biver's lic. Ｄ４０１-２３４５-６７８９", id="full-width"),
        pytest.param("Her driver\u2019s license number is 1234-56-7890 (Indiana).", id="Indiana"),
        pytest.param("OLN J525420904650", id="Wisconsin"),
        pytest.param("Florida driver license S123-456-78-901-0 was found.", id="Florida"),
        pytest.param("Iowa DL# 123AB4567", id="Iowa"),
        pytest.param("My driver's license number is 6940579.", id="digits alone"),
        pytest.param("The state ID, number 4012-3456-789K, was recovered.", id="an identification card"),
        pytest.param("Licencia de conducir D401-2345-6789", id="in Spanish"),
        pytest.param("| Name | DL |\n|---|---|\n| A. Doe | 6940579 |", id="in a column of that name"),
        pytest.param("Operator's license, which reads 8841 2207, was suspended.", id="words between"),
    ],
)
def test_a_license(body: str) -> None:
    assert flags(drivers_license, body)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("Bring a driver's license and two references.", id="a requirement"),
        pytest.param("Driver's license checks: 212 stops, 14 tickets, $2,400 in 2025.", id="counts"),
        pytest.param("Charged with driving on a suspended license, 625 ILCS 5/6-303.", id="a statute"),
        pytest.param("No driver's license. Report 25-007715. Call (708) 555-0121.", id="a report"),
        pytest.param("Case number 26-0031187 and docket 2025-CR-0044172.", id="case numbers"),
        pytest.param(
            "Illinois roofing contractor license 104.012345, liquor license 1A-0033712.", id="trades"
        ),
        pytest.param("Driver's License Facility, 14700 South Cicero Avenue", id="an office"),
        pytest.param("License plate FP 41 882", id="a plate is another rule's"),
        pytest.param("The permit costs $25; state ID $20; renew by 12/31/2026.", id="fees and dates"),
        pytest.param("CDL drivers wanted: 40 hours, $31.50.", id="a job"),
    ],
)
def test_no_license(body: str) -> None:
    assert not flags(drivers_license, body)


def test_the_message_does_not_repeat_it() -> None:
    message = "this looks like the number of a driver's license ending in 89; expected none"
    assert told(drivers_license, "He showed D401-2345-6789.\n") == [Violation(message, Place(BODY_LINE, 11))]
