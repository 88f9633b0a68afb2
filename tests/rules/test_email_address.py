from __future__ import annotations

import pytest
from tests.rules.builders import guidelines
from tests.rules.words import BODY_LINE, flags, told

from clearance.guidelines.department import Allow
from clearance.guidelines.models import Guidelines
from clearance.model import Place, Violation
from clearance.rules import email_address


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("Write to ann.doe@gmail.com with videos.", id="a public provider"),
        pytest.param("Ann Doe, rides, anndoe77@comcast.example", id="a provider's customer"),
        pytest.param("anndoe (at) comcast [dot] example", id="at and dot in brackets"),
        pytest.param("anndoe at yahoo dot com", id="at and dot in words"),
        pytest.param("anndoe AT gmail", id="without its end"),
        pytest.param("ann\u200bdoe@gma\u00adil.com", id="zero-width"),
        pytest.param("ａｎｎ＠ｇｍａｉｌ．ｃｏｍ", id="full-width"),
        pytest.param("ann.doe&#64;gmail&#46;com", id="entities"),
        pytest.param("anndoe@gmаil.com".replace("а", "\u0430"), id="a Cyrillic letter"),
        pytest.param("[Write](mailto:ann.doe@hotmail.com)", id="a link"),
        pytest.param("Her own address is ann@doefamily.example.", id="her own domain"),
        pytest.param("hallbrandy@doe.example brings cookies", id="begins like an office"),
        pytest.param("El correo es anndoe arroba hotmail punto com", id="in Spanish"),
        pytest.param(
            "anndoe-at-gmail-dot-com and anndoe {at} gmail {dot} com", id="at and dot between hyphens"
        ),
        pytest.param("ann.doe @ gmail . com", id="spaced"),
    ],
)
def test_a_private_address(body: str) -> None:
    assert flags(email_address, body)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("desk@village.example", id="the department's contact"),
        pytest.param("Report it to ic3@fbi.gov, spam@usss.mil or it@uic.edu.", id="government and schools"),
        pytest.param("clerk@co.cook.il.us", id="a county"),
        pytest.param("tips@somewhere.example and info@somewhere.example", id="an office's name"),
        pytest.param("ann.doe@riverbendpd.org", id="another police department"),
        pytest.param("ann.doe@cookcountysao.org", id="a county's attorney"),
        pytest.param("Contact Detective Doe, adoe@rb.example.", id="a detective"),
        pytest.param(
            "The scam comes from billing@amaz0n-help.example or ann@gmail.com.", id="a scam's sender"
        ),
        pytest.param("Meet us at Riverside. Follow @alderpd!", id="no address"),
        pytest.param("The store at 4400 Depot dot the map.", id="words"),
    ],
)
def test_a_public_address(body: str) -> None:
    assert not flags(email_address, body)


def _allowing(allow: Allow) -> Guidelines:
    usual = guidelines()
    department = usual.department.model_copy(update={"allow": allow})
    return Guidelines(
        department, usual.roster, usual.categories, usual.training, usual.retention, usual.monitoring
    )


@pytest.mark.parametrize(
    "allow",
    [
        pytest.param(Allow(emails=("Ann.Doe@doe.example",)), id="by address"),
        pytest.param(Allow(email_domains=("doe.example",)), id="by domain"),
    ],
)
def test_an_allowed_address(allow: Allow) -> None:
    body = "Write to ann.doe@doe.example."
    assert flags(email_address, body)
    assert told(email_address, body, rules=_allowing(allow)) == []


def test_a_domain_of_the_same_end_is_not_allowed() -> None:
    assert told(email_address, "ann@notdoe.example", rules=_allowing(Allow(email_domains=("doe.example",))))


def test_the_message_does_not_repeat_it() -> None:
    message = "this looks like a private e-mail address; expected one of the department or another office"
    assert told(email_address, "Write to ann.doe@gmail.com.\n") == [Violation(message, Place(BODY_LINE, 10))]
