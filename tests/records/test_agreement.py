"""Our verdict beside ssh-keygen's, case by case: the same, except where `STRICTER` says so."""

from __future__ import annotations

import hashlib
import itertools
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import dsa, ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from tests.records.authenticator import (
    MESSAGE,
    NAMESPACE,
    SK_ED25519,
    TOUCHED,
    Envelope,
    SoftKey,
    ecdsa_key,
    ed25519_key,
    envelope,
    mpint,
    packed,
    rsa_key,
    rsa_secret,
    signature,
    sk_ecdsa_key,
    sk_ed25519_key,
    webauthn_key,
)
from tests.records.oracle import fingerprint_if_good, make_key

from clearance.records.refusal import STRICTER, Refused
from clearance.records.sshsig import MAX_BYTES, verify

P256 = ec.SECP256R1()
ORDER_P256 = P256.group_order
ORDER_ED25519 = 2**252 + 27742317777372353535851937790883648493
ED25519_PRIME = 2**255 - 19
WRONG_BYTES = "the signature does not fit these bytes"


@dataclass(frozen=True)
class Case:
    """A signature and what it claims to sign; `reason` is ours for refusing it, nothing when it is good."""

    name: str
    armored: bytes
    reason: str = ""
    message: bytes = MESSAGE


def good() -> Iterator[Case]:
    armored = signature(ed25519_key())
    lines = armored.split(b"\n")
    yield Case("as it is", armored)
    yield Case("without the last newline", armored.rstrip(b"\n"))
    yield Case("with blank lines after it", armored + b"\n \r\n")
    yield Case("in one long line", b"\n".join([lines[0], b"".join(lines[1:-2]), *lines[-2:]]))
    yield Case("with white space in the middle", armored.replace(b"U1NI", b"U1 \tN\r\x0b\x0c\nI", 1))
    key = ed25519_key()
    yield Case("hashed with sha256", Envelope(key.blob, digest=b"sha256").signed_by(key).armored)
    for flags in (TOUCHED | 0x04, TOUCHED | 0x80):
        yield Case(f"a touched security key with flags {flags}", signature(sk_ed25519_key(flags)))
    yield Case("a security key that counted to its end", signature(sk_ecdsa_key(counter=2**32 - 1)))
    mirrored = ecdsa_key(P256, "nistp256", lambda r, s: packed(mpint(r), mpint(ORDER_P256 - s)))
    yield Case("ecdsa with the other s", signature(mirrored))
    whole, message = rsa_with_leading_zero()
    short = replace(whole, signature=packed(b"rsa-sha2-512", whole.signature[-256:].lstrip(b"\0")))
    yield Case("rsa whose leading zero was kept", whole.armored, message=message)
    yield Case("rsa whose leading zero was dropped", short.armored, message=message)


def rsa_with_leading_zero() -> tuple[Envelope, bytes]:
    key = rsa_key(2048)
    messages = (b"message %d" % number for number in itertools.count())
    made = ((envelope(key, message), message) for message in messages)
    return next((whole, message) for whole, message in made if whole.signature[-256] == 0)


