"""The rules about identifiers read any text, in time that grows with its length."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.growth import TIMES, grows_linearly
from tests.rules.builders import case, facts, page

from clearance.model import Passage, Place, Surface, Violation
from clearance.rules import (
    bank_account,
    date_of_birth,
    drivers_license,
    email_address,
    home_address,
    payment_card,
    phone_number,
    social_security_number,
    vehicle_identifier,
)
from clearance.rules.rule import PageRule

RULES: tuple[PageRule, ...] = (
    bank_account,
    date_of_birth,
    drivers_license,
    email_address,
    home_address,
    payment_card,
    phone_number,
    social_security_number,
    vehicle_identifier,
)
LENGTH = 16_000
FACTS = facts()

_WRITTEN = """
SSN social account routing number card DL VIN plate DOB born birthday cell home lives at of is her Ann Doe Mr.
call Detective desk 512-40-7788 4012 8888 1881 708 555 0142 ann@gmail.com dot 412 Maple Street St. Apt 3 March
14, 1987 D401-2345-6789 AB 12 345 1HGCM82633A004352 five oh double . , ; : - ( ) / # @ \u200b \u0435 １２ "
' | & """
_WORDS = _WRITTEN.split()
words = st.lists(st.sampled_from(_WORDS))
texts = st.one_of(st.text(), words.map(" ".join), words.map("".join))


def _told(rule: PageRule, *written: str) -> list[Violation]:
    passages = tuple(Passage(text, "body", Place(4, 1)) for text in written)
    subject = page(body="\n".join(written))
    return [*rule.check(case(subject, surface=Surface(passages=passages)), FACTS)]


@given(st.lists(texts, max_size=4))
def test_any_text_can_be_read(written: list[str]) -> None:
    for rule in RULES:
        for violation in _told(rule, *written):
            assert violation.place.line >= 4
            assert violation.place.column >= 1


@pytest.mark.parametrize("rule", RULES, ids=[rule.NAME for rule in RULES])
@pytest.mark.parametrize(
    "unit",
    [
        "1 ",
        "12-",
        "five ",
        "A1 ",
        "a.",
        "A",
        "7",
        "Ann ",
        "lives at ",
        "SSN 5",
        "account 12 ",
        "her car, ",
        "DOB ",
        "412 Maple ",
        "the red house ",
        "x@",
        "a dot ",
        "plate ",
        "of the ",
        "708 555 ",
        "social begins with 512, ",
        "his home, ",
        "the fourth of ",
        "license ",
        "(",
        "North ",
        "the car, plate AB 12 345 ",
        "she was born on March 14, 1987 ",
        "bank account 12345678 ",
        "SSN 512-40-7788 ",
        "she lives at 412 Maple Street ",
        "her cell 773-555-0142 ",
        "write to ann@gmail.com ",
        "license D401-2345-6789 ",
        "card 4012888888881881 ",
    ],
)
def test_time_grows_with_length(rule: PageRule, unit: str) -> None:
    assert grows_linearly(lambda length: _told(rule, unit * (length // len(unit))), LENGTH // TIMES)
