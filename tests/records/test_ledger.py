from __future__ import annotations

import os
import socket
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.records.authenticator import SoftKey, signature, sk_ed25519_key
from tests.records.shelf import (
    APPROVAL,
    DAY,
    DEPARTMENT,
    DIGEST,
    LIEUTENANT,
    NOW,
    POST,
    RECORDER,
    SERGEANT,
    SIGNERS,
    STRANGER,
    adoption,
    put,
    signer,
)

from clearance.model import Ledger, Record, Refusal, Signer
from clearance.records.ledger import read_ledger
from clearance.records.reading import read_records
from clearance.records.refusal import STRICTER
from clearance.records.statement import Statement, encode

SECOND = timedelta(seconds=1)
SIGNER = SIGNERS[SERGEANT.fingerprint]
NO_RECORD = "is no record: a record is two files, NAME.json and NAME.json.sig"


def read(root: Path, signers: dict[str, Signer] = SIGNERS) -> Ledger:
    return read_ledger(read_records(root), department=DEPARTMENT, signers=signers, now=NOW)


def refused(reason: str, path: str = "records/x.json") -> Ledger:
    return Ledger(refusals=(Refusal(path, reason, {POST: DIGEST}),))


def unread(reason: str, path: str = "records/x.json") -> Ledger:
    return Ledger(refusals=(Refusal(path, reason),))


# --- what counts -----------------------------------------------------------------------------


def test_a_signed_approval_counts(tmp_path: Path) -> None:
    record_id = put(tmp_path, "2026/x.json", APPROVAL)
    record = Record(
        id=record_id,
        path="records/2026/x.json",
        kind="approval",
        department=DEPARTMENT,
        issued=NOW - DAY,
        member="sgt1",
        signer="sgt1",
        fingerprint=SERGEANT.fingerprint,
        subjects={POST: DIGEST},
        accepts=("PB104",),
        predicate={
            "department": DEPARTMENT,
            "member": "sgt1",
            "issued": "2026-03-05T15:00:00+00:00",
            "accepts": ["PB104"],
        },
    )
    assert read(tmp_path) == Ledger((record,))


def test_the_recorder_may_vouch_for_an_approval_that_says_where_it_was_given(tmp_path: Path) -> None:
    put(tmp_path, "x.json", replace(APPROVAL, source={"forge": "github", "review": 17}), RECORDER)
    (record,) = read(tmp_path).records
    assert (record.member, record.signer) == ("sgt1", "recorder")


def test_the_recorder_may_act_as_itself(tmp_path: Path) -> None:
    put(tmp_path, "x.json", Statement("publication", DEPARTMENT, NOW, "recorder", {}), RECORDER)
    assert [record.kind for record in read(tmp_path).records] == ["publication"]


def test_records_come_oldest_first_whatever_their_names(tmp_path: Path) -> None:
    for name, days in (("a.json", 1), ("b.json", 3), ("2026/c.json", 2)):
        put(tmp_path, name, replace(APPROVAL, issued=NOW - days * DAY))
    assert [r.path for r in read(tmp_path).records] == [
        "records/b.json",
        "records/2026/c.json",
        "records/a.json",
    ]


@pytest.mark.parametrize(
    "issued",
    [
        pytest.param(SIGNER.since, id="the first moment of the key"),
        pytest.param(NOW + timedelta(minutes=5), id="a clock five minutes fast"),
        pytest.param((NOW - DAY).astimezone(timezone(timedelta(hours=9))), id="another time zone"),
    ],
)
def test_a_record_within_the_time_of_its_key_counts(tmp_path: Path, issued: datetime) -> None:
    put(tmp_path, "x.json", replace(APPROVAL, issued=issued))
    assert [record.issued for record in read(tmp_path).records] == [issued]


def test_a_key_without_an_end_stays_valid(tmp_path: Path) -> None:
    put(tmp_path, "x.json", APPROVAL)
    assert read(tmp_path, {SERGEANT.fingerprint: replace(SIGNER, until=None)}).records


def test_a_missing_folder_is_an_empty_ledger(tmp_path: Path) -> None:
    assert read(tmp_path) == Ledger()


def test_a_note_and_git_may_lie_at_the_top(tmp_path: Path) -> None:
    put(tmp_path, "README.md", b"read me", None)
    put(tmp_path, ".git/HEAD", b"ref: x", None)
    assert read(tmp_path) == Ledger()


def test_adoptions_are_left_to_their_chain(tmp_path: Path) -> None:
    put(tmp_path, "signed.json", adoption(), STRANGER)
    put(tmp_path, "unsigned.json", adoption(), None)
    assert read(tmp_path) == Ledger()


