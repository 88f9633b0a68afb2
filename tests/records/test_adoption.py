from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.records.authenticator import SoftKey
from tests.records.shelf import (
    APPROVAL,
    CHIEF,
    DAY,
    DEPARTMENT,
    DEPUTY,
    NOW,
    STRANGER,
    adoption,
    put,
)

from clearance.model import Refusal, sha256
from clearance.records.adoption import Adoption, Chain, follow
from clearance.records.reading import read_records
from clearance.records.statement import NamedKey, Statement, encode

ASK = (
    "Ask the chief for the id of the department's first adoption, and set it with "
    "git config clearance.rootPin sha256:…, or in CI as the variable CLEARANCE_ROOT_PIN"
)
FIRST = adoption()
FIRST_ID = sha256(encode(FIRST))
UNCONNECTED = "is not connected with the pinned first adoption"


def chain_of(root: Path, pin: str = f"sha256:{FIRST_ID}") -> Chain:
    return follow(read_records(root), department=DEPARTMENT, pin=pin, now=NOW)


def paths(chain: Chain) -> list[str]:
    return [link.path for link in chain.adoptions]


def told(path: str, reason: str, statement: Statement) -> Refusal:
    return Refusal(f"records/{path}", reason, statement.subjects)


def test_the_pinned_adoption_holds(tmp_path: Path) -> None:
    put(tmp_path, "1.json", FIRST, CHIEF)
    put(tmp_path, "approval.json", APPROVAL)
    link = Adoption(
        id=FIRST_ID,
        path="records/1.json",
        member="chief1",
        issued=NOW - 5 * DAY,
        fingerprint=CHIEF.fingerprint,
        subjects=FIRST.subjects,
        keys=(NamedKey("chief1", CHIEF.line), NamedKey("deputy2", DEPUTY.line)),
    )
    chain = chain_of(tmp_path)
    assert chain == Chain((link,))
    assert chain.current == link


@pytest.mark.parametrize(
    "pin",
    [
        pytest.param(FIRST_ID, id="bare"),
        pytest.param(f"sha256:{FIRST_ID}", id="with the name of the hash"),
        pytest.param(f" SHA256:{FIRST_ID.upper()}\n", id="in capitals, with a newline"),
    ],
)
def test_a_pin_may_be_written_in_several_ways(tmp_path: Path, pin: str) -> None:
    put(tmp_path, "1.json", FIRST, CHIEF)
    assert chain_of(tmp_path, pin).problem == ""


def test_each_adoption_follows_the_one_before_and_the_last_one_holds(tmp_path: Path) -> None:
    put(tmp_path, "z.json", FIRST, CHIEF)
    second = put(tmp_path, "b.json", adoption(FIRST_ID, days_ago=4, member="deputy2"), DEPUTY)
    third = put(tmp_path, "a.json", adoption(second, days_ago=4), CHIEF)
    chain = chain_of(tmp_path)
    assert paths(chain) == ["records/z.json", "records/b.json", "records/a.json"]
    assert [link.previous for link in chain.adoptions] == ["", FIRST_ID, second]
    assert chain.current is not None
    assert chain.current.id == third
    assert chain.refusals == ()


def test_only_the_keys_of_the_adoption_just_before_count(tmp_path: Path) -> None:
    put(tmp_path, "1.json", FIRST, CHIEF)
    without_deputy = replace(adoption(FIRST_ID, days_ago=4), keys=(NamedKey("chief1", CHIEF.line),))
    second = put(tmp_path, "2.json", without_deputy, CHIEF)
    late = adoption(second, days_ago=3, member="deputy2")
    put(tmp_path, "3.json", late, DEPUTY)
    chain = chain_of(tmp_path)
    assert paths(chain) == ["records/1.json", "records/2.json"]
    assert chain.refusals == (told("3.json", unentitled(DEPUTY), late),)


def unentitled(key: SoftKey) -> str:
    return f"was signed by {key.fingerprint}, a key that no adoption before it named for this"


