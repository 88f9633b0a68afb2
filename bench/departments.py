"""Departments of any size for the benchmarks: founded by `clearance init`, with typical posts, all approved.

Approvals are signed in this process, since ssh-keygen would take minutes for thousands.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.typical_posts import typical_posts
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_ssh_private_key

from clearance.cli.create import DEFAULTS
from clearance.founding.department import Answers, found
from clearance.model import sha256
from clearance.records.placing import place_record
from clearance.records.sshsig import RECORD_NAMESPACE
from clearance.records.statement import Statement, encode
from clearance.records.wire import string


@dataclass(frozen=True, slots=True)
class Made:
    """A department's folder, and its posts' paths, oldest first."""

    root: Path
    posts: tuple[str, ...]
    chief: Path
    department: str


def make(folder: Path, count: int) -> Made:
    """A department with this many posts, committed by the PIO and approved by the chief."""
    at = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)
    answers = Answers(**DEFAULTS)
    found(folder / "department", answers, keys=folder / "keys", at=at)
    root = folder / "department"
    posts = list(typical_posts(count, author="pio"))
    for post in posts:
        path = root / post.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(post.text, encoding="utf-8")
    commit(root, "Posts", answers.pio_email)
    made = Made(root, tuple(post.path for post in posts), folder / "keys" / "chief", answers.id)
    approve(made, made.posts, at)
    return made


def commit_one_by_one(made: Made) -> None:
    """Another history of the same files: each post in a commit of its own, and so is each approval."""
    records = {name: path for path in _names(made, "records") for name in _about(made.root / path)}
    own = {post: (records[post], f"{records[post]}.sig") for post in made.posts}
    rest = {*_names(made, ".")} - {*own, *(path for paths in own.values() for path in paths)}
    pio, chief = DEFAULTS["pio_email"], DEFAULTS["chief_email"]
    parts = [
        _commit_of(made.root, pio, sorted(rest)),
        *(
            part
            for post, paths in own.items()
            for part in (_commit_of(made.root, pio, [post]), _commit_of(made.root, chief, paths))
        ),
    ]
    for arguments, feed in (
        (("update-ref", "-d", "HEAD"), b""),
        (("fast-import", "--quiet"), b"".join(parts)),
        (("reset", "-q", "--hard"), b""),
    ):
        subprocess.run(["git", *arguments], cwd=made.root, input=feed, check=True, capture_output=True)


def _names(made: Made, folder: str) -> list[str]:
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--", folder], cwd=made.root, check=True, capture_output=True
    )
    return listing.stdout.decode().split("\0")[:-1]


def _about(path: Path) -> list[str]:
    """The files that a record names."""
    if path.suffix != ".json":
        return []
    return [subject["name"] for subject in json.loads(path.read_bytes())["subject"]]


def _commit_of(root: Path, email: str, paths: Iterable[str]) -> bytes:
    """One commit, as `git fast-import` reads it."""
    at = int(datetime.now(UTC).timestamp())
    parts = [f"commit HEAD\ncommitter {email} <{email}> {at} +0000\ndata 1\n.\n".encode()]
    for path in paths:
        data = (root / path).read_bytes()
        parts.append(b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(data), data))
    return b"".join([*parts, b"\n"])


def approve(made: Made, paths: tuple[str, ...], at: datetime) -> None:
    """Sign an approval of each page's present bytes by the chief, and commit them."""
    secret = _secret(made)
    for path in paths:
        _place(made, secret, "approval", path, at)
    commit(made.root, "Approvals", DEFAULTS["chief_email"])


def correct(made: Made, path: str, by: str) -> None:
    """One sentence more, and the note that readers are owed of it, committed by the PIO."""
    file = made.root / path
    now = datetime.now(UTC).isoformat(timespec="seconds")
    note = f"clearance:\n  changes: [{{date: {now}, note: The time has changed.}}]\n"
    text = re.sub(r"  changes: .*\n", "", file.read_text("utf-8")).replace("clearance:\n", note, 1)
    file.write_text(f"{text}\nThe time has changed.\n", encoding="utf-8")
    commit(made.root, "One sentence more", by)


def withdraw(made: Made, path: str, at: datetime) -> None:
    """Sign that a page is taken down, by the chief, and commit it."""
    _place(made, _secret(made), "withdrawal", path, at, reason="For a measurement.")
    commit(made.root, "Withdrawn", DEFAULTS["chief_email"])


def _secret(made: Made) -> Ed25519PrivateKey:
    secret = load_ssh_private_key(made.chief.read_bytes(), password=None)
    if not isinstance(secret, Ed25519PrivateKey):
        sys.exit(f"{made.chief} is no Ed25519 key")
    return secret


def _place(  # noqa: PLR0913 - who signs what, about what, when, and why
    made: Made, secret: Ed25519PrivateKey, kind: str, path: str, at: datetime, *, reason: str = ""
) -> None:
    subjects = {path: sha256((made.root / path).read_bytes())}
    said = Statement(kind, made.department, at, "chief", subjects, reason=reason)
    data = encode(said)
    place_record(made.root, said, data, sign(secret, data))


def sign(secret: Ed25519PrivateKey, data: bytes) -> bytes:
    """An armored SSHSIG, as `ssh-keygen -Y sign` makes it (PROTOCOL.sshsig)."""
    key = string(b"ssh-ed25519") + string(secret.public_key().public_bytes_raw())
    said = string(RECORD_NAMESPACE.encode()) + string(b"") + string(b"sha512")
    signed = b"SSHSIG" + said + string(hashlib.sha512(data).digest())
    raw = string(string(b"ssh-ed25519") + string(secret.sign(signed)))
    blob = b"SSHSIG" + (1).to_bytes(4) + string(key) + said + raw
    return b"-----BEGIN SSH SIGNATURE-----\n" + base64.encodebytes(blob) + b"-----END SSH SIGNATURE-----\n"


def commit(root: Path, message: str, email: str) -> None:
    who = ("-c", f"user.name={email}", "-c", f"user.email={email}", "-c", "commit.gpgsign=false")
    for arguments in (("add", "-A"), (*who, "commit", "-q", "-m", message)):
        subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True)
