"""What records say and who signed them, kept by the digests of their bytes."""

from __future__ import annotations

import marshal
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from clearance.records.statement import NamedKey, Statement


@dataclass(slots=True)
class RecordsCache:
    """Statements with the fingerprint of the key that signed them. Only of signatures that verified.

    `before` is what an earlier run kept, as `to_bytes` wrote it, or None.
    """

    before: bytes | None
    _before: dict[str, list[Any]] = field(default_factory=dict)
    _now: dict[str, list[Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._before = {} if self.before is None else marshal.loads(self.before)  # noqa: S302 - under seal
        self.before = None

    def get(self, digests: tuple[str, str]) -> tuple[Statement, str] | None:
        name = "".join(digests)
        told = self._before.get(name)
        if told is None:
            return None
        self._now[name] = told
        return _statement(told), told[-1]

    def put(self, digests: tuple[str, str], said: Statement, key: str) -> None:
        self._now["".join(digests)] = [*_plain(said), key]

    def learned(self) -> bytes | None:
        """What the next run may know, or None when that is what this run was told."""
        if self._now.keys() == self._before.keys():
            return None
        return marshal.dumps(self._now)


def _plain(said: Statement) -> list[Any]:
    return [
        said.kind,
        said.department,
        said.issued.isoformat(),
        said.member,
        dict(said.subjects),
        list(said.accepts),
        said.reason,
        dict(said.source),
        said.previous,
        [[named.member, named.key] for named in said.keys],
        dict(said.detail),
    ]


def _statement(told: list[Any]) -> Statement:
    kind, department, issued, member, subjects, accepts, reason, source, previous, keys, detail, _ = told
    return Statement(
        kind,
        department,
        datetime.fromisoformat(issued),
        member,
        subjects,
        tuple(accepts),
        reason,
        source,
        previous,
        tuple(NamedKey(*named) for named in keys),
        detail,
    )
