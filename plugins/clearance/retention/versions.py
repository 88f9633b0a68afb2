"""Whether git still has every version that was ever approved, and all that was ever adopted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from clearance.evidence import Evidence
from clearance.history.git import Repository
from clearance.history.repository import open_repository
from clearance.model import sha256
from clearance.retention.flaws import LOST_VERSION, Flaw

AT_ONCE = 200
"""objects that are read at a time: among them are pictures"""
_KINDS = ("approval", "withdrawal")


def lost_versions(evidence: Evidence) -> Iterator[Flaw]:
    """Each version that a record names by path and digest, that no commit holds, and that nobody erased."""
    erased = {digest for one in evidence.erasures.values() if one.done for digest in one.digests}
    wanted = {
        (path, digest): where
        for (path, digest), where in _named(evidence).items()
        if digest not in erased and not _is_here(path, digest, evidence)
    }
    if not wanted:
        return
    held = _digests_held(open_repository(evidence.root), sorted({path for path, _ in wanted}))
    for (path, digest), where in wanted.items():
        if digest not in held:
            wrong = f"the version sha256:{digest[:12]}… is nowhere in git; {where} names it"
            yield Flaw(LOST_VERSION, path, wrong)


def _named(evidence: Evidence) -> dict[tuple[str, str], str]:
    """Path and digest, each with the first record that names it."""
    named: dict[tuple[str, str], str] = {}
    records = (record for record in evidence.ledger.records if record.kind in _KINDS)
    adoptions = ((adoption.path, adoption.subjects) for adoption in evidence.chain.adoptions)
    for where, subjects in (*((record.path, record.subjects) for record in records), *adoptions):
        for path, digest in subjects.items():
            named.setdefault((path, digest), where)
    return named


def _is_here(path: str, digest: str, evidence: Evidence) -> bool:
    """Whether it is what HEAD has."""
    here = evidence.tree.digests.get(path) or evidence.governed.get(path)
    return here == digest and path not in evidence.history.uncommitted


def _digests_held(repository: Repository, paths: Sequence[str]) -> set[str]:
    """The SHA-256 of every object that any commit has in the folders of these paths."""
    places = sorted({path.split("/", 1)[0] for path in paths})
    listing = repository.git("rev-list", "--objects", "--full-history", "HEAD", "--", *places)
    ids = (line.split(b" ", 1)[0].decode() for line in listing.splitlines() if b" " in line)
    held: set[str] = set()
    while chunk := list(islice(ids, AT_ONCE)):
        held |= {sha256(data) for data in repository.objects(chunk).values()}
    return held
