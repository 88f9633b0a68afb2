"""Public keys as one line of text: their shape and fingerprint, without judging any signature.

The format is that of an OpenSSH `.pub` file: type, base64, comment (RFC 4253 section 6.6).
"""

from __future__ import annotations

import base64
import hashlib
from binascii import Error as NotBase64

KEY_TYPES = (
    "ssh-ed25519",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
    "ssh-rsa",
    "sk-ssh-ed25519@openssh.com",
    "sk-ecdsa-sha2-nistp256@openssh.com",
)


def _blob(line: str) -> bytes:
    kind, _, rest = line.partition(" ")
    text = rest.partition(" ")[0]
    if kind not in KEY_TYPES:
        raise ValueError(f"a key must begin with one of {', '.join(KEY_TYPES)}")
    try:
        blob = base64.b64decode(text, validate=True)
    except (NotBase64, ValueError):
        raise ValueError("the middle part of the key is not whole; copy the line again") from None
    if base64.b64encode(blob).decode() != text:
        raise ValueError("the middle part of the key is not whole; copy the line again")
    named = len(kind).to_bytes(4) + kind.encode()
    if not blob.startswith(named) or len(blob) <= len(named) + 4:
        raise ValueError(f"the middle part of the key is not that of a {kind} key; copy the line again")
    return blob


def checked_key(line: str) -> str:
    """The same line. Raises ValueError when it can't be a public key of an allowed type."""
    _blob(line)
    return line


def fingerprint(line: str) -> str:
    """`SHA256:…` as `ssh-keygen -l` prints it."""
    digest = hashlib.sha256(_blob(line)).digest()
    return "SHA256:" + base64.b64encode(digest).decode().rstrip("=")


def without_comment(line: str) -> str:
    """Type and base64 alone, as an `allowed_signers` file wants them."""
    return " ".join(line.split(" ")[:2])
