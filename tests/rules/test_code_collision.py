from __future__ import annotations

import pytest
from tests.rules.builders import department, guidelines, pack, pack_rule

from clearance.guidelines.models import Pack
from clearance.model import Violation
from clearance.rules import code_collision

INSULT = pack_rule("PB991", "insult")


def test_codes_of_their_own_pass() -> None:
    packs = (pack("insults", INSULT, pack_rule("PB992", "oaf")), pack("more", pack_rule("PB993", "lout")))
    assert [*code_collision.check(department(guidelines(packs=packs)))] == []


@pytest.mark.parametrize(
    ("packs", "message"),
    [
        pytest.param(
            [pack("more", pack_rule("AP101", "mine"))],
            "the code AP101 of 'mine' is already that of 'missing-approval'",
            id="a built-in rule's code",
        ),
        pytest.param(
            [pack("more", INSULT, pack_rule("PB991", "oaf"))],
            "the code PB991 of 'oaf' is already that of 'insult'",
            id="twice in one pack",
        ),
        pytest.param(
            [pack("insults", INSULT), pack("more", INSULT)],
            "the code PB991 of 'insult' is already that of 'insult'",
            id="the same rule in two packs",
        ),
    ],
)
def test_a_code_that_is_taken(packs: list[Pack], message: str) -> None:
    village = department(guidelines(packs=tuple(packs)))
    assert [*code_collision.check(village)] == [("guidelines/rules/more.yml", Violation(message))]
