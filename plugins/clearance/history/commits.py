"""Commit objects as they are stored: no mail map, no replacement, no other encoding.

The format is that of git's `commit` object; a signature is the header `gpgsig` (`gpgsig-sha256`
in a SHA-256 repository) and was made over the object without it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from clearance.errors import CannotJudge
from clearance.history.git import Repository, run
from clearance.model import CommitSignature

VerifyCommit = Callable[[bytes, bytes], CommitSignature]
"""(signature, payload) -> by which key, or why it doesn't count"""

_SIGNATURE_HEADERS = {"sha1": b"gpgsig", "sha256": b"gpgsig-sha256"}
_EMAIL = re.compile(rb"<(.*)>")
_SECONDS = re.compile(rb"> ([0-9]{1,12}) [+-][0-9]+$")
_LAST_SECOND = int(datetime(9999, 1, 1, tzinfo=UTC).timestamp())  # so that any time zone can still show it


@dataclass(frozen=True, slots=True)
class CommitObject:
    """One commit. `signatures` holds each signature as stored; `payload` is what they were made over."""

    id: str
    parents: tuple[str, ...]
    author_email: str
    committer_email: str
    committed: datetime
    signatures: tuple[bytes, ...]
    payload: bytes

    @property
    def short(self) -> str:
        """How messages name it: short id and day (UTC)."""
        return f"{self.id[:10]} of {self.committed:%Y-%m-%d}"


def order_of(repository: Repository, *more: str) -> list[str]:
    """The ids of all commits that HEAD can reach, each after its parents and first parents' lines first.

    With `more`, of those that these commits can reach, too.
    """
    return repository.git("rev-list", "--topo-order", "--reverse", repository.head, *more).decode().split()


def carried_on(repository: Repository, since: str) -> list[str] | None:
    """The ids of the commits after `since`, where each has the one before it as its only parent.

    Then `order_of` would give those that it gave for `since`, and these. None where the history went on
    in any other way, or where `since` is no part of it.
    """
    answer = run(
        repository.root, "rev-list", "--topo-order", "--reverse", "--parents", repository.head, f"^{since}"
    )
    lines = [line.split() for line in answer.text.splitlines()]
    chain = [since, *(line[0] for line in lines)]
    follows = all(line == [own, parent] for line, own, parent in zip(lines, chain[1:], chain, strict=False))
    return chain[1:] if answer.code == 0 and lines and follows else None


def parse_all(repository: Repository, ids: Iterable[str]) -> tuple[CommitObject, ...]:
    """These commits, in this order. Raises CannotJudge for one that can't be read."""
    stored = repository.objects(ids)
    return tuple(parse_commit(one, data, repository.hash_name) for one, data in stored.items())


def parse_commit(commit_id: str, data: bytes, hash_name: str) -> CommitObject:
    """Read one commit object.

    Raises CannotJudge when it names no committer or several, or a time that can't be read. An
    unreadable e-mail address becomes an empty one, which is nobody's.
    """
    head, gap, message = data.partition(b"\n\n")
    fields = [_field(text) for text in re.split(rb"\n(?! )", head)]
    unsigned = b"\n".join(text for name, _, text in fields if name not in _SIGNATURE_HEADERS.values())
    committer = _only(b"committer", fields, commit_id)
    return CommitObject(
        id=commit_id,
        parents=tuple(value.decode(errors="replace") for name, value, _ in fields if name == b"parent"),
        author_email=_email(_only(b"author", fields, commit_id)),
        committer_email=_email(committer),
        committed=_instant(committer, commit_id),
        signatures=tuple(value for name, value, _ in fields if name == _SIGNATURE_HEADERS[hash_name]),
        payload=unsigned + gap + message,
    )


def signature_of(commit: CommitObject, verify: VerifyCommit | None) -> CommitSignature | None:
    """The verdict on a commit's signature; None when it has none, or when nobody verifies."""
    if verify is None or not commit.signatures:
        return None
    if len(commit.signatures) > 1:
        return CommitSignature(None, "carries more than one signature")
    (signature,) = commit.signatures
    if signature.startswith(b"-----BEGIN SSH SIGNATURE-----"):
        return verify(signature, commit.payload)
    if signature.startswith(b"-----BEGIN PGP "):
        return CommitSignature(None, "signed with PGP, which is not an approved device's key")
    return CommitSignature(None, "signed in another way than with an approved device's key")


def _field(text: bytes) -> tuple[bytes, bytes, bytes]:
    """Name, value without the spaces that mark its further lines, and the whole as stored."""
    name, _, value = text.partition(b" ")
    return name, value.replace(b"\n ", b"\n") + b"\n" * (name in _SIGNATURE_HEADERS.values()), text


def _only(name: bytes, fields: Iterable[tuple[bytes, bytes, bytes]], commit_id: str) -> bytes:
    values = [value for field, value, _ in fields if field == name]
    if len(values) != 1:
        raise CannotJudge(f"commit {commit_id} names {len(values)} {name.decode()}s; one was expected")
    return values[0]


def _email(person: bytes) -> str:
    found = _EMAIL.search(person)
    return found[1].decode(errors="backslashreplace") if found else ""


def _instant(committer: bytes, commit_id: str) -> datetime:
    found = _SECONDS.search(committer)
    if not found or int(found[1]) > _LAST_SECOND:
        raise CannotJudge(f"commit {commit_id} has a time that can't be read")
    return datetime.fromtimestamp(int(found[1]), UTC)
