from __future__ import annotations

import pytest
from tests.rules.words import BODY_LINE, flags, told

from clearance.model import Place, Violation
from clearance.rules import home_address


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(
            "Ann B. Doe, 61, of 11847 South Lamplighter Court, was charged.", id="behind name and age"
        ),
        pytest.param("Ann Doe, 412 Maple Street, was arrested.", id="behind a name, arrested"),
        pytest.param("The man, of 412 W. Maple St., was cited.", id="the man, of"),
        pytest.param("She lives at 412 Maple Street.", id="lives at"),
        pytest.param("Police went to her home at 9115 128th Place.", id="her home at"),
        pytest.param("A fire damaged a house at 412 North Maple Avenue.", id="a house at"),
        pytest.param("the residence, 412 Maple Ln, was searched", id="the residence"),
        pytest.param("His address is 412 Maple Street, Apt. 3.", id="his address"),
        pytest.param("412 Maple Street, Apt. 3B", id="an apartment"),
        pytest.param("He has been staying with his in-laws at 515 Harbor Lane.", id="staying with"),
        pytest.param("lives at ４１２ Maple St\u200breet", id="full-width, zero-width"),
        pytest.param("lives at four one two Maple Street", id="spelled"),
        pytest.param("Resident Ann Doe of 412 Maple Street won the prize.", id="a resident"),
        pytest.param(
            "She's in the yellow bungalow with the blue porch, second in from Hamlin on 124th Place.",
            id="told by looks",
        ),
        pytest.param("Mr. Doe lives in the last house on the left before Ridge Road.", id="the last house"),
        pytest.param(
            "| Name | Home address |\n|---|---|\n| A. Doe | 412 Maple Street |", id="in a column of that name"
        ),
        pytest.param("La víctima vive en 412 Maple Street.", id="in Spanish"),
        pytest.param("He lives at eleven eighty-four Maple Street.", id="spelled in pairs"),
        pytest.param("He l1ves at 412 Map1e Str33t.", id="leetspeak"),
        pytest.param("He lives at 4 1 2 M a p l e S t r e e t.", id="spaced out"),
        pytest.param("she lives at 412 maple street", id="small letters"),
        pytest.param("She lives at 412 Maple, upstairs.", id="without street"),
        pytest.param("She lives on Maple Street, number 412.", id="the number behind"),
        pytest.param("Her house is number 412 on Maple Street.", id="the number apart"),
        pytest.param("Cards can go to 412 Maple Street, where the widow lives.", id="where she lives"),
        pytest.param("Yard of the month: the Nowaks, 412 Maple Street.", id="a family"),
        pytest.param("Mrs. Ann Doe, 412 Maple Street, needs a ride.", id="Mrs."),
        pytest.param("Visit him at 412 Maple Street.", id="visit him at"),
        pytest.param("He lives at four hundred and twelve Maple Street.", id="spelled as one number"),
        pytest.param("He lives at 412-maple-street.", id="hyphens"),
        pytest.param("He lives @ 412 Maple St.", id="an at sign"),
        pytest.param(
            "| Name | Age | Address |\n|---|---|---|\n| A. Doe | 38 | 412 Maple Street |",
            id="in an arrest log",
        ),
        pytest.param("**Name:** Ann Doe, **Age:** 38, **Address:** 412 Maple Street", id="in fields"),
    ],
)
def test_a_home(body: str) -> None:
    assert flags(home_address, body)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("Ann Doe, 61, of the 11800 block of Lamplighter Court, was charged.", id="a block"),
        pytest.param("A crash at 147th Street and Cicero Avenue closed a lane.", id="an intersection"),
        pytest.param("Coffee at the Bluebird Diner, 15418 South Oak Park Avenue, at 8 a.m.", id="a diner"),
        pytest.param("Warming centers: Village Hall, 8900 Burr Creek Parkway.", id="a hall"),
        pytest.param("Community Center, 9115 Linden Street (pets welcome)", id="a center"),
        pytest.param("Open house at 4400 Depot Street on Sunday.", id="an open house"),
        pytest.param("Visitation at Doe Funeral Home, 412 Maple Street.", id="a funeral home"),
        pytest.param("Residents can drop off drugs at 4400 Depot Street.", id="residents"),
        pytest.param("The bank at 412 Maple Street was robbed.", id="a bank"),
        pytest.param("Police Headquarters, 4400 Depot Street, Alder Creek, Illinois 60400", id="an office"),
        pytest.param("National Night Out: Commissioners Park, 12600 South Kedvale Avenue", id="a park"),
        pytest.param("Towed cars go to the yard at 12600 South Kostner Avenue.", id="a yard"),
        pytest.param("Lane closed on Route 83 from 127th Street to 131st Street.", id="a road"),
        pytest.param("Keep your porch light on; 212 homes on Maple Street took part.", id="a count of homes"),
        pytest.param("Shots were fired near a brick building at the corner of Main and 1st.", id="a corner"),
        pytest.param("Apply in person at the village office, 25 Chestnut Court.", id="a village office"),
        pytest.param(
            "We have moved to 4400 Depot Street. Our address is 4400 Depot Street.", id="our address"
        ),
        pytest.param("The White House Restaurant, 412 Maple Street, hosts us.", id="a house by name"),
        pytest.param("The public works garage at 5000 Quarry Lane is open.", id="a garage"),
        pytest.param("She has lived in 3 towns on the way here.", id="a number of towns"),
        pytest.param("Ridge Road from 4100 Depot Street to 131st Street is closed.", id="a stretch of road"),
        pytest.param("Homes between 4100 and 4300 Maple Street have no water.", id="between numbers"),
        pytest.param(
            "| Shelter | Address |\n|---|---|\n| Village Hall | 412 Maple Street |", id="a column of shelters"
        ),
        pytest.param("Location: fieldhouse. Address: 412 Maple Street.", id="a field of an event"),
    ],
)
def test_no_home(body: str) -> None:
    assert not flags(home_address, body)


def test_the_message_does_not_repeat_it() -> None:
    message = "this looks like the address of somebody's home; expected a town or a block"
    assert told(home_address, "She lives at 412 Maple Street.\n") == [
        Violation(message, Place(BODY_LINE, 14))
    ]
