from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from tests.records.authenticator import NAMESPACE, rsa_key, signature, sk_ecdsa_key
from tests.records.oracle import verifies
from tests.records.shelf import APPROVAL, DAY, DEPARTMENT, NOW, SERGEANT, STRANGER, put, signer

from clearance.errors import CannotJudge
from clearance.model import Signer
from clearance.records.ledger import read_ledger
from clearance.records.reading import read_records
from clearance.records.signers import allowed_signers
from clearance.records.statement import encode

CHICAGO = timezone(timedelta(hours=-6))
SECOND = timedelta(seconds=1)
HALF = timedelta(milliseconds=500)
ALWAYS = Signer("sgt1", SERGEANT.line, SERGEANT.fingerprint, datetime(2020, 1, 1, tzinfo=CHICAGO))


def lines(*signers: Signer) -> str:
    return allowed_signers({signer.fingerprint: signer for signer in signers})


def clerk_accepts(folder: Path, text: str, at: datetime, member: str = "sgt1") -> bool:
    allowed, data = folder / "allowed_signers", encode(replace(APPROVAL, issued=at))
    allowed.write_text(text, encoding="utf-8")
    put(folder, "x.json", data)
    verify_time = f"verify-time={at.astimezone(UTC):%Y%m%d%H%M%SZ}"
    return verifies(allowed, folder / "records/x.json.sig", data, member, ["-O", verify_time])


def test_a_line_names_member_purpose_time_and_key() -> None:
    assert lines(signer("sgt1", SERGEANT), replace(ALWAYS, member="lt2")) == (
        'lt2 namespaces="clearance-record",valid-after="20200101060000Z" ' + SERGEANT.line + "\n"
    )
    assert lines(signer("sgt1", SERGEANT)) == (
        'sgt1 namespaces="clearance-record",valid-after="20260224150000Z",valid-before="20260316145959Z" '
        f"{SERGEANT.line}\n"
    )


@pytest.mark.parametrize("fraction", [timedelta(0), HALF], ids=["whole seconds", "half seconds"])
@pytest.mark.parametrize(
    "after_start", [-2 * SECOND, -SECOND, timedelta(0), SECOND, DAY - SECOND, DAY, DAY + SECOND]
)
def test_a_clerk_and_the_ledger_agree_on_the_second(
    tmp_path: Path, after_start: timedelta, fraction: timedelta
) -> None:
    since = (NOW - 5 * DAY + fraction).astimezone(CHICAGO)
    valid = replace(ALWAYS, since=since, until=since + DAY)
    issued = NOW - 5 * DAY + after_start
    accepted = clerk_accepts(tmp_path, lines(valid), issued)
    ledger = read_ledger(
        read_records(tmp_path), department=DEPARTMENT, signers={valid.fingerprint: valid}, now=NOW
    )
    assert accepted == bool(ledger.records) == (since <= issued < since + DAY)


def test_a_key_without_an_end_and_from_before_clocks_is_accepted(tmp_path: Path) -> None:
    old = replace(ALWAYS, since=datetime(1970, 1, 1, tzinfo=UTC))
    assert lines(old) == f'sgt1 namespaces="clearance-record" {SERGEANT.line}\n'
    assert clerk_accepts(tmp_path, lines(old), NOW)


@pytest.mark.parametrize(
    ("other", "comment"),
    [
        pytest.param(signer("lt2", STRANGER, revoked=True), "revoked", id="revoked"),
        pytest.param(
            replace(signer("lt2", STRANGER), since=NOW, until=NOW + SECOND), "never valid", id="one second"
        ),
        pytest.param(
            replace(signer("lt2", STRANGER), since=NOW, until=NOW - DAY), "never valid", id="backwards"
        ),
    ],
)
def test_a_key_that_can_t_count_is_only_a_comment_and_spoils_no_other(
    tmp_path: Path, other: Signer, comment: str
) -> None:
    text = lines(other, ALWAYS)
    assert text.splitlines()[0] == f"# lt2 {STRANGER.fingerprint}: {comment}"
    assert clerk_accepts(tmp_path, text, NOW)


def test_a_line_is_for_its_own_member_alone(tmp_path: Path) -> None:
    assert not clerk_accepts(tmp_path, lines(ALWAYS), NOW, member="lt2")


def test_a_line_is_for_records_alone(tmp_path: Path) -> None:
    allowed, made = tmp_path / "allowed_signers", tmp_path / "x.sig"
    allowed.write_text(lines(ALWAYS).replace(NAMESPACE, "git"), encoding="utf-8")
    made.write_bytes(signature(SERGEANT))
    assert not verifies(allowed, made, b"", "sgt1")


@pytest.mark.parametrize("key", [rsa_key(2048), sk_ecdsa_key()], ids=["rsa", "security key"])
def test_every_type_of_key_makes_a_line_that_ssh_keygen_reads(tmp_path: Path, key: object) -> None:
    assert isinstance(key, type(SERGEANT))
    allowed, made = tmp_path / "allowed_signers", tmp_path / "x.sig"
    allowed.write_text(lines(signer("lt2", key), ALWAYS), encoding="utf-8")
    made.write_bytes(signature(key, b"x"))
    assert verifies(allowed, made, b"x", "lt2", ["-O", "verify-time=20260306150000Z"])


@pytest.mark.parametrize("member", ["*", "sgt1,*", "a b", "#x", ""])
def test_a_member_whose_name_means_more_makes_no_line(member: str) -> None:
    with pytest.raises(CannotJudge, match="is no member's short name"):
        lines(replace(ALWAYS, member=member))


def test_a_key_that_is_none_makes_no_line() -> None:
    with pytest.raises(CannotJudge, match="the key of sgt1: the key is damaged"):
        lines(replace(ALWAYS, key="ssh-ed25519 AAAA*"))