@pytest.mark.parametrize(
    ("heir", "key", "reason"),
    [
        pytest.param(adoption(FIRST_ID, days_ago=4), STRANGER, unentitled(STRANGER), id="a stranger's key"),
        pytest.param(
            replace(adoption(FIRST_ID, days_ago=4), keys=(NamedKey("chief1", STRANGER.line),)),
            STRANGER,
            unentitled(STRANGER),
            id="a key that only it names itself",
        ),
        pytest.param(
            adoption(FIRST_ID, days_ago=4),
            DEPUTY,
            "speaks for chief1, but the key that signed it belongs to deputy2",
            id="the deputy as the chief",
        ),
        pytest.param(
            adoption(FIRST_ID, days_ago=6),
            CHIEF,
            "is dated before records/1.json, which it follows",
            id="dated before the one before",
        ),
        pytest.param(
            adoption(FIRST_ID, days_ago=-1),
            CHIEF,
            "is dated 2026-03-07T15:00:00+00:00, which is still to come",
            id="the future",
        ),
        pytest.param(
            replace(adoption(FIRST_ID), department="other-pd"),
            CHIEF,
            "belongs to the department other-pd; this is sample-pd",
            id="another department",
        ),
        pytest.param(
            adoption(FIRST_ID), None, "has no signature: records/2.json.sig is missing", id="no signature"
        ),
        pytest.param(adoption(days_ago=4), CHIEF, UNCONNECTED, id="a second beginning"),
        pytest.param(adoption("0" * 64), CHIEF, UNCONNECTED, id="following what is not there"),
        pytest.param(FIRST, CHIEF, "is a copy of records/1.json; it counts once", id="a copy"),
    ],
)
def test_what_may_not_follow_is_told_and_the_first_one_holds_on(
    tmp_path: Path, heir: Statement, key: SoftKey | None, reason: str
) -> None:
    put(tmp_path, "1.json", FIRST, CHIEF)
    put(tmp_path, "2.json", heir, key)
    chain = chain_of(tmp_path)
    assert (chain.problem, paths(chain)) == ("", ["records/1.json"])
    assert chain.refusals == (told("2.json", reason, heir),)


def test_two_adoptions_after_one_leave_none_that_holds(tmp_path: Path) -> None:
    put(tmp_path, "1.json", FIRST, CHIEF)
    put(tmp_path, "2.json", adoption(FIRST_ID, days_ago=4), CHIEF)
    put(tmp_path, "3.json", adoption(FIRST_ID, days_ago=3), CHIEF)
    put(tmp_path, "4.json", adoption(FIRST_ID, days_ago=3), STRANGER)
    chain = chain_of(tmp_path)
    assert chain.current is None
    assert paths(chain) == ["records/1.json"]
    assert chain.problem == (
        "more than one adoption follows records/1.json: records/2.json, records/3.json. Only one can hold. "
        "Ask the chief which, sign a new first adoption with keys that are safe, and pin its id"
    )


@pytest.mark.parametrize(
    ("pin", "problem"),
    [
        pytest.param("", f"the pin of the first adoption is not set. {ASK}", id="no pin"),
        pytest.param(" \n", f"the pin of the first adoption is not set. {ASK}", id="a blank pin"),
        pytest.param(
            "sha256:1234",
            f"the pin of the first adoption is not 64 digits and letters a to f. {ASK}",
            id="short",
        ),
        pytest.param(
            "0" * 64,
            f"the pinned first adoption sha256:{'0' * 64} is not among the records that count. {ASK}",
            id="of another adoption",
        ),
    ],
)
def test_without_a_right_pin_nothing_holds(tmp_path: Path, pin: str, problem: str) -> None:
    put(tmp_path, "1.json", FIRST, CHIEF)
    chain = chain_of(tmp_path, pin)
    assert (chain.current, chain.adoptions, chain.problem) == (None, (), problem)


def test_in_an_empty_folder_nothing_holds(tmp_path: Path) -> None:
    assert chain_of(tmp_path).current is None


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        pytest.param(STRANGER, unentitled(STRANGER), id="by a key that it does not name"),
        pytest.param(
            DEPUTY, "speaks for chief1, but the key that signed it belongs to deputy2", id="by the deputy"
        ),
    ],
)
def test_a_pinned_adoption_that_is_not_signed_by_its_own_member_does_not_hold(
    tmp_path: Path, key: SoftKey, reason: str
) -> None:
    put(tmp_path, "1.json", FIRST, key)
    problem = f"the pinned first adoption records/1.json {reason}. {ASK}"
    assert chain_of(tmp_path) == Chain(problem=problem, refusals=(told("1.json", reason, FIRST),))


def test_a_later_adoption_may_be_pinned_anew_and_what_was_before_no_longer_counts(tmp_path: Path) -> None:
    put(tmp_path, "1.json", FIRST, CHIEF)
    second = put(tmp_path, "2.json", adoption(FIRST_ID, days_ago=4), CHIEF)
    chain = chain_of(tmp_path, second)
    assert paths(chain) == ["records/2.json"]
    assert chain.refusals == (told("1.json", UNCONNECTED, FIRST),)


def test_an_adoption_in_disguise_is_found_all_the_same(tmp_path: Path) -> None:
    data = encode(FIRST).replace(b"adoption", b"\\u0061doption")
    first = put(tmp_path, "1.json", data, CHIEF)
    assert paths(chain_of(tmp_path, first)) == ["records/1.json"]


def test_what_is_no_adoption_is_left_to_the_ledger(tmp_path: Path) -> None:
    put(tmp_path, "1.json", FIRST, CHIEF)
    put(tmp_path, "broken.json", b'{"adoption"', CHIEF)
    put(tmp_path, "approval.json", replace(APPROVAL, reason="the adoption allows it"))
    put(tmp_path, "note.txt", b"adoption", None)
    assert chain_of(tmp_path).refusals == ()
