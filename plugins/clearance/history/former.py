"""Who and what keys any committed roster ever named: entries are closed, never deleted.

An old roster is read as far as it can be: one that no longer parses must not hide a member.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from clearance.errors import CannotJudge
from clearance.history.changes import DELETED, GITLINK, Step
from clearance.history.git import Repository
from clearance.strict_yaml import decode, parse

_ID = re.compile(r"(?<![\w-])id[\"']?[ \t]*:[ \t]*[\"']?([A-Za-z0-9._-]+)")
_KEY = re.compile(r"\b(?:sk-)?(?:ssh|ecdsa)-[a-z0-9@.-]+[ \t]+([A-Za-z0-9+/]{16,}={0,2})")


@dataclass(slots=True)
class Rosters:
    """Each member id and key fingerprint of any roster in history. Feed it parents first."""

    roster: str
    named: dict[str, str] = field(default_factory=dict)
    """the commit that had the name last: the newest one that wrote a roster naming it"""
    _unread: list[tuple[str, str]] = field(default_factory=list)
    """(commit id, blob id) of rosters whose names are still to be read"""

    def take(self, step: Step) -> None:
        for diff in step.diffs:
            change = diff.get(self.roster)
            if change and change.kind != DELETED and change.mode != GITLINK:
                self._unread.append((step.commit.id, change.blob))

    def read(self, repository: Repository) -> None:
        """Read the rosters that came since the last time. Raises CannotJudge when git has lost one."""
        stored = repository.objects(blob for _, blob in self._unread) if self._unread else {}
        names = {blob: names_in(data, self.roster) for blob, data in stored.items()}
        self.named |= {name: commit_id for commit_id, blob in self._unread for name in names[blob]}
        self._unread.clear()


def names_in(data: bytes, path: str) -> frozenset[str]:
    """The member ids and key fingerprints (`SHA256:…`) in the bytes of a roster."""
    try:
        members = _list(_mapping(parse(decode(data, path), path).value).get("members"))
        return frozenset(name for member in members for name in _names_of(_mapping(member)))
    except (CannotJudge, TypeError):
        text = data.decode(errors="replace")
        return frozenset((*_ID.findall(text), *_fingerprints(text)))


def _names_of(member: Mapping[str, object]) -> Iterator[str]:
    yield _text(member.get("id"))
    for device in _list(member.get("devices", [])):
        yield from _fingerprints(_text(_mapping(device).get("key")))


def _fingerprints(text: str) -> Iterator[str]:
    for middle in _KEY.findall(text):
        with suppress(ValueError):
            digest = hashlib.sha256(base64.b64decode(middle, validate=True)).digest()
            yield "SHA256:" + base64.b64encode(digest).decode().rstrip("=")


def _mapping(value: object) -> Mapping[str, object]:
    if isinstance(value, dict):
        return value
    raise TypeError("a mapping was expected")


def _list(value: object) -> list[object]:
    if isinstance(value, list):
        return value
    raise TypeError("a list was expected")


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    raise TypeError("text was expected")
