"""Which posts belong to one case, without publishing which case it is.

An author writes `clearance.case`, and a page's source is public. The number of a case can't stand there:
the outcome of a case may have to be forgotten, and a number leads to names. A plain hash of it is no
protection, since there are only so many numbers, and whoever tries them all has the right one in a second.
So it is an HMAC-SHA256 (RFC 2104) with a secret of the department's that is kept outside of the repository.

And two posts of one case must not be linked by it, for one of them may name a person whom the other leaves
out: so each id has a random number of its own in it, and no two are alike. It is not made from the post's
path, which changes when a post is renamed. Only who has the secret can tell, by trying a number on each id,
which posts belong to it.

A lost secret can't be replaced: then posts are found by reading them. It is kept as the chief's key is.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import stat
import unicodedata
from pathlib import Path

from clearance.errors import CannotJudge

_VERSION = "c1"
_NONCE, _MAC, _SECRET = 8, 16, 32
"""bytes"""
_FOR_OTHERS = 0o077
_CHARACTERS = 3
"""at least so many letters and digits are in the number of a case"""


def plain_number(number: str) -> str:
    """Its letters and digits alone: `24-CR-0153` and `24 cr 0153` are one. Raises CannotJudge."""
    plain = _plain(number)
    if len(plain) < _CHARACTERS:
        raise CannotJudge("this is no number of a case; expected one such as 24-CR-0153")
    return plain


def mentions(text: str, number: str) -> bool:
    """Whether a text names the case, however the number is written in it."""
    return plain_number(number) in _plain(text)


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).upper()
    return "".join(character for character in folded if character.isalnum())


def new_id(number: str, secret: bytes) -> str:
    """An id for one post of the case, unlike any before. Raises CannotJudge for what is no number."""
    return _id(plain_number(number), secret, secrets.token_bytes(_NONCE))


def belongs(written: str, number: str, secret: bytes) -> bool:
    """Whether an id from a front matter is one of this case."""
    nonce = bytes.fromhex(written.split("-")[1])
    return hmac.compare_digest(written, _id(plain_number(number), secret, nonce))


def _id(plain: str, secret: bytes, nonce: bytes) -> str:
    mac = hmac.new(secret, nonce + plain.encode(), hashlib.sha256).digest()[:_MAC]
    return f"{_VERSION}-{nonce.hex()}-{mac.hex()}"


def read_secret(file: Path, root: Path) -> bytes:
    """The secret in a file outside of the department's folder `root`. Raises CannotJudge."""
    _require_outside(file, root)
    try:
        with file.open("rb") as opened:
            mode = os.fstat(opened.fileno()).st_mode
            text = opened.read(1000).strip()
    except OSError as error:
        raise CannotJudge(f"the secret can't be read: {error.strerror}", path=str(file)) from None
    if stat.S_IMODE(mode) & _FOR_OTHERS:
        raise CannotJudge("other people can read this secret; make it yours alone: chmod 600", path=str(file))
    try:
        secret = bytes.fromhex(text.decode("ascii"))
    except ValueError:
        secret = b""
    if len(secret) != _SECRET:
        raise CannotJudge(
            f"holds no secret; expected {2 * _SECRET} digits of a hexadecimal number", path=str(file)
        )
    return secret


def write_secret(file: Path, root: Path) -> None:
    """A new secret in a new file, readable by its owner alone. Raises CannotJudge."""
    _require_outside(file, root)
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise CannotJudge("is there already, and no secret is ever replaced", path=str(file)) from None
    except OSError as error:
        raise CannotJudge(f"the secret can't be written: {error.strerror}", path=str(file)) from None
    with os.fdopen(descriptor, "w", encoding="ascii") as opened:
        opened.write(f"{secrets.token_hex(_SECRET)}\n")


def _require_outside(file: Path, root: Path) -> None:
    if file.resolve().is_relative_to(root.resolve()):
        raise CannotJudge(
            "lies in the department's folder, and would be published; keep the secret outside", path=str(file)
        )
