"""OpenSSH public keys: read strictly, fingerprinted as ssh-keygen does, and asked about signatures.

Formats: RFC 4253 section 6.6 (RSA), RFC 5656 (ECDSA), RFC 8709 (Ed25519), RFC 8332 (RSA with SHA-2)
and OpenSSH's PROTOCOL.u2f (security keys).
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from clearance.records.edwards import is_sound_point
from clearance.records.refusal import Refused, Unfit, stricter
from clearance.records.wire import Reader, from_base64

MAX_LINE = 16_384
"""Characters of a public key line; an RSA key of 16,384 bits needs 2,800."""

_Verifier = Ed25519PublicKey | ec.EllipticCurvePublicKey | rsa.RSAPublicKey

_MIN_RSA_BITS = 2048
_MAX_RSA_BITS = 16_384
_ED25519_ORDER = 2**252 + 27742317777372353535851937790883648493
_USER_PRESENT = 0x01
_HALF = 32

_CURVES: dict[bytes, tuple[ec.EllipticCurve, hashes.HashAlgorithm]] = {
    b"nistp256": (ec.SECP256R1(), hashes.SHA256()),
    b"nistp384": (ec.SECP384R1(), hashes.SHA384()),
    b"nistp521": (ec.SECP521R1(), hashes.SHA512()),
}
_RSA_HASHES: dict[bytes, hashes.HashAlgorithm] = {
    b"rsa-sha2-256": hashes.SHA256(),
    b"rsa-sha2-512": hashes.SHA512(),
}
_ALIASES = re.compile(
    rb"ed25519|ecdsa|rsa|ed25519-sk|ecdsa-sk|rsa-sha2-(256|512)|webauthn-sk-ecdsa-sha2-nistp256@openssh\.com",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A sound public key. `application` is what a security key's signatures are bound to."""

    algorithm: str
    blob: bytes
    fingerprint: str
    application: bytes = b""
    verifier: _Verifier = field(repr=False, compare=False, kw_only=True)

    @property
    def line(self) -> str:
        """As in a `.pub` file, without a comment."""
        return f"{self.algorithm} {base64.b64encode(self.blob).decode()}"


def fingerprint_of(blob: bytes) -> str:
    """`SHA256:…` in base64 without padding, as `ssh-keygen -l` prints it."""
    digest = hashlib.sha256(blob).digest()
    return "SHA256:" + base64.b64encode(digest).decode().rstrip("=")


def parse_line(line: str) -> PublicKey | Refused:
    """Read a key from a line of a `.pub` file: type, base64 and perhaps a comment. Never raises."""
    if len(line) > MAX_LINE:
        return Refused(f"the line has more than {MAX_LINE:,} characters; that is no public key")
    text = line.strip(" \t\r\n")
    parts = re.split(r"[ \t]+", text, maxsplit=2)
    if len(parts) == 1 or "\n" in text:
        return Refused("expected one line with the key's type and its base64 text")
    try:
        key = parse_blob(from_base64(parts[1].encode(errors="replace"), "key"))
    except Unfit as unfit:
        return Refused(unfit.reason)
    if isinstance(key, PublicKey) and key.algorithm != parts[0]:
        return Refused("the line names another type of key than it holds; copy the line again")
    return key


@lru_cache(maxsize=1024)
def parse_blob(blob: bytes) -> PublicKey | Refused:
    """Read a key from the bytes that stand in signatures and, as base64, in `.pub` files. Never raises."""
    reader = Reader(blob, "key")
    try:
        algorithm = reader.name()
        read = _READERS.get(algorithm)
        if read is None:
            raise _unknown_type(algorithm)
        verifier = read(reader, algorithm)
        application = reader.name() if algorithm.startswith(b"sk-") else b""
        reader.end()
    except Unfit as unfit:
        return Refused(unfit.reason)
    return PublicKey(algorithm.decode(), blob, fingerprint_of(blob), application, verifier=verifier)


def verify(key: PublicKey, signature: bytes, message: bytes) -> Refused | None:
    """Ask whether `signature` (an SSH signature blob) was made by this key over exactly `message`.

    None says yes. Never raises.
    """
    reader = Reader(signature, "signature")
    try:
        algorithm = reader.name()
        if key.algorithm.startswith("sk-"):
            _verify_touched(key, algorithm, reader, message)
        else:
            raw = reader.string()
            reader.end()
            _verify_raw(key, algorithm, raw, message)
    except Unfit as unfit:
        return Refused(unfit.reason)
    except (InvalidSignature, ValueError):
        return Refused("the signature does not fit these bytes")
    return None


def _unknown_type(algorithm: bytes) -> Unfit:
    if b"-cert-v" in algorithm:
        return stricter("certificate")
    if _ALIASES.fullmatch(algorithm):
        return stricter("key-alias")
    return stricter("key-type")


def _read_ed25519(reader: Reader, _: bytes) -> Ed25519PublicKey:
    point = reader.string()
    if len(point) != _HALF:
        raise Unfit("the key has the wrong length")
    if not is_sound_point(point):
        raise stricter("ed25519-point")
    return Ed25519PublicKey.from_public_bytes(point)


