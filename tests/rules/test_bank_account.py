from __future__ import annotations

import pytest
from tests.rules.words import BODY_LINE, flags, told

from clearance.model import Place, Violation
from clearance.rules import bank_account


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("The routing number is 021000021.", id="a routing number"),
        pytest.param("Routing 0210 0002 1 at her bank.", id="a routing number, spaced"),
        pytest.param("Account number 4471 0093 2218 was emptied.", id="an account"),
        pytest.param("Her checking account, 004471882, was overdrawn.", id="a checking account"),
        pytest.param("He wired the money to acct. 88-4471-0093.", id="abbreviated"),
        pytest.param(
            "Deposits went into account 447100932 at First Midwest Bank.", id="in a sentence about a bank"
        ),
        pytest.param("Savings account no. four four seven one, zero zero nine three", id="spelled"),
        pytest.param("account #4 4 7 1 0 0 9 3 2 2", id="spaced out"),
        pytest.param("cuenta corriente 4471009322", id="in Spanish"),
        pytest.param("Acct # ４４７１００９３２２", id="full-width"),
        pytest.param("The account begins with 4471 and ends in 9322.", id="in two parts"),
        pytest.param("IBAN GB82 WEST 1234 5698 7654 32", id="international"),
        pytest.param(
            "| Bank account | Name |\n|---|---|\n| 4471009322 | A. Doe |", id="in a column of that name"
        ),
        pytest.param(
            "The check read 021000021 447100932 0117; routing and account are his.", id="a check's line"
        ),
        pytest.param("Donations: account number 4471009322.", id="ten digits are no phone behind that word"),
        pytest.param("R0ut!ng 0 2 1 0 0 0 0 2 1, acc0unt n0. 4471009322", id="leetspeak"),
        pytest.param("Her payroll goes to 4471009322 at the credit union.", id="without the word account"),
        pytest.param(
            "He had 021000021 and 4471 0093 on a check in his wallet.", id="both, without their names"
        ),
        pytest.param(
            "Checking account four four seven one, then zero zero nine three",
            id="spelled, with a word between",
        ),
    ],
)
def test_an_account(body: str) -> None:
    assert flags(bank_account, body)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("Never read your account number to a caller.", id="advice"),
        pytest.param("An account ending in 4421 was used.", id="its end"),
        pytest.param("Questions about your water account: (708) 555-0114.", id="a phone"),
        pytest.param("Bank robbery, case 25-0044172: tips to 708-555-0119.", id="a bank robbery"),
        pytest.param("$447,100 was taken from 212 bank accounts since 2021.", id="sums"),
        pytest.param("Follow our account @alderpd; 447100 people do.", id="followers"),
        pytest.param("On account of rain the 2026-05-14 event moves.", id="on account of"),
        pytest.param("The transit number 171 bus reaches the bank at 10:45.", id="a bus"),
        pytest.param("US Bank, 4471 Depot Street, was robbed at 9:30.", id="an address"),
        pytest.param("IBAN GB82 WEST 1234 5698 7654 33 is a bad sample.", id="wrong check digits"),
        pytest.param("By his account the 1234567 lottery ticket was his.", id="a story"),
    ],
)
def test_no_account(body: str) -> None:
    assert not flags(bank_account, body)


def test_the_message_does_not_repeat_it() -> None:
    message = "this looks like the number of a bank account ending in 18; expected none"
    assert told(bank_account, "Account number 4471 0093 2218.\n") == [
        Violation(message, Place(BODY_LINE, 16))
    ]
