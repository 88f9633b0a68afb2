from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st
from tests.records.authenticator import (
    MESSAGE,
    NAMESPACE,
    SoftKey,
    armor,
    ecdsa_key,
    ed25519_key,
    envelope,
    packed,
    rsa_key,
    signature,
    sk_ecdsa_key,
    sk_ed25519_key,
)
from tests.records.oracle import disagreements, fingerprint_if_good, make_key

from clearance.records.refusal import Refused
from clearance.records.sshsig import Checked, verify

KEY_TYPES: dict[str, Callable[[], SoftKey]] = {
    "ed25519": ed25519_key,
    "ecdsa 256": lambda: ecdsa_key(ec.SECP256R1(), "nistp256"),
    "ecdsa 384": lambda: ecdsa_key(ec.SECP384R1(), "nistp384"),
    "ecdsa 521": lambda: ecdsa_key(ec.SECP521R1(), "nistp521"),
    "rsa 2048": lambda: rsa_key(2048),
    "rsa 3072 with sha256": lambda: rsa_key(3072, b"rsa-sha2-256"),
    "sk ed25519": sk_ed25519_key,
    "sk ecdsa": sk_ecdsa_key,
}
SHORT_SIGNATURES = ("ed25519", "ecdsa 256", "sk ed25519", "sk ecdsa")
EVERY_NTH_BYTE_OF_LONG_ONES = 12


def reason(armored: bytes) -> str:
    """Why we refuse, or nothing."""
    verdict = verify(armored, MESSAGE, namespace=NAMESPACE)
    return verdict.reason if isinstance(verdict, Refused) else ""


# --- what ssh-keygen and we both accept ------------------------------------------------------


@pytest.mark.parametrize("kind", KEY_TYPES)
def test_ssh_keygen_accepts_the_same_signature(kind: str, tmp_path: Path) -> None:
    key = KEY_TYPES[kind]()
    verdict = verify(signature(key), MESSAGE, namespace=NAMESPACE)
    assert isinstance(verdict, Checked)
    assert (verdict.fingerprint, verdict.key.line) == (key.fingerprint, key.line)
    assert fingerprint_if_good(tmp_path, signature(key), MESSAGE) == key.fingerprint


@pytest.mark.parametrize(
    "options",
    [
        pytest.param(["-t", "ed25519"], id="ed25519"),
        pytest.param(["-t", "ecdsa", "-b", "256"], id="ecdsa 256"),
        pytest.param(["-t", "ecdsa", "-b", "384"], id="ecdsa 384"),
        pytest.param(["-t", "ecdsa", "-b", "521"], id="ecdsa 521"),
        pytest.param(["-t", "rsa", "-b", "2048"], id="rsa 2048"),
        pytest.param(["-t", "rsa", "-b", "3072"], id="rsa 3072"),
    ],
)
@pytest.mark.parametrize("digest", ["sha256", "sha512"])
def test_a_signature_by_ssh_keygen_verifies(tmp_path: Path, options: list[str], digest: str) -> None:
    key = make_key(tmp_path / "key", *options)
    command = ["ssh-keygen", "-q", "-Y", "sign", "-n", "git", "-O", f"hashalg={digest}", "-f", str(key)]
    made = subprocess.run(command, input=MESSAGE, capture_output=True, check=True).stdout
    verdict = verify(made, MESSAGE, namespace="git")
    assert isinstance(verdict, Checked)
    assert verdict.key.line == key.with_suffix(".pub").read_text(encoding="utf-8").rsplit(" ", 2)[0]


# --- hostile changes to a good signature -----------------------------------------------------


@pytest.mark.parametrize("kind", KEY_TYPES)
def test_every_flipped_bit_of_a_signature_is_refused(kind: str) -> None:
    blob = envelope(KEY_TYPES[kind]()).blob
    flipped = (flip(blob, at, bit) for at in range(len(blob)) for bit in range(8))
    assert [at for at, changed in enumerate(flipped) if not reason(armor(changed))] == []


@pytest.mark.parametrize("kind", KEY_TYPES)
def test_ssh_keygen_agrees_on_a_flipped_bit_in_each_byte(kind: str, tmp_path: Path) -> None:
    blob = envelope(KEY_TYPES[kind]()).blob
    step = 1 if kind in SHORT_SIGNATURES else EVERY_NTH_BYTE_OF_LONG_ONES
    cases = [armor(flip(blob, at, at % 8)) for at in range(0, len(blob), step)]
    assert disagreements(tmp_path, cases) == []


def test_ssh_keygen_agrees_on_a_flipped_bit_in_each_byte_of_the_armor(tmp_path: Path) -> None:
    armored = signature(ed25519_key())
    assert disagreements(tmp_path, [flip(armored, at, at % 8) for at in range(len(armored))]) == []


@pytest.mark.parametrize("kind", KEY_TYPES)
def test_a_signature_that_is_cut_short_is_refused(kind: str) -> None:
    whole = envelope(KEY_TYPES[kind]())
    assert [end for end in range(len(whole.blob)) if not reason(armor(whole.blob[:end]))] == []
    text = whole.armored.rstrip()
    assert [end for end in range(len(text)) if not reason(text[:end])] == []


def test_ssh_keygen_agrees_on_what_is_cut_short(tmp_path: Path) -> None:
    whole = envelope(sk_ecdsa_key())
    cut = [armor(whole.blob[:end]) for end in range(0, len(whole.blob), 5)]
    cut += [whole.armored[:end] for end in range(0, len(whole.armored), 11)]
    assert disagreements(tmp_path, cut) == []


def flip(data: bytes, at: int, bit: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :]


# --- fuzz ------------------------------------------------------------------------------------


@given(st.binary(max_size=400))
def test_random_bytes_are_refused_and_never_raise(data: bytes) -> None:
    assert reason(data)
    assert reason(armor(data))


SOUND = {kind: envelope(make()) for kind, make in KEY_TYPES.items() if kind in SHORT_SIGNATURES}
FIELDS = st.binary(max_size=80) | st.sampled_from([e.key for e in SOUND.values()])


@given(
    st.sampled_from(sorted(SOUND)),
    st.fixed_dictionaries(
        {},
        optional={
            "key": FIELDS,
            "signature": FIELDS | st.lists(FIELDS, max_size=3).map(lambda parts: packed(*parts)),
            "namespace": FIELDS,
            "digest": st.sampled_from([b"sha256", b"SHA512", b"md5", b""]),
            "reserved": st.binary(min_size=1, max_size=9),
            "version": st.sampled_from([0, 2, 2**32 - 1]),
            "tail": st.binary(min_size=1, max_size=9),
        },
    ),
)
def test_a_signature_with_any_field_replaced_is_refused_and_never_raises(
    kind: str, changes: dict[str, bytes | int]
) -> None:
    changed = replace(SOUND[kind], **changes)  # type: ignore[arg-type] # the strategy makes the types fit
    assert bool(reason(changed.armored)) == (changed != SOUND[kind])
