"""Each record as what it says and by which key it is signed: read once, for adoptions and ledger alike.

Bytes, key and verdict on a signature belong together for ever, so that they may be kept; whether
a key's owner may say such a thing is asked anew each time.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from clearance.disk.digests import Digests
from clearance.errors import CannotJudge
from clearance.model import Cause, Refusal
from clearance.records import sshsig, statement
from clearance.records.folder import Entry, read_folder
from clearance.records.refusal import Refused
from clearance.records.sshsig import RECORD_NAMESPACE
from clearance.records.statement import Statement


@dataclass(slots=True)  # not frozen, which takes thrice as long: there are tens of thousands
class Signed:
    """A statement and the key (`SHA256:…`) that signed its bytes, or why no key did. `id` names the bytes."""

    path: str
    id: str
    said: Statement
    key: str | Refused


class KeptRecords(Protocol):
    """What was found in records of these bytes before, by the digests of statement and signature."""

    def get(self, digests: tuple[str, str]) -> tuple[Statement, str] | None: ...

    def put(self, digests: tuple[str, str], said: Statement, key: str) -> None: ...


def read_records(
    root: Path, *, folder: str = "records", digests: Digests | None = None, kept: KeptRecords | None = None
) -> tuple[Signed | Refusal, ...]:
    """Every record below `root/folder` in the order of their paths, and a reason for all else in it.

    Never raises for anything that lies in the folder.
    """
    known = digests or Digests()
    return tuple(
        entry if isinstance(entry, Refusal) else _read(entry, known, kept)
        for entry in read_folder(root, folder)
    )


def _read(entry: Entry, digests: Digests, kept: KeptRecords | None) -> Signed | Refusal:
    before = _kept(entry, digests, kept) if kept else None
    if before is not None:
        return before
    try:
        record_id, data = entry.statement.read(digests)
        signed = entry.signature.read(digests) if entry.signature else None
    except OSError as error:
        return Refusal(entry.path, f"can't be read: {error.strerror}", cause=Cause.LOSS)
    try:
        said = statement.decode(data, entry.path)
    except CannotJudge as error:
        return Refusal(entry.path, unreadable(error))
    if signed is None:
        missing = Refused(f"has no signature: {entry.path}.sig is missing", lost=True)
        return Signed(entry.path, record_id, said, missing)
    checked = sshsig.verify(signed[1], data, namespace=RECORD_NAMESPACE)
    if isinstance(checked, Refused):
        return Signed(entry.path, record_id, said, checked)
    if kept:
        kept.put((record_id, signed[0]), said, checked.fingerprint)
    return Signed(entry.path, record_id, said, checked.fingerprint)


def _kept(entry: Entry, digests: Digests, kept: KeptRecords) -> Signed | None:
    """What was found before in these very bytes, where they are known without reading them."""
    record_id = entry.statement.known(digests)
    signature_id = entry.signature.known(digests) if entry.signature else None
    if record_id is None or signature_id is None:
        return None
    found = kept.get((record_id, signature_id))
    return Signed(entry.path, record_id, *found) if found else None


def unreadable(error: CannotJudge) -> str:
    """Word why bytes are no statement, for a refusal that names the path by itself."""
    where = f" (line {error.line}, column {error.column})" if error.column else ""
    return f"is no valid record: {error.message}{where}"
