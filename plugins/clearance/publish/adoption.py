"""The chief's adoption of the guidelines and the site's configuration, as they are now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from clearance.errors import CannotJudge
from clearance.guidelines.keys import fingerprint
from clearance.guidelines.loading import load_guidelines
from clearance.guidelines.matching import check_examples
from clearance.guidelines.models import Guidelines, Role
from clearance.records.adoption import Chain, follow
from clearance.records.reading import read_records
from clearance.records.signing import key_fingerprint, write_record
from clearance.records.statement import NamedKey, Statement, record_id
from clearance.site_config import governed, read_site_config


@dataclass(frozen=True, slots=True)
class Signed:
    """An adoption as written: its path relative to the department, and its id."""

    path: str
    id: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an adoption would say, and how it differs from the one in force."""

    statement: Statement
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    keys_changed: bool
    first: bool

    @property
    def empty(self) -> bool:
        return not (self.added or self.changed or self.removed or self.keys_changed)


def propose(  # noqa: PLR0913 - who, with what, trusting what, when
    root: Path, *, member: str, key: Path, pin: str, at: datetime, first: bool
) -> Proposal:
    """What `member` would adopt now.

    Raises CannotJudge when the chain allows no next link by this key, or a rule fails its own examples.
    """
    guidelines = load_guidelines(root)
    files = governed(root, read_site_config(root))
    chain = follow(read_records(root), department=guidelines.department.id, pin=pin, now=at)
    if chain.current is None and not first:
        raise CannotJudge(f"{chain.problem}. Only the very first adoption may begin anew (--first)")
    if first and any((root / "records").rglob("*-adoption-*.json")):
        raise CannotJudge("there is an adoption already: pin it (see `clearance check`); leave out --first")
    _require_chain_key(chain, guidelines, member, key, at)
    _require_examples(guidelines)
    return _proposal(guidelines, files, chain, member, at)


def _require_examples(guidelines: Guidelines) -> None:
    """Once adopted, the examples are not tried again before a rule changes."""
    for pack, problem in check_examples(guidelines.packs):
        message = f"{problem}; correct the rule or the example first"
        raise CannotJudge(message, path=f"guidelines/rules/{pack}.yml")


def _require_chain_key(chain: Chain, guidelines: Guidelines, member: str, key: Path, at: datetime) -> None:
    """An adoption by any other key would not count, and could never be taken out of the records again."""
    named = chain.current.keys if chain.current else _chief_keys(guidelines, at)
    fingerprints = {fingerprint(line.key): line.member for line in named}
    owner = fingerprints.get(key_fingerprint(key))
    if owner is None:
        who = "the adoption in force names" if chain.current else "the roster has for the chief"
        raise CannotJudge(
            f"this is none of the keys that {who}; an adoption by it would not count", path=str(key)
        )
    if owner != member:
        raise CannotJudge(f"this key is {owner}'s, not {member}'s", path=str(key))


def _proposal(
    guidelines: Guidelines, files: Mapping[str, str], chain: Chain, member: str, at: datetime
) -> Proposal:
    before: Mapping[str, str] = chain.current.subjects if chain.current else {}
    statement = Statement(
        kind="adoption",
        department=guidelines.department.id,
        issued=at.astimezone(guidelines.zone).replace(microsecond=0),
        member=member,
        subjects=files,
        previous=f"sha256:{chain.current.id}" if chain.current else "",
        keys=_chief_keys(guidelines, at),
    )
    return Proposal(
        statement,
        added=tuple(sorted(files.keys() - before.keys())),
        changed=tuple(sorted(p for p in files.keys() & before.keys() if files[p] != before[p])),
        removed=tuple(sorted(before.keys() - files.keys())),
        keys_changed=chain.current is not None and set(chain.current.keys) != set(statement.keys),
        first=chain.current is None,
    )


def _chief_keys(guidelines: Guidelines, at: datetime) -> tuple[NamedKey, ...]:
    """The keys that may sign the next adoption: of every chief in office, valid now."""
    keys = tuple(
        NamedKey(signer.member, signer.key)
        for signer in guidelines.signers().values()
        if guidelines.has_role(signer.member, Role.CHIEF, at)
        and not signer.revoked
        and signer.since <= at
        and (signer.until is None or at < signer.until)
    )
    if not keys:
        raise CannotJudge(
            "no chief has a valid device key, so nobody could adopt", path="guidelines/roster.yml"
        )
    return keys


def sign(root: Path, proposal: Proposal, key: Path) -> Signed:
    """Write the signed adoption under records/."""
    path = write_record(root, proposal.statement, key)
    return Signed(path, record_id((root / path).read_bytes()))
