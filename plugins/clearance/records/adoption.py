"""The chain of adoptions, from the pinned first one to the one that holds now.

The first adoption is trusted because its id is pinned outside the repository; each later one
because a key that the one before it named has signed it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from clearance.model import Cause, Refusal
from clearance.records.keys import PublicKey, parse_line
from clearance.records.ledger import standing_problem
from clearance.records.reading import Signed
from clearance.records.refusal import Refused
from clearance.records.statement import NamedKey

_PIN = re.compile(r"(?:sha256:)?([0-9a-f]{64})", re.ASCII)
_ASK = (
    "Ask the chief for the id of the department's first adoption, and set it with "
    "git config clearance.rootPin sha256:…, or in CI as the variable CLEARANCE_ROOT_PIN"
)


@dataclass(frozen=True, slots=True)
class Adoption:
    """What the chief adopted (path -> digest) and whose keys may sign the next adoption.

    `fingerprint` is the key that signed it.
    """

    id: str
    path: str
    member: str
    issued: datetime
    fingerprint: str
    subjects: Mapping[str, str]
    keys: tuple[NamedKey, ...]
    previous: str = ""


@dataclass(frozen=True, slots=True)
class Chain:
    """The adoptions that count, oldest first; why there is no current one, if so; those that don't count."""

    adoptions: tuple[Adoption, ...] = ()
    problem: str = ""
    refusals: tuple[Refusal, ...] = ()

    @property
    def current(self) -> Adoption | None:
        """The adoption that holds now. None whenever there is a problem."""
        return None if self.problem else self.adoptions[-1]


def follow(records: Iterable[Signed | Refusal], *, department: str, pin: str, now: datetime) -> Chain:
    """Follow the adoptions among the records from the one whose id is `pin` (`sha256:` and 64 digits).

    Never raises for anything that stands in the pin.
    """
    signed, refusals = _gather(records, department, now)
    wanted = _PIN.fullmatch(pin.strip().lower())
    if not wanted:
        problem = "is not 64 digits and letters a to f" if pin.strip() else "is not set"
        return Chain(problem=f"the pin of the first adoption {problem}. {_ASK}", refusals=refusals)
    first = signed.pop(wanted[1], None)
    if first is None:
        problem = f"the pinned first adoption sha256:{wanted[1]} is not among the records that count. {_ASK}"
        return Chain(problem=problem, refusals=(*refusals, *_unconnected(signed)))
    problem = _authority_problem(first, first.keys)
    if problem:
        own = Refusal(first.path, problem, first.subjects, Cause.TAMPERING)
        problem = f"the pinned first adoption {first.path} {problem}. {_ASK}"
        return Chain(problem=problem, refusals=(*refusals, own, *_unconnected(signed)))
    return _walk(first, signed, refusals)


def _gather(
    records: Iterable[Signed | Refusal], department: str, now: datetime
) -> tuple[dict[str, Adoption], tuple[Refusal, ...]]:
    """Sort all adoptions into those rightly signed by some key, by id, and the others.

    The ledger tells of all that can't be read.
    """
    signed: dict[str, Adoption] = {}
    refusals: list[Refusal] = []
    for record in records:
        if isinstance(record, Refusal) or record.said.kind != "adoption":
            continue
        verdict = _judge(record, department, now)
        if isinstance(verdict, Adoption) and verdict.id in signed:
            reason = f"is a copy of {signed[verdict.id].path}; it counts once"
            verdict = Refusal(record.path, reason, record.said.subjects)
        if isinstance(verdict, Refusal):
            refusals.append(verdict)
        else:
            signed[verdict.id] = verdict
    return signed, tuple(refusals)


def _judge(record: Signed, department: str, now: datetime) -> Adoption | Refusal:
    said, key = record.said, record.key
    problem = key.reason if isinstance(key, Refused) else standing_problem(said, department, now)
    if problem or isinstance(key, Refused):
        cause = key.cause if isinstance(key, Refused) else Cause.MISTAKE
        return Refusal(record.path, problem, said.subjects, cause)
    return Adoption(
        id=record.id,
        path=record.path,
        member=said.member,
        issued=said.issued,
        fingerprint=key,
        subjects=said.subjects,
        keys=said.keys,
        previous=said.previous.removeprefix("sha256:"),
    )


def _authority_problem(adoption: Adoption, keys: tuple[NamedKey, ...]) -> str:
    """Say why none of these keys entitles this member to sign the adoption, or nothing."""
    owner = next((named.member for named in keys if _is(named, adoption.fingerprint)), None)
    if owner is None:
        return f"was signed by {adoption.fingerprint}, a key that no adoption before it named for this"
    if owner != adoption.member:
        return f"speaks for {adoption.member}, but the key that signed it belongs to {owner}"
    return ""


def _is(named: NamedKey, fingerprint: str) -> bool:
    key = parse_line(named.key)
    return isinstance(key, PublicKey) and key.fingerprint == fingerprint


def _walk(first: Adoption, signed: dict[str, Adoption], refusals: tuple[Refusal, ...]) -> Chain:
    chain = Chain((first,), refusals=refusals)
    while True:
        current = chain.adoptions[-1]
        claims = [signed.pop(a.id) for a in list(signed.values()) if a.previous == current.id]
        problems = {claim.path: _succession_problem(claim, current) for claim in claims}
        refused = tuple(
            Refusal(c.path, problems[c.path], c.subjects, Cause.TAMPERING) for c in claims if problems[c.path]
        )
        heirs = [claim for claim in claims if not problems[claim.path]]
        chain = replace(chain, refusals=(*chain.refusals, *refused))
        if len(heirs) != 1:
            return _end(chain, heirs, signed)
        chain = replace(chain, adoptions=(*chain.adoptions, heirs[0]))


def _succession_problem(claim: Adoption, current: Adoption) -> str:
    if claim.issued < current.issued:
        return f"is dated before {current.path}, which it follows"
    return _authority_problem(claim, current.keys)


def _end(chain: Chain, heirs: list[Adoption], signed: Mapping[str, Adoption]) -> Chain:
    problem = ""
    if heirs:
        paths = ", ".join(sorted(heir.path for heir in heirs))
        problem = (
            f"more than one adoption follows {chain.adoptions[-1].path}: {paths}. Only one can hold. Ask the "
            "chief which, sign a new first adoption with keys that are safe, and pin its id"
        )
    return replace(chain, problem=problem, refusals=(*chain.refusals, *_unconnected(signed)))


def _unconnected(signed: Mapping[str, Adoption]) -> tuple[Refusal, ...]:
    reason = "is not connected with the pinned first adoption"
    return tuple(Refusal(each.path, reason, each.subjects, Cause.TAMPERING) for each in signed.values())