# --- what does not ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "key", "reason"),
    [
        pytest.param(
            APPROVAL,
            STRANGER,
            f"was signed by {STRANGER.fingerprint}, a key that the roster does not know",
            id="a key of nobody",
        ),
        pytest.param(APPROVAL, None, "has no signature: records/x.json.sig is missing", id="no signature"),
        pytest.param(
            replace(APPROVAL, department="other-pd"),
            SERGEANT,
            "belongs to the department other-pd; this is sample-pd",
            id="another department",
        ),
        pytest.param(
            replace(APPROVAL, issued=NOW + timedelta(minutes=5) + SECOND),
            SERGEANT,
            "is dated 2026-03-06T15:05:01+00:00, which is still to come",
            id="the future",
        ),
        pytest.param(
            replace(APPROVAL, issued=SIGNER.since - SECOND),
            SERGEANT,
            "is dated before 2026-02-24T15:00:00+00:00, when the key of sgt1 became valid",
            id="before the key",
        ),
        pytest.param(
            replace(APPROVAL, member="lt2"),
            SERGEANT,
            "speaks for lt2, but sgt1 signed it",
            id="another member",
        ),
        pytest.param(
            replace(APPROVAL, member="lt2", source={"forge": "github"}),
            SERGEANT,
            "speaks for lt2, but sgt1 signed it",
            id="another member, with a source",
        ),
        pytest.param(
            APPROVAL,
            RECORDER,
            "does not say from where recorder knows it (source)",
            id="the recorder without a source",
        ),
        pytest.param(
            replace(APPROVAL, kind="withdrawal", accepts=()),
            RECORDER,
            "is no approval: the recorder recorder can't sign it for sgt1",
            id="the recorder withdrawing for another",
        ),
    ],
)
def test_a_record_that_does_not_count_is_told_with_its_reason(
    tmp_path: Path, statement: Statement, key: SoftKey | None, reason: str
) -> None:
    put(tmp_path, "x.json", statement, key)
    assert read(tmp_path) == refused(reason)


@pytest.mark.parametrize("late", [timedelta(0), SECOND], ids=["at its end", "after its end"])
def test_the_end_of_a_key_is_no_longer_valid(tmp_path: Path, late: timedelta) -> None:
    ended = replace(SIGNER, until=NOW - DAY)
    put(tmp_path, "x.json", replace(APPROVAL, issued=NOW - DAY + late))
    reason = "is dated after the key of sgt1 ended, at 2026-03-05T15:00:00+00:00"
    assert read(tmp_path, {SERGEANT.fingerprint: ended}) == refused(reason)


def test_a_revoked_key_counts_for_nothing_whatever_the_date(tmp_path: Path) -> None:
    put(tmp_path, "x.json", APPROVAL)
    reason = f"was signed with a key of sgt1 that is revoked ({SERGEANT.fingerprint})"
    assert read(tmp_path, {SERGEANT.fingerprint: signer("sgt1", SERGEANT, revoked=True)}) == refused(reason)


def test_a_security_key_counts_only_when_it_was_touched(tmp_path: Path) -> None:
    put(tmp_path, "x.json", replace(APPROVAL, member="lt2"), LIEUTENANT)
    assert [record.member for record in read(tmp_path).records] == ["lt2"]
    untouched = sk_ed25519_key(flags=0)
    put(tmp_path, "x.json", replace(APPROVAL, member="lt2"), untouched)
    signers = {untouched.fingerprint: signer("lt2", untouched)}
    assert read(tmp_path, signers) == refused(STRICTER["user-presence"])


def test_a_record_whose_bytes_were_changed_is_refused(tmp_path: Path) -> None:
    put(tmp_path, "x.json", APPROVAL)
    path = tmp_path / "records/x.json"
    path.write_bytes(path.read_bytes().replace(b"PB104", b"PB105"))
    assert read(tmp_path) == refused("the signature does not fit these bytes")


def test_a_signature_for_git_is_no_signature_for_a_record(tmp_path: Path) -> None:
    put(tmp_path, "x.json", APPROVAL, None)
    made = signature(SERGEANT, encode(APPROVAL), "git")
    (tmp_path / "records/x.json.sig").write_bytes(made)
    assert read(tmp_path) == refused("it was signed for the purpose 'git'; expected 'clearance-record'")


