from __future__ import annotations

import base64
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st
from tests.records.authenticator import (
    SK_ED25519,
    SoftKey,
    ecdsa_key,
    ed25519_key,
    mpint,
    packed,
    rsa_key,
    rsa_secret,
    sk_ecdsa_key,
    sk_ed25519_key,
)
from tests.records.oracle import fingerprint_of_line, make_key

from clearance.records.keys import MAX_LINE, PublicKey, parse_blob, parse_line, verify
from clearance.records.refusal import STRICTER, Refused

P256 = ec.SECP256R1()
PRIME_P256 = 2**256 - 2**224 + 2**192 + 2**96 - 1
B_P256 = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
ANY_P256 = ecdsa_key(P256, "nistp256")
MODULUS = rsa_secret(2048).public_key().public_numbers().n
ONE_LINE = "expected one line with the key's type and its base64 text"
OTHER_TYPE = "the line names another type of key than it holds; copy the line again"
DAMAGED = "the key is damaged: it is not whole base64; copy it again"
NEGATIVE = "a number in the key is negative"
TOO_LARGE = "a number in the key is too large"
EXTREME = "the key's coordinates are not those of a real key"


def line(algorithm: str, *fields: bytes) -> str:
    return f"{algorithm} {base64.b64encode(packed(algorithm.encode(), *fields)).decode()}"


def small_x_point() -> bytes:
    """A point of P-256 so near the axis that nobody has drawn it at random."""
    for x in range(1, 100):
        square = (x**3 - 3 * x + B_P256) % PRIME_P256
        y = pow(square, (PRIME_P256 + 1) // 4, PRIME_P256)
        if y * y % PRIME_P256 == square:
            break
    return b"\x04" + x.to_bytes(32) + y.to_bytes(32)


@pytest.mark.parametrize(
    "options",
    [
        pytest.param(["-t", "ed25519"], id="ed25519"),
        pytest.param(["-t", "ecdsa", "-b", "256"], id="ecdsa 256"),
        pytest.param(["-t", "ecdsa", "-b", "384"], id="ecdsa 384"),
        pytest.param(["-t", "ecdsa", "-b", "521"], id="ecdsa 521"),
        pytest.param(["-t", "rsa", "-b", "2048"], id="rsa 2048"),
    ],
)
def test_a_key_by_ssh_keygen_is_read_with_its_fingerprint(tmp_path: Path, options: list[str]) -> None:
    written = make_key(tmp_path / "key", *options).with_suffix(".pub").read_text(encoding="utf-8")
    key = parse_line(written)
    assert isinstance(key, PublicKey)
    assert key.line == " ".join(written.split()[:2])
    assert key.fingerprint == fingerprint_of_line(tmp_path, written)


@pytest.mark.parametrize(
    ("key", "application"),
    [
        pytest.param(sk_ed25519_key(), b"ssh:", id="sk ed25519"),
        pytest.param(sk_ecdsa_key(), b"ssh:", id="sk ecdsa"),
        pytest.param(ed25519_key(), b"", id="no security key"),
    ],
)
def test_a_security_key_is_read_with_its_application(
    tmp_path: Path, key: SoftKey, application: bytes
) -> None:
    read = parse_line(f"  {key.line}\tSmith's blue key\r\n")
    assert isinstance(read, PublicKey)
    assert (read.line, read.application) == (key.line, application)
    assert read.fingerprint == fingerprint_of_line(tmp_path, key.line)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("", ONE_LINE, id="nothing"),
        pytest.param("ssh-ed25519", ONE_LINE, id="only a type"),
        pytest.param(f"{ed25519_key().line} a\n{ed25519_key().line}", ONE_LINE, id="two lines"),
        pytest.param("ssh-ed25519 AAAA*", DAMAGED, id="no base64"),
        pytest.param("ssh-ed25519 ÄÖÜ", DAMAGED, id="letters beyond ASCII"),
        pytest.param("ssh-ed25519 \udcff", DAMAGED, id="half a character"),
        pytest.param(ed25519_key().line[:-1], DAMAGED, id="cut by a letter"),
        pytest.param(ed25519_key().line[:-4], "the key is cut short", id="cut by three bytes"),
        pytest.param(ANY_P256.line.replace("nistp256 ", "nistp384 "), OTHER_TYPE, id="other type"),
        pytest.param("command=x " + ed25519_key().line, DAMAGED, id="options in front"),
        pytest.param(line("ssh-ed25519", bytes(31)), "the key has the wrong length", id="ed25519 too short"),
        pytest.param(line("ssh-ed25519", bytes(33)), "the key has the wrong length", id="ed25519 too long"),
        pytest.param(
            line("ssh-ed25519", ed25519_key().blob[-32:], b""),
            "something stands after the end of the key",
            id="one field too many",
        ),
        pytest.param(line("ssh-rsa", b"\x80", mpint(MODULUS)), NEGATIVE, id="negative"),
        pytest.param(
            line("ssh-rsa", mpint(65537), mpint(2**16_384 + 1)),
            "a number in the key is too large",
            id="huge rsa",
        ),
        pytest.param(line("ecdsa-sha2-nistp256", b"nistp256", small_x_point()), EXTREME, id="extreme"),
    ],
)
def test_both_refuse_the_line(tmp_path: Path, text: str, reason: str) -> None:
    assert parse_line(text) == Refused(reason)
    if text.isascii() and not text.startswith("command") and "\n" not in text:
        assert fingerprint_of_line(tmp_path, text) == ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param(line("ssh-ed25519", b"\xff" * 32), "ed25519-point", id="height beyond the field"),
        pytest.param(line("ssh-ed25519", b"\x02" + bytes(31)), "ed25519-point", id="off the curve"),
        pytest.param(line("ssh-ed25519", bytes(32)), "ed25519-point", id="order four"),
        pytest.param(line("ssh-rsa", mpint(65537), mpint(2**2047 - 1)), "rsa-size", id="2047 bits"),
        pytest.param(line("ssh-rsa", mpint(65537), mpint(MODULUS - 1)), "rsa-numbers", id="even modulus"),
        pytest.param(line("ssh-rsa", mpint(4), mpint(MODULUS)), "rsa-numbers", id="even exponent"),
        pytest.param(line("ssh-rsa", b"", mpint(MODULUS)), "rsa-numbers", id="no exponent"),
        pytest.param(
            line("ssh-rsa", mpint(MODULUS + 2), mpint(MODULUS)), "rsa-numbers", id="exponent too big"
        ),
        pytest.param(line("ssh-rsa", b"\0\3", mpint(MODULUS)), "long-integer", id="needless zero"),
        pytest.param(line(SK_ED25519.decode(), ed25519_key().blob[-32:], b"ssh:\0"), "zero-byte", id="zero"),
    ],
)
def test_only_we_refuse_the_line(tmp_path: Path, text: str, name: str) -> None:
    assert parse_line(text) == Refused(STRICTER[name])
    assert fingerprint_of_line(tmp_path, text)