def refused_by_both() -> Iterator[Case]:
    key = ed25519_key()
    whole = envelope(key)
    yield Case("another message", whole.armored, WRONG_BYTES, MESSAGE + b" ")
    yield Case("another key's signature", replace(whole, key=ed25519_key().blob).armored, WRONG_BYTES)
    for name, field in (("another", "git"), ("an empty", ""), ("a longer", NAMESPACE + "s")):
        reason = f"it was signed for the purpose {field!r}; expected {NAMESPACE!r}"
        yield Case(f"{name} namespace", signature(key, namespace=field), reason)
    forged = replace(envelope(key, namespace="git"), namespace=NAMESPACE.encode())
    yield Case("the right namespace written over another", forged.armored, WRONG_BYTES)
    yield Case("the other hash's name", replace(whole, digest=b"sha256").armored, WRONG_BYTES)
    for digest in ("sha1", "SHA512", "", "sha256,sha512"):
        reason = f"the signature names the hash {digest!r}; expected sha256 or sha512"
        yield Case(f"the hash {digest!r}", replace(whole, digest=digest.encode()).armored, reason)
    yield Case("bytes after its end", replace(whole, tail=b"\0").armored, AFTER.format("signature"))
    yield Case("bytes after the key's end", replace(whole, key=key.blob + b"\0").armored, AFTER.format("key"))
    longer = replace(whole, signature=whole.signature + b"\0")
    yield Case("bytes after the inner signature's end", longer.armored, AFTER.format("signature"))
    yield Case("another magic", replace(whole, magic=b"SSHSIQ").armored, NO_MAGIC)
    yield Case("no signature in it", replace(whole, signature=b"").armored, CUT)
    yield Case("version 2", replace(whole, version=2).armored, STRICTER["version"])
    for size in (0, 63, 65):
        raw = (whole.signature[-64:] + b"\0")[:size]
        sized = replace(whole, signature=packed(b"ssh-ed25519", raw))
        yield Case(f"ed25519 of {size} bytes", sized.armored, "the signature has the wrong length")
    renamed = replace(whole, signature=packed(SK_ED25519, whole.signature[-64:]))
    yield Case("the type of another key", renamed.armored, "the signature is of another type than its key")
    yield Case("no text at all", b"", NO_ARMOR)
    yield Case("text before it", b"\n" + whole.armored, NO_ARMOR)
    yield Case("another last line", whole.armored.replace(b"END SSH", b"END PGP"), NO_END)
    yield Case("the last line not on its own", whole.armored.replace(b"\n-----END", b"-----END"), NO_END)
    yield Case("base64 that is cut", whole.armored.replace(b"\n-----END", b"A\n-----END"), DAMAGED)
    yield Case("base64 of another alphabet", whole.armored.replace(b"U1NIU0lH", b"U1NIU0l-"), DAMAGED)
    padded = signature(sk_ed25519_key())
    stray = re.sub(rb"(.)==", lambda last: bytes([last[1][0] + 1]) + b"==", padded)
    yield Case("base64 with stray last bits", stray, DAMAGED)
    yield Case("base64 without its padding", padded.replace(b"==", b""), DAMAGED)


def refused_by_both_for_their_numbers() -> Iterator[Case]:
    for name, change, reason in (
        ("r of zero", lambda _, s: packed(b"", mpint(s)), WRONG_BYTES),
        ("s of zero", lambda r, _: packed(mpint(r), b""), WRONG_BYTES),
        ("r of the order", lambda _, s: packed(mpint(ORDER_P256), mpint(s)), WRONG_BYTES),
        ("r beyond its curve", lambda _, s: packed(mpint(2**256), mpint(s)), TOO_LARGE),
        ("a negative s", lambda r, _: packed(mpint(r), b"\x80" + bytes(31)), NEGATIVE),
        ("a third number", lambda r, s: packed(mpint(r), mpint(s), b""), AFTER.format("signature")),
        ("one number", lambda r, _: packed(mpint(r)), CUT),
    ):
        made = signature(ecdsa_key(P256, "nistp256", change))
        yield Case(f"ecdsa with {name}", made, reason)
    key = ecdsa_key(P256, "nistp256")
    whole = envelope(key)
    for name, blob, reason in (
        ("another curve's name", key.blob.replace(b"\x08nistp256", b"\x08nistp384"), OTHER_CURVE),
        ("half of its own name", key.blob.replace(b"\x08nistp256", b"\x0dsha2-nistp256"), OTHER_CURVE),
        (
            "a compressed point",
            packed(b"ecdsa-sha2-nistp256", b"nistp256", b"\x02" + key.blob[-64:-32]),
            NOT_FULL,
        ),
        ("no point", packed(b"ecdsa-sha2-nistp256", b"nistp256", b""), NOT_FULL),
        ("the point at infinity", packed(b"ecdsa-sha2-nistp256", b"nistp256", b"\0"), NOT_FULL),
        ("a point off its curve", key.blob[:-1] + bytes([key.blob[-1] ^ 1]), OFF_CURVE),
    ):
        yield Case(f"ecdsa key with {name}", replace(whole, key=blob).armored, reason)
    yield Case("rsa with sha1", signature(rsa_key(2048, b"ssh-rsa")), RSA_HASH)
    by_rsa = envelope(rsa_key(2048))
    one_more = replace(by_rsa, signature=packed(b"rsa-sha2-512", b"\0" + by_rsa.signature[-256:]))
    yield Case("rsa longer than its key", one_more.armored, WRONG_BYTES)
    renamed = replace(by_rsa, signature=packed(b"rsa-sha2-256", by_rsa.signature[-256:]))
    yield Case("rsa with the other hash's name", renamed.armored, WRONG_BYTES)
    yield Case(
        "a security key for another application", signature(sk_ed25519_key(signed_for=b"ssh:x")), WRONG_BYTES
    )
    touched = envelope(sk_ecdsa_key())
    uncounted = replace(touched, signature=touched.signature[:-1] + b"\x08")
    yield Case("a security key with another count", uncounted.armored, WRONG_BYTES)
    untouched = envelope(sk_ed25519_key(flags=0))
    marked = replace(untouched, signature=untouched.signature[:-5] + b"\x01" + untouched.signature[-4:])
    yield Case("user presence added afterwards", marked.armored, WRONG_BYTES)