def test_a_signature_larger_than_any_is_refused(tmp_path: Path) -> None:
    put(tmp_path, "x.json", APPROVAL)
    with (tmp_path / "records/x.json.sig").open("ab") as file:
        file.write(b"\n" * 20_000)
    assert read(tmp_path) == refused(STRICTER["size"])


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(
            b"{",
            "is no valid record: not valid JSON: Expecting property name enclosed in double quotes"
            " (line 1, column 2)",
            id="no JSON",
        ),
        pytest.param(
            b"[]", "is no valid record: the record: expected an object in braces", id="another document"
        ),
        pytest.param(
            b" " * 2_000_001,
            "is no valid record: the file has 2,000,001 bytes; 2,000,000 is the limit",
            id="huge",
        ),
    ],
)
def test_a_file_that_is_no_statement_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    put(tmp_path, "x.json", data)
    assert read(tmp_path) == unread(reason)


def test_a_copy_counts_once(tmp_path: Path) -> None:
    put(tmp_path, "a.json", APPROVAL)
    put(tmp_path, "b.json", APPROVAL)
    ledger = read(tmp_path)
    assert [record.path for record in ledger.records] == ["records/a.json"]
    copy = Refusal("records/b.json", "is a copy of records/a.json; it counts once", {POST: DIGEST})
    assert ledger.refusals == (copy,)


def test_a_signature_without_a_record_is_told(tmp_path: Path) -> None:
    put(tmp_path, "x.json", APPROVAL)
    (tmp_path / "records/x.json").unlink()
    reason = "signs nothing: its record is missing; a record is two files, NAME.json and NAME.json.sig"
    assert read(tmp_path) == unread(reason, "records/x.json.sig")


@pytest.mark.parametrize("name", ["x.txt", "2026/README.md", "x.JSON", ".writing-abc", "x.sig", "2026/.git"])
def test_any_other_file_is_told(tmp_path: Path, name: str) -> None:
    put(tmp_path, name, b"", None)
    assert read(tmp_path) == unread(NO_RECORD, f"records/{name}")


def test_a_name_that_is_no_text_is_told_readably(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/records/\xff.json")).write_bytes(encode(APPROVAL))
    assert read(tmp_path) == refused(
        "has no signature: records/\\xff.json.sig is missing", "records/\\xff.json"
    )


# --- what is no plain file -------------------------------------------------------------------

LINK = "is a symbolic link; a record must be a plain file"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("x.json", unread(LINK), id="a linked record"),
        pytest.param("2026", unread(LINK, "records/2026"), id="a linked folder"),
        pytest.param("README.md", unread(LINK, "records/README.md"), id="a linked note"),
        pytest.param(".git", unread(LINK, "records/.git"), id="a linked git"),
    ],
)
def test_a_link_is_never_followed(tmp_path: Path, name: str, expected: Ledger) -> None:
    put(tmp_path / "elsewhere", "x.json", APPROVAL)
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / name).symlink_to(tmp_path / "elsewhere/records")
    assert read(tmp_path) == expected


def test_a_linked_signature_is_never_followed(tmp_path: Path) -> None:
    put(tmp_path, "x.json", APPROVAL)
    path = tmp_path / "records/x.json.sig"
    path.rename(tmp_path / "aside")
    path.symlink_to(tmp_path / "aside")
    assert read(tmp_path).records == ()
    assert Refusal("records/x.json.sig", LINK) in read(tmp_path).refusals


def test_a_records_folder_that_is_a_link_is_refused(tmp_path: Path) -> None:
    put(tmp_path / "elsewhere", "x.json", APPROVAL)
    (tmp_path / "records").symlink_to(tmp_path / "elsewhere/records")
    assert read(tmp_path) == unread("is a symbolic link; expected a folder of its own", "records")


def test_a_records_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "records").write_bytes(b"")
    assert read(tmp_path) == unread("can't be read: Not a directory", "records")


def test_a_pipe_and_a_socket_are_refused_without_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "records").mkdir()
    monkeypatch.chdir(tmp_path / "records")
    os.mkfifo("a.json")
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("b.json")
        ledger = read(tmp_path)
    assert ledger.refusals == (
        Refusal("records/a.json", "is no plain file"),
        Refusal("records/b.json", "is no plain file"),
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.binary(max_size=200), st.binary(max_size=200))
def test_any_bytes_are_refused_and_never_raise(tmp_path: Path, data: bytes, made: bytes) -> None:
    put(tmp_path, "x.json", data, None)
    (tmp_path / "records/x.json.sig").write_bytes(made)
    assert [refusal.path for refusal in read(tmp_path).refusals] == ["records/x.json"]
