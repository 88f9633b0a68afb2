"""Whose work a commit is, where a recorder vouches for it: what stands in `source` of an approval.

A forge makes commits itself (a squash, a rebase, an edit in the browser) under an address of its
own. Its API tells for whom; the recorder writes that down, signed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from clearance.model import History, Record

COMMITS = "commits"
"""the key in `source`: commit ids, each with the ids of the members whose work it is"""


def vouched_commits(records: Iterable[Record]) -> dict[str, tuple[str, ...]]:
    """The members behind each commit, by its id. `records` are those that count."""
    return {
        commit: tuple(members)
        for record in records
        if record.kind == "approval" and record.signer != record.member
        for commit, members in _mapping(_mapping(record.predicate.get("source")).get(COMMITS)).items()
        if isinstance(members, list) and members and all(isinstance(member, str) for member in members)
    }


def with_vouched(history: History, vouched: Mapping[str, tuple[str, ...]]) -> History:
    """The history, with the members behind each of these commits, which a record may know by a former id."""
    if not vouched:
        return history
    vouched = {history.today(commit): members for commit, members in vouched.items()}
    commits = (replace(c, vouched=vouched.get(c.id, c.vouched)) for c in history.commits)
    return replace(history, commits=tuple(commits))


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}