AFTER = "something stands after the end of the {}"
CUT = "the signature is cut short"
DAMAGED = "the signature is damaged: it is not whole base64; copy it again"
NEGATIVE = "a number in the signature is negative"
NOT_FULL = "the key's point is not written in full"
NO_ARMOR = "this is no signature; expected a first line -----BEGIN SSH SIGNATURE-----"
NO_END = "the signature is cut short; expected a last line -----END SSH SIGNATURE-----"
NO_MAGIC = "this is no signature; expected it to begin with SSHSIG"
OFF_CURVE = "the key is not a point of its curve"
OTHER_CURVE = "the key names another curve than its type does"
TOO_LARGE = "a number in the signature is too large"
RSA_HASH = "an RSA key must sign with rsa-sha2-256 or rsa-sha2-512"


# --- stricter, and why -----------------------------------------------------------------------

DIFFERS_BY_VERSION = {"key-type", "ed25519-scalar", "line-endings", "rsa-numbers"}
"""What some versions of ssh-keygen refuse too."""


def stricter() -> Iterator[tuple[str, Case]]:
    """Each with its name in STRICTER."""
    key = ed25519_key()
    whole = envelope(key)
    for untouched in (sk_ed25519_key(flags=0), sk_ecdsa_key(flags=0x04)):
        yield "user-presence", Case(untouched.algorithm, signature(untouched))
    yield "webauthn", Case("signed in a browser", signature(webauthn_key()))
    yield "key-type", Case("DSA", signature(dsa_key()))
    for alias in (b"ED25519", b"ed25519"):
        yield (
            "key-alias",
            Case(f"the type as {alias!r}", replace(whole, key=packed(alias, key.blob[-32:])).armored),
        )
    long_key = rsa_key(2048)
    renamed = packed(b"rsa-sha2-512") + long_key.blob[11:]
    yield "key-alias", Case("an RSA key named by a hash", replace(envelope(long_key), key=renamed).armored)
    yield (
        "zero-byte",
        Case("after the namespace", replace(whole, namespace=NAMESPACE.encode() + b"\0").armored),
    )
    yield "zero-byte", Case("after the hash", replace(whole, digest=b"sha512\0").armored)
    yield "zero-byte", Case("after the base64", whole.armored.replace(b"\n-----END", b"\0\n-----END"))
    zeros = ecdsa_key(P256, "nistp256", lambda r, s: packed(b"\0" + mpint(r), mpint(s)))
    yield "long-integer", Case("in an ecdsa signature", signature(zeros))
    padded = long_key.blob.replace(packed(b"\1\0\1"), packed(b"\0\1\0\1"))
    yield "long-integer", Case("in an RSA key", replace(envelope(long_key), key=padded).armored)
    yield (
        "ed25519-scalar",
        Case("the same plus the order", replace(whole, signature=second_spelling(whole)).armored),
    )
    yield "ed25519-point", Case("a key that fits many messages", signed_by_anybody())
    yield "rsa-size", Case("1024 bits", signature(rsa_key(1024)))
    yield "rsa-numbers", Case("an exponent of one", signed_with_exponent_one())
    yield "version", Case("version 0", replace(whole, version=0).armored)
    yield "reserved", Case("something reserved", replace(whole, reserved=b"x").armored)
    yield "text-after-end", Case("another signature", whole.armored + whole.armored)
    yield "text-after-end", Case("on the last line", whole.armored.rstrip() + b"-")
    yield "line-endings", Case("of Windows", whole.armored.replace(b"\n", b"\r\n"))
    yield "size", Case("stretched by blank lines", whole.armored.replace(b"\n", b"\n" * MAX_BYTES, 1))


