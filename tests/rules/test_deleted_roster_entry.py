from __future__ import annotations

from tests.rules.builders import department, public_key

from clearance.guidelines.keys import fingerprint
from clearance.model import History, Violation
from clearance.rules import deleted_roster_entry

STILL_THERE = {"pio1": "c" * 40, "retired3": "c" * 40, fingerprint(public_key(1)): "c" * 40}


def test_entries_that_are_there_or_closed_pass() -> None:
    village = department(history=History(former_members=STILL_THERE))
    assert [*deleted_roster_entry.check(village)] == []


def test_a_member_and_a_key_that_are_gone() -> None:
    key = fingerprint(public_key(77))
    village = department(history=History(former_members={**STILL_THERE, "sgt0": "a" * 40, key: "b" * 40}))
    assert [*deleted_roster_entry.check(village)] == [
        (
            "guidelines/roster.yml",
            Violation(f"the key {key!r} is gone; commit bbbbbbbbbbbb had it last; expected a closed entry"),
        ),
        (
            "guidelines/roster.yml",
            Violation("the member 'sgt0' is gone; commit aaaaaaaaaaaa had it last; expected a closed entry"),
        ),
    ]
