"""Keys and signatures made in software, byte by byte, from OpenSSH's PROTOCOL.sshsig and PROTOCOL.u2f.

Written apart from the package, so that a mistake in one is not repeated in the other. The tests
show each kind to ssh-keygen.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

"""A busy machine is slow, not wrong."""

NAMESPACE = "clearance-record"
MESSAGE = b'{"what": "was approved"}\n'

APPLICATION = b"ssh:"
TOUCHED = 0x01
SK_ED25519 = b"sk-ssh-ed25519@openssh.com"
SK_ECDSA = b"sk-ecdsa-sha2-nistp256@openssh.com"

_CURVE_HASHES: dict[str, hashes.HashAlgorithm] = {
    "nistp256": hashes.SHA256(),
    "nistp384": hashes.SHA384(),
    "nistp521": hashes.SHA512(),
}


def packed(*parts: bytes) -> bytes:
    return b"".join(len(part).to_bytes(4) + part for part in parts)


def mpint(value: int) -> bytes:
    return value.to_bytes(value.bit_length() // 8 + 1) if value else b""


@dataclass(frozen=True)
class SoftKey:
    """A key pair: its public blob, and what turns bytes into its SSH signature blob."""

    algorithm: str
    blob: bytes
    sign: Callable[[bytes], bytes]

    @property
    def line(self) -> str:
        return f"{self.algorithm} {base64.b64encode(self.blob).decode()}"

    @property
    def fingerprint(self) -> str:
        return "SHA256:" + base64.b64encode(hashlib.sha256(self.blob).digest()).decode().rstrip("=")


def ed25519_key() -> SoftKey:
    secret = Ed25519PrivateKey.generate()
    point = secret.public_key().public_bytes_raw()
    return SoftKey(
        "ssh-ed25519", packed(b"ssh-ed25519", point), lambda data: packed(b"ssh-ed25519", secret.sign(data))
    )


def point_of(secret: ec.EllipticCurvePrivateKey) -> bytes:
    return secret.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def raw_ecdsa(
    secret: ec.EllipticCurvePrivateKey, digest: hashes.HashAlgorithm, data: bytes
) -> tuple[int, int]:
    return decode_dss_signature(secret.sign(data, ec.ECDSA(digest)))


def ecdsa_key(
    curve: ec.EllipticCurve, ssh_name: str, change: Callable[[int, int], bytes] | None = None
) -> SoftKey:
    """`change` writes r and s in another way than the right one."""
    secret = ec.generate_private_key(curve)
    algorithm = f"ecdsa-sha2-{ssh_name}"
    write = change or (lambda r, s: packed(mpint(r), mpint(s)))

    def sign(data: bytes) -> bytes:
        return packed(algorithm.encode(), write(*raw_ecdsa(secret, _CURVE_HASHES[ssh_name], data)))

    return SoftKey(algorithm, packed(algorithm.encode(), ssh_name.encode(), point_of(secret)), sign)


@cache
def rsa_secret(bits: int) -> rsa.RSAPrivateKey:
    """One of each size for a whole run: they take long to find."""
    return rsa.generate_private_key(65537, bits)


def rsa_key(bits: int, algorithm: bytes = b"rsa-sha2-512") -> SoftKey:
    secret = rsa_secret(bits)
    numbers = secret.public_key().public_numbers()
    digests = {b"rsa-sha2-512": hashes.SHA512(), b"rsa-sha2-256": hashes.SHA256()}
    digest = digests.get(algorithm, hashes.SHA1())  # noqa: S303 - to see it refused

    def sign(data: bytes) -> bytes:
        return packed(algorithm, secret.sign(data, padding.PKCS1v15(), digest))

    return SoftKey("ssh-rsa", packed(b"ssh-rsa", mpint(numbers.e), mpint(numbers.n)), sign)


def _u2f(data: bytes, application: bytes, flags: int, counter: int) -> bytes:
    tail = flags.to_bytes(1) + counter.to_bytes(4)
    return hashlib.sha256(application).digest() + tail + hashlib.sha256(data).digest()


def sk_ed25519_key(flags: int = TOUCHED, counter: int = 7, signed_for: bytes = APPLICATION) -> SoftKey:
    secret = Ed25519PrivateKey.generate()

    def sign(data: bytes) -> bytes:
        raw = secret.sign(_u2f(data, signed_for, flags, counter))
        return packed(SK_ED25519, raw) + flags.to_bytes(1) + counter.to_bytes(4)

    point = secret.public_key().public_bytes_raw()
    return SoftKey(SK_ED25519.decode(), packed(SK_ED25519, point, APPLICATION), sign)


def sk_ecdsa_key(flags: int = TOUCHED, counter: int = 7, signed_for: bytes = APPLICATION) -> SoftKey:
    secret = ec.generate_private_key(ec.SECP256R1())

    def sign(data: bytes) -> bytes:
        r, s = raw_ecdsa(secret, hashes.SHA256(), _u2f(data, signed_for, flags, counter))
        return packed(SK_ECDSA, packed(mpint(r), mpint(s))) + flags.to_bytes(1) + counter.to_bytes(4)

    return SoftKey(SK_ECDSA.decode(), packed(SK_ECDSA, b"nistp256", point_of(secret), APPLICATION), sign)


def webauthn_key() -> SoftKey:
    """A security key asked by a browser: it signs the browser's JSON around the data."""
    secret = ec.generate_private_key(ec.SECP256R1())
    origin, flags, counter = b"https://example.org", TOUCHED, 7

    def sign(data: bytes) -> bytes:
        challenge = base64.urlsafe_b64encode(data).rstrip(b"=")
        client = b'{"type":"webauthn.get","challenge":"%s","origin":"%s"}' % (challenge, origin)
        r, s = raw_ecdsa(secret, hashes.SHA256(), _u2f(client, APPLICATION, flags, counter))
        name = b"webauthn-" + SK_ECDSA
        signed = packed(name, packed(mpint(r), mpint(s))) + flags.to_bytes(1) + counter.to_bytes(4)
        return signed + packed(origin, client, b"")

    return SoftKey(SK_ECDSA.decode(), packed(SK_ECDSA, b"nistp256", point_of(secret), APPLICATION), sign)