@pytest.mark.parametrize(
    ("algorithm", "name"),
    [
        pytest.param("ssh-ed25519-cert-v01@openssh.com", "certificate", id="certificate"),
        pytest.param("rsa-sha2-256", "key-alias", id="name of a hash"),
        pytest.param("ssh-dss", "key-type", id="DSA"),
        pytest.param("ssh-xmss@openssh.com", "key-type", id="unknown"),
    ],
)
def test_other_types_of_keys_are_refused(algorithm: str, name: str) -> None:
    assert parse_line(line(algorithm, bytes(32))) == Refused(STRICTER[name])


def test_a_line_beyond_any_key_is_refused_before_it_is_read() -> None:
    reason = "the line has more than 16,384 characters; that is no public key"
    assert parse_line("ssh-ed25519 " + "A" * MAX_LINE) == Refused(reason)


def test_a_raw_signature_is_checked_by_its_key() -> None:
    soft = rsa_key(2048)
    key = parse_blob(soft.blob)
    assert isinstance(key, PublicKey)
    assert verify(key, soft.sign(b"these bytes"), b"these bytes") is None
    assert verify(key, soft.sign(b"these bytes"), b"other bytes") == Refused(
        "the signature does not fit these bytes"
    )


@given(
    st.text(max_size=200) | st.binary(max_size=120).map(lambda b: "ssh-rsa " + base64.b64encode(b).decode())
)
def test_any_text_is_refused_and_never_raises(text: str) -> None:
    assert isinstance(parse_line(text), Refused)


@given(st.sampled_from([rsa_key(2048), ecdsa_key(P256, "nistp256"), sk_ed25519_key()]), st.data())
def test_a_key_with_changed_bytes_never_raises_and_never_passes_for_itself(
    soft: SoftKey, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(soft.blob) - 1))
    new = data.draw(st.binary(max_size=4).filter(lambda b: b != soft.blob[at : at + 1]))
    read = parse_blob(soft.blob[:at] + new + soft.blob[at + 1 :])
    assert isinstance(read, Refused) or read.fingerprint != soft.fingerprint
