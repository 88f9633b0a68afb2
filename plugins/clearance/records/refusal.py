"""Why a key or a signature does not count, and the one list of where this software is stricter."""

from __future__ import annotations

from dataclasses import dataclass

from clearance.model import Cause

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a key or a signature does not count, in plain words for the person who reads the report."""

    reason: str
    lost: bool = False
    """whether there is nothing to be judged: the signature is missing"""

    @property
    def cause(self) -> Cause:
        return Cause.LOSS if self.lost else Cause.TAMPERING


class Unfit(Exception):
    """Bytes that are no key or no signature. Never leaves `records`: it becomes a `Refused`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


STRICTER = {
    "user-presence": "nobody touched the security key: the signature lacks the mark of user presence",
    "webauthn": "the signature was made by a web browser; expected one by ssh-keygen",
    "certificate": "the key is a certificate; expected a plain public key",
    "key-type": "keys of this type do not count; expected Ed25519, ECDSA, RSA or a security key (sk)",
    "key-alias": "the key names its type by another name than the usual one",
    "zero-byte": "a zero byte stands where only text may stand",
    "long-integer": "a number is written with needless zeros in front",
    "ed25519-scalar": "the signature is another spelling of a good one, which anybody can make",
    "ed25519-point": "the key is not a sound point of its curve; anybody may be able to sign for it",
    "rsa-size": "the RSA key has fewer than 2,048 bits",
    "rsa-numbers": "the numbers of the RSA key are not those of a sound key",
    "version": "the signature is not of version 1, the only one there is",
    "reserved": "the signature has something in the field that must be empty",
    "text-after-end": "something stands after the last line of the signature",
    "line-endings": "the first line of the signature does not end in a single newline character",
    "size": "the signature is larger than any real one",
}
"""In all of this, and in nothing else, `ssh-keygen -Y verify` of some version may pass what is refused here.

What it refuses is refused here too. The tests hold the two side by side.
"""


def stricter(name: str) -> Unfit:
    """Make the refusal of something that ssh-keygen might let pass, by its name in `STRICTER`."""
    return Unfit(STRICTER[name])


def shown(data: bytes) -> str:
    """Foreign bytes for a message: printable, in quotes, cut short."""
    text = ascii(data[:_SHOWN].decode("ascii", "backslashreplace"))
    return f"{text[:-1]}…{text[-1]}" if len(data) > _SHOWN else text
