"""The proof of a department after each of many kinds of meddling with its records."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest
from tests.department import Department
from tests.retention.meddling import (
    Case,
    L,
    M,
    T,
    about,
    date_a_record_back,
    delete_a_record_and_its_signature,
    flip,
    names,
    proof_of,
    put,
    require_told,
    signature,
)
from tests.village import NOW, POST, post

from clearance.records.signing import sign
from clearance.records.sshsig import RECORD_NAMESPACE
from clearance.records.statement import decode, encode

pytestmark = pytest.mark.site


def flip_a_byte_of_a_record(d: Department) -> None:
    flip(about(d, POST), 200)


def flip_a_byte_of_a_signature(d: Department) -> None:
    flip(signature(about(d, POST)), 150)


def commit_a_flipped_record(d: Department) -> None:
    flip(about(d, POST), 200)
    d.commit("records")


def delete_a_record(d: Department) -> None:
    about(d, POST).unlink()


def delete_a_record_in_a_commit(d: Department) -> None:
    delete_a_record_and_its_signature(d)
    d.commit("records")


def delete_a_signature(d: Department) -> None:
    signature(about(d, POST)).unlink()


def move_a_record(d: Department) -> None:
    record = about(d, POST)
    for path in (record, signature(record)):
        path.rename(d.root / "records" / path.name)
    d.commit("records")


def swap_a_record(d: Department) -> None:
    """Another statement with a right signature in the place of the first."""
    record = about(d, POST)
    said = replace(decode(record.read_bytes()), reason="Said later.")
    record.write_bytes(encode(said))
    signature(record).write_bytes(sign(encode(said), d.keys.private("chief")))
    d.commit("records", as_="chief")


def sign_with_a_strange_key(d: Department) -> None:
    put(d, d.statement(POST, by="lt"), "stranger")


def sign_with_an_ended_key(d: Department) -> None:
    put(d, d.statement(POST, by="sgt"), "former")


def sign_with_a_revoked_key(d: Department) -> None:
    d.replace(
        "guidelines/roster.yml",
        f'{{name: laptop of lt, key: "{d.keys.public("lt")}", from: 2024-01-01}}',
        f'{{name: laptop of lt, key: "{d.keys.public("lt")}", from: 2024-01-01, '
        f"revoked: {{on: {NOW.date()}, reason: Stolen.}}}}",
    )
    d.commit("guidelines", as_="chief")
    d.adopt(at=NOW)


def sign_for_another(d: Department) -> None:
    put(d, d.statement(POST, by="chief"), "officer")


def sign_as_no_supervisor(d: Department) -> None:
    put(d, d.statement(POST, by="officer"), "officer")


def sign_in_another_namespace(d: Department) -> None:
    record = d.root / "records/2026/forged.json"
    record.write_bytes(encode(d.statement(POST, by="lt")))
    key = str(d.keys.private("lt"))
    assert RECORD_NAMESPACE != "git"
    d.command("/usr/bin/env", "ssh-keygen", "-q", "-Y", "sign", "-n", "git", "-f", key, str(record))
    d.commit("records")


def copy_an_approval_onto_another_post(d: Department) -> None:
    """The words are another post's; the signature stays."""
    record = about(d, POST)
    d.write("content/posts/new.md", post("Another"))
    d.write("records/2026/forged.json", record.read_text("utf-8").replace(POST, "content/posts/new.md"))
    shutil.copy(signature(record), d.root / "records/2026/forged.json.sig")
    d.commit()


def copy_an_approval_under_another_name(d: Department) -> None:
    record = about(d, POST)
    for path in (record, signature(record)):
        shutil.copy(path, path.with_name(f"copy-{path.name}"))
    d.commit("records")


def link_in_records(d: Department) -> None:
    (d.root / "records/2026/link.json").symlink_to("/etc/hostname")
    d.commit("records")


def add_a_note(d: Department) -> None:
    d.write("records/2026/note.txt", "Call me.\n")
    d.commit("records")


def double_a_key(d: Department) -> None:
    d.write("records/2026/forged.json", about(d, POST).read_text().replace("{", '{"_type": 1,', 1))
    d.commit("records")


def truncate_a_record(d: Department) -> None:
    record = about(d, POST)
    record.write_bytes(record.read_bytes()[:100])


def empty_a_record(d: Department) -> None:
    about(d, POST).write_bytes(b"")


def add_an_empty_record(d: Department) -> None:
    d.write("records/2026/new.json", "")
    d.commit("records")


def add_a_huge_record(d: Department) -> None:
    d.write("records/2026/new.json", b" " * 3_000_000)
    d.commit("records")


def forget_to_commit_a_record(d: Department) -> None:
    d.approve(POST, by="lt", commit=False)


CASES = (
    Case(flip_a_byte_of_a_record, T, {"changed-record"}, "has other bytes than were committed"),
    Case(flip_a_byte_of_a_signature, T, {"changed-record"}, ".sig: has other bytes than were committed"),
    Case(commit_a_flipped_record, T, {"rewritten-record"}, "was changed in commit"),
    Case(delete_a_record, L, {"missing-record"}, "is missing from disk"),
    Case(delete_a_record_and_its_signature, L, {"missing-record"}, ".json.sig: is missing from disk"),
    Case(delete_a_record_in_a_commit, T, {"rewritten-record"}, "was deleted in commit"),
    Case(delete_a_signature, L, {"missing-record"}, ".json.sig: is missing from disk"),
    Case(move_a_record, T, {"rewritten-record", "forged-record"}, "was renamed to records/"),
    Case(swap_a_record, T, {"rewritten-record"}, "was changed in commit"),
    Case(date_a_record_back, T, {"forged-record"}, "is dated 20 days before it was first committed"),
    Case(sign_with_a_strange_key, T, {"forged-record"}, "a key that the roster does not know"),
    Case(sign_with_an_ended_key, T, {"forged-record"}, "is dated after the key of sgt ended"),
    Case(
        sign_with_a_revoked_key,
        T,
        {"forged-record", "changed-after-approval"},
        "signed with a key of lt that is revoked",
    ),
    Case(sign_for_another, T, {"forged-record"}, "speaks for chief, but officer signed it"),
    Case(sign_as_no_supervisor, T, {"unentitled-approval"}, "officer, who was no supervisor"),
    Case(sign_in_another_namespace, T, {"forged-record"}, "it was signed for the purpose 'git'"),
    Case(copy_an_approval_onto_another_post, T, {"forged-record"}, "records/2026/forged.json: "),
    Case(copy_an_approval_under_another_name, M, {"faulty-record"}, "is a copy of records/"),
    Case(link_in_records, T, {"forged-record"}, "is a symbolic link; a record must be a plain file"),
    Case(add_a_note, M, {"faulty-record"}, "note.txt: is no record"),
    Case(double_a_key, M, {"faulty-record"}, "forged.json: is no valid record"),
    Case(truncate_a_record, T, {"changed-record"}, "has other bytes than were committed"),
    Case(empty_a_record, T, {"changed-record"}, "has other bytes than were committed"),
    Case(add_an_empty_record, M, {"faulty-record"}, "new.json: is no valid record"),
    Case(add_a_huge_record, M, {"faulty-record"}, "new.json: is no valid record"),
    Case(forget_to_commit_a_record, M, {"uncommitted-record"}, "is not committed yet; commit it"),
)


@pytest.mark.parametrize("case", CASES, ids=names)
def test_what_is_wrong_is_told(case: Case, kept: Department) -> None:
    case.deed(kept)
    require_told(case, proof_of(kept))
