"""OpenSSH's detached signatures (PROTOCOL.sshsig), read strictly and checked in this process.

`refusal.STRICTER` lists all in which this is stricter than `ssh-keygen -Y verify`.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from clearance.records import keys
from clearance.records.keys import PublicKey
from clearance.records.refusal import Refused, Unfit, shown, stricter
from clearance.records.wire import Reader, from_base64, string

RECORD_NAMESPACE = "clearance-record"
"""What records are signed for, so that no signature made for mail, files or git commits fits one."""

MAX_BYTES = 16_384
"""Of an armored signature; one by an RSA key of 16,384 bits needs 6,000."""

_BEGIN = b"-----BEGIN SSH SIGNATURE-----"
_END = b"\n-----END SSH SIGNATURE-----"
_MAGIC = b"SSHSIG"
_VERSION = 1
_HASHES = {b"sha256": hashlib.sha256, b"sha512": hashlib.sha512}


@dataclass(frozen=True, slots=True)
class Checked:
    """The signature verifies: this key made it over exactly these bytes. Whose key it is, is not said."""

    fingerprint: str
    key: PublicKey


@dataclass(frozen=True, slots=True)
class _Envelope:
    key: bytes
    namespace: bytes
    digest: bytes
    signature: bytes


def verify(signature: bytes, message: bytes, *, namespace: str) -> Checked | Refused:
    """Check an armored signature over a message, made for this namespace. Never raises."""
    try:
        envelope = _open(_dearmor(signature))
        _expect_namespace(envelope.namespace, namespace.encode())
        signed = _signed_bytes(envelope, message)
    except Unfit as unfit:
        return Refused(unfit.reason)
    key = keys.parse_blob(envelope.key)
    if isinstance(key, Refused):
        return key
    return keys.verify(key, envelope.signature, signed) or Checked(key.fingerprint, key)


def _dearmor(armored: bytes) -> bytes:
    if len(armored) > MAX_BYTES:
        raise stricter("size")
    if not armored.startswith(_BEGIN):
        raise Unfit("this is no signature; expected a first line -----BEGIN SSH SIGNATURE-----")
    body, end, rest = armored.removeprefix(_BEGIN).partition(_END)
    if not end:
        raise Unfit("the signature is cut short; expected a last line -----END SSH SIGNATURE-----")
    if not body.startswith(b"\n"):
        raise stricter("line-endings")
    if rest.strip():
        raise stricter("text-after-end")
    if b"\0" in body:
        raise stricter("zero-byte")
    return from_base64(b"".join(body.split()), "signature")


def _open(blob: bytes) -> _Envelope:
    reader = Reader(blob, "signature")
    if reader.take(len(_MAGIC)) != _MAGIC:
        raise Unfit("this is no signature; expected it to begin with SSHSIG")
    if reader.number() != _VERSION:
        raise stricter("version")
    key, namespace = reader.string(), reader.name()
    if reader.string():
        raise stricter("reserved")
    envelope = _Envelope(key, namespace, reader.name(), reader.string())
    reader.end()
    return envelope


def _expect_namespace(found: bytes, expected: bytes) -> None:
    if found != expected:
        raise Unfit(f"it was signed for the purpose {shown(found)}; expected {shown(expected)}")


def _signed_bytes(envelope: _Envelope, message: bytes) -> bytes:
    """Rebuild what the key really signed (PROTOCOL.sshsig section 3)."""
    digest = _HASHES.get(envelope.digest)
    if digest is None:
        raise Unfit(f"the signature names the hash {shown(envelope.digest)}; expected sha256 or sha512")
    parts = (envelope.namespace, b"", envelope.digest, digest(message).digest())
    return _MAGIC + b"".join(string(part) for part in parts)
