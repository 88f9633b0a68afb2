"""Signed records as they are read, and those that don't count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Signer:
    """A key that the roster knows: whose, and between which instants it is valid (`until` excluded).

    A `revoked` key counts for nothing, whatever the date on the statement: who holds a stolen
    key can write any date.
    """

    member: str
    key: str
    fingerprint: str
    since: datetime
    until: datetime | None = None
    revoked: bool = False
    recorder: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """A signed statement whose signature verifies and whose signer may sign such a thing.

    `id` is the SHA-256 of the statement's bytes. `member` acted; `signer` is the roster entry
    whose key signed (the member, or the recorder vouching for them). `subjects` maps each path
    to its digest.
    """

    id: str
    path: str
    kind: str
    department: str
    issued: datetime
    member: str
    signer: str
    fingerprint: str
    subjects: Mapping[str, str]
    accepts: tuple[str, ...] = ()
    predicate: Mapping[str, object] = field(default_factory=dict)


class Cause(StrEnum):
    """What lies behind something that is wrong with the records, as far as it shows."""

    TAMPERING = "tampering"
    """somebody made or changed something that they had no right to"""
    LOSS = "loss"
    """something that was there is gone"""
    MISTAKE = "mistake"
    """nobody gains by it: something was done wrongly, or only half"""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file under `records/` that does not count, and why. `subjects` is what it claimed, if readable."""

    path: str
    reason: str
    subjects: Mapping[str, str] = field(default_factory=dict)
    cause: Cause = field(default=Cause.MISTAKE, compare=False)
    """how it is told; it follows from the reason, and is no other refusal for it"""


@dataclass(frozen=True, slots=True)
class Ledger:
    """All of `records/`, verified: what counts, and a reason for each that doesn't."""

    records: tuple[Record, ...] = ()
    refusals: tuple[Refusal, ...] = ()

    def about(self, path: str, kind: str) -> tuple[Record, ...]:
        """Records of this kind that name this path, oldest first."""
        return tuple(r for r in self.records if r.kind == kind and path in r.subjects)