def _read_ecdsa(reader: Reader, algorithm: bytes) -> ec.EllipticCurvePublicKey:
    named = reader.name()
    point = reader.string()
    if named != _curve_name(algorithm):
        raise Unfit("the key names another curve than its type does")
    if point[:1] != b"\x04":
        raise Unfit("the key's point is not written in full")
    try:
        key = ec.EllipticCurvePublicKey.from_encoded_point(_CURVES[named][0], point)
    except ValueError:
        raise Unfit("the key is not a point of its curve") from None
    _refuse_extreme_coordinates(key)
    return key


def _refuse_extreme_coordinates(key: ec.EllipticCurvePublicKey) -> None:
    """As OpenSSH does in sshkey_ec_validate_public: such a key was not drawn at random."""
    numbers, order = key.public_numbers(), key.curve.group_order
    low, high = sorted((numbers.x, numbers.y))
    if low.bit_length() <= order.bit_length() // 2 or high >= order - 1:
        raise Unfit("the key's coordinates are not those of a real key")


def _curve_name(algorithm: bytes) -> bytes:
    return algorithm.removesuffix(b"@openssh.com").rpartition(b"-")[2]


def _read_rsa(reader: Reader, _: bytes) -> rsa.RSAPublicKey:
    exponent = reader.integer(_MAX_RSA_BITS)
    modulus = reader.integer(_MAX_RSA_BITS)
    if modulus.bit_length() < _MIN_RSA_BITS:
        raise stricter("rsa-size")
    if modulus % 2 == 0:
        raise stricter("rsa-numbers")
    try:
        return rsa.RSAPublicNumbers(exponent, modulus).public_key()
    except ValueError:
        raise stricter("rsa-numbers") from None


_READERS: dict[bytes, Callable[[Reader, bytes], _Verifier]] = {
    b"ssh-ed25519": _read_ed25519,
    b"ecdsa-sha2-nistp256": _read_ecdsa,
    b"ecdsa-sha2-nistp384": _read_ecdsa,
    b"ecdsa-sha2-nistp521": _read_ecdsa,
    b"ssh-rsa": _read_rsa,
    b"sk-ssh-ed25519@openssh.com": _read_ed25519,
    b"sk-ecdsa-sha2-nistp256@openssh.com": _read_ecdsa,
}
KEY_TYPES = tuple(name.decode() for name in _READERS)
"""The types of keys that count, as they stand in a `.pub` file."""


def _verify_touched(key: PublicKey, algorithm: bytes, reader: Reader, message: bytes) -> None:
    """Check what a security key signs: hashes, with its flags and counter between them (PROTOCOL.u2f)."""
    if algorithm.startswith(b"webauthn-"):
        raise stricter("webauthn")
    raw, flags, counter = reader.string(), reader.take(1), reader.take(4)
    reader.end()
    hashed = hashlib.sha256(key.application).digest()
    signed = hashed + flags + counter + hashlib.sha256(message).digest()
    _verify_raw(key, algorithm, raw, signed)
    if not flags[0] & _USER_PRESENT:
        raise stricter("user-presence")


def _verify_raw(key: PublicKey, algorithm: bytes, raw: bytes, message: bytes) -> None:
    verifier = key.verifier
    if isinstance(verifier, rsa.RSAPublicKey):
        _verify_rsa(verifier, algorithm, raw, message)
    elif algorithm.decode("ascii", "replace") != key.algorithm:
        raise Unfit("the signature is of another type than its key")
    elif isinstance(verifier, Ed25519PublicKey):
        _verify_ed25519(verifier, raw, message)
    else:
        _verify_ecdsa(verifier, _CURVES[_curve_name(algorithm)][1], raw, message)


def _verify_rsa(key: rsa.RSAPublicKey, algorithm: bytes, raw: bytes, message: bytes) -> None:
    if algorithm not in _RSA_HASHES:
        raise Unfit("an RSA key must sign with rsa-sha2-256 or rsa-sha2-512")
    size = (key.key_size + 7) // 8
    # Some agents drop leading zeros; RFC 8332 and OpenSSH put them back.
    key.verify(raw.rjust(size, b"\0"), message, padding.PKCS1v15(), _RSA_HASHES[algorithm])


def _verify_ed25519(key: Ed25519PublicKey, raw: bytes, message: bytes) -> None:
    if len(raw) != 2 * _HALF:
        raise Unfit("the signature has the wrong length")
    if int.from_bytes(raw[_HALF:], "little") >= _ED25519_ORDER:
        raise stricter("ed25519-scalar")
    key.verify(raw, message)


def _verify_ecdsa(
    key: ec.EllipticCurvePublicKey, digest: hashes.HashAlgorithm, raw: bytes, message: bytes
) -> None:
    reader = Reader(raw, "signature")
    bits = key.curve.group_order.bit_length()
    r, s = reader.integer(bits), reader.integer(bits)
    reader.end()
    key.verify(encode_dss_signature(r, s), message, ec.ECDSA(digest))
