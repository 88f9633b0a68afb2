"""The keys that an export's records are checked by: those that signed one of them, and no others."""

from __future__ import annotations

from collections.abc import Iterable

from clearance.gate import Judgement
from clearance.model import Record
from clearance.records.keys import PublicKey, parse_line
from clearance.records.signers import allowed_signers
from clearance.records.sshsig import RECORD_NAMESPACE


def record_signers(judgement: Judgement, records: Iterable[Record]) -> bytes:
    """With the times between which the roster has each key valid."""
    signed = {record.fingerprint for record in records}
    known = judgement.evidence.guidelines.signers()
    return allowed_signers({name: signer for name, signer in known.items() if name in signed}).encode()


def adoption_signers(judgement: Judgement) -> bytes:
    """The keys by which adoptions were signed: each was named for it by the adoption before."""
    adoptions = judgement.evidence.chain.adoptions
    lines: dict[str, None] = {}
    for adoption in adoptions:
        for named in (named for each in adoptions for named in each.keys):
            key = parse_line(named.key)
            if isinstance(key, PublicKey) and key.fingerprint == adoption.fingerprint:
                lines[f'{named.member} namespaces="{RECORD_NAMESPACE}" {key.line}\n'] = None
    return "".join(lines).encode()


def recorders(judgement: Judgement, records: Iterable[Record]) -> tuple[str, ...]:
    """The members who vouch for others in these records."""
    known = judgement.evidence.guidelines.signers()
    found = {
        record.signer
        for record in records
        if record.signer != record.member
        and record.fingerprint in known
        and known[record.fingerprint].recorder
    }
    return tuple(sorted(found))