def dsa_key() -> SoftKey:
    secret = dsa.generate_private_key(1024)  # noqa: S505 - the only size that OpenSSH knows
    public = secret.public_key().public_numbers()
    group = public.parameter_numbers
    numbers = (mpint(number) for number in (group.p, group.q, group.g, public.y))

    def sign(data: bytes) -> bytes:
        r, s = decode_dss_signature(secret.sign(data, hashes.SHA1()))  # noqa: S303 - DSA has no other
        return packed(b"ssh-dss", r.to_bytes(20) + s.to_bytes(20))

    return SoftKey("ssh-dss", packed(b"ssh-dss", *numbers), sign)


def second_spelling(whole: Envelope) -> bytes:
    scalar = int.from_bytes(whole.signature[-32:], "little") + ORDER_ED25519
    return whole.signature[:-32] + scalar.to_bytes(32, "little")


def signed_by_anybody() -> bytes:
    """For the public key (0, -1), of order two, half of all R = S·B fit, whatever the message."""
    point = (ED25519_PRIME - 1).to_bytes(32, "little")
    made = Envelope(packed(b"ssh-ed25519", point))
    for _ in range(100):
        secret = Ed25519PrivateKey.generate()
        commitment = secret.public_key().public_bytes_raw()
        hashed = hashlib.sha512(commitment + point + made.signed_bytes(MESSAGE)).digest()
        if int.from_bytes(hashed, "little") % ORDER_ED25519 % 2 == 0:
            break
    scalar = int.from_bytes(hashlib.sha512(secret.private_bytes_raw()).digest()[:32], "little")
    clamped = (scalar & (2**254 - 8) | 2**254) % ORDER_ED25519
    raw = commitment + clamped.to_bytes(32, "little")
    return replace(made, signature=packed(b"ssh-ed25519", raw)).armored


def signed_with_exponent_one() -> bytes:
    """An RSA key with exponent 1 needs no private half: the padded hash is its own signature."""
    modulus = rsa_secret(2048).public_key().public_numbers().n
    made = Envelope(packed(b"ssh-rsa", mpint(1), mpint(modulus)))
    prefix = bytes.fromhex("3051300d060960864801650304020305000440")
    info = prefix + hashlib.sha512(made.signed_bytes(MESSAGE)).digest()
    padded = b"\0\1" + b"\xff" * (256 - 3 - len(info)) + b"\0" + info
    return replace(made, signature=packed(b"rsa-sha2-512", padded)).armored


def certified(folder: Path) -> Case:
    key, authority = make_key(folder / "key", "-t", "ed25519"), make_key(folder / "ca", "-t", "ed25519")
    sign = ["ssh-keygen", "-q", "-s", str(authority), "-I", "sgt1", "-n", "sgt1", str(key)]
    subprocess.run(sign, check=True, capture_output=True)
    command = ["ssh-keygen", "-q", "-Y", "sign", "-n", NAMESPACE, "-f", str(folder / "key-cert.pub")]
    made = subprocess.run(command, input=MESSAGE, check=True, capture_output=True).stdout
    return Case("a certified key", made)


# --- the two side by side --------------------------------------------------------------------


def ours(case: Case) -> str:
    verdict = verify(case.armored, case.message, namespace=NAMESPACE)
    return verdict.reason if isinstance(verdict, Refused) else ""


def theirs(case: Case, folder: Path) -> bool:
    return bool(fingerprint_if_good(folder, case.armored, case.message))


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in good()])
def test_both_accept(case: Case, tmp_path: Path) -> None:
    assert (ours(case), theirs(case, tmp_path)) == ("", True)


@pytest.mark.parametrize(
    "case",
    [pytest.param(case, id=case.name) for case in (*refused_by_both(), *refused_by_both_for_their_numbers())],
)
def test_both_refuse(case: Case, tmp_path: Path) -> None:
    assert (ours(case), theirs(case, tmp_path)) == (case.reason, False)


def test_only_we_refuse_exactly_what_the_list_says(tmp_path: Path) -> None:
    cases = [("certificate", certified(tmp_path)), *stricter()]
    assert [(name, ours(case)) for name, case in cases] == [(name, STRICTER[name]) for name, _ in cases]
    assert {name for name, _ in cases} == set(STRICTER)
    both = {name for name, case in cases if not theirs(case, tmp_path)}
    assert both <= DIFFERS_BY_VERSION