@dataclass(frozen=True)
class Envelope:
    """An SSHSIG blob, field by field; each can be set to something false before it is written."""

    key: bytes
    signature: bytes = b""
    namespace: bytes = NAMESPACE.encode()
    digest: bytes = b"sha512"
    reserved: bytes = b""
    version: int = 1
    magic: bytes = b"SSHSIG"
    tail: bytes = b""

    def signed_bytes(self, message: bytes) -> bytes:
        hashed = hashlib.new(self.digest.decode(), message).digest()
        return b"SSHSIG" + packed(self.namespace, b"", self.digest, hashed)

    def signed_by(self, key: SoftKey, message: bytes = MESSAGE) -> Envelope:
        return replace(self, signature=key.sign(self.signed_bytes(message)))

    @property
    def blob(self) -> bytes:
        fields = packed(self.key, self.namespace, self.reserved, self.digest, self.signature)
        return self.magic + self.version.to_bytes(4) + fields + self.tail

    @property
    def armored(self) -> bytes:
        return armor(self.blob)


def armor(blob: bytes) -> bytes:
    body = base64.b64encode(blob)
    lines = [body[at : at + 70] for at in range(0, len(body), 70)]
    return b"\n".join([b"-----BEGIN SSH SIGNATURE-----", *lines, b"-----END SSH SIGNATURE-----", b""])


def envelope(key: SoftKey, message: bytes = MESSAGE, namespace: str = NAMESPACE) -> Envelope:
    return Envelope(key.blob, namespace=namespace.encode()).signed_by(key, message)


def signature(key: SoftKey, message: bytes = MESSAGE, namespace: str = NAMESPACE) -> bytes:
    return envelope(key, message, namespace).armored
