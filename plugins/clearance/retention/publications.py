"""From signed records to publications: which files the public site had, and since when.

What does not fit is refused with a reason, and changes nothing: a record that follows one that isn't there,
a list whose digest is another than the record says, or a signer who may not say what was published.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from clearance.guidelines.models import Guidelines
from clearance.model import Cause, Record
from clearance.retention.detail import Detail, manifest, read

KIND = "publication"
ROLES = ("recorder", "web-admin", "custodian", "supervisor", "chief")
"""who may say what was published: who can run the build, and who answers for it"""


_SHORTEST_ID = 6


@dataclass(frozen=True, slots=True)
class Publication:
    """A site as it was built, by the record that completes it; `parts` are that and all those before it."""

    record: Record
    detail: Detail
    parts: Mapping[str, Detail] = field(repr=False)
    """by the ids of their records: all that there are"""

    @property
    def built(self) -> datetime:
        return self.detail.built

    def files(self) -> dict[str, str]:
        """Each path on the site with the digest of its bytes.

        Raises ValueError, in words that follow `this record`, where they are not those that it vouches for.
        """
        chain = [self.detail]
        while chain[-1].previous:
            chain.append(self.parts[chain[-1].previous])
        files: dict[str, str] = {}
        for part in reversed(chain):
            for path in part.removed:
                files.pop(path, None)
            files |= part.changed
        if self.detail.files != len(files) or self.detail.manifest != manifest(files):
            raise ValueError("names a digest that its list of files does not have")
        return files


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a record of a publication does not count."""

    path: str
    reason: str
    cause: Cause


@dataclass(frozen=True, slots=True)
class Publications:
    """Whole ones, oldest first; and the records that tell of none."""

    all: tuple[Publication, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def newest(self) -> Publication | None:
        return self.all[-1] if self.all else None

    def at(self, instant: datetime) -> Publication | None:
        """What was public at an instant: the newest one that was built by then."""
        return next((each for each in reversed(self.all) if each.built <= instant), None)

    def of(self, record: str) -> Publication | None:
        """By the path of its record, or at least the first six digits of its id."""
        named = record.removeprefix("sha256:")
        begins = named if len(named) >= _SHORTEST_ID else "?"
        return next((e for e in self.all if e.record.path == named or e.record.id.startswith(begins)), None)


class _Unfit(Exception):
    def __init__(self, reason: str, cause: Cause) -> None:
        super().__init__(reason)
        self.cause = cause


def entitled(guidelines: Guidelines, member: str, at: datetime) -> bool:
    """Whether this member may say what was published."""
    return any(guidelines.has_role(member, role, at) for role in ROLES)


def fold(records: Iterable[Record], guidelines: Guidelines) -> Publications:
    """All publications that these records tell of; records of other kinds are passed over."""
    told: dict[str, tuple[Record, Detail]] = {}
    doubts: list[Doubt] = []
    for record in records:
        if record.kind == KIND:
            try:
                told[record.id] = record, _detail(record, guidelines)
            except _Unfit as unfit:
                doubts.append(Doubt(record.path, str(unfit), unfit.cause))
    doubts += _take_loose(told)
    parts = {name: detail for name, (_, detail) in told.items()}
    whole = (Publication(record, detail, parts) for record, detail in told.values() if detail.manifest)
    return Publications(tuple(sorted(whole, key=lambda e: (e.built, e.record.issued))), tuple(doubts))


def _detail(record: Record, guidelines: Guidelines) -> Detail:
    if not entitled(guidelines, record.member, record.issued):
        raise _Unfit(f"is by {record.member}, who may not say what was published", Cause.TAMPERING)
    try:
        return read(record.predicate.get("detail"))
    except ValueError as problem:
        raise _Unfit(str(problem), Cause.MISTAKE) from None


def _take_loose(told: dict[str, tuple[Record, Detail]]) -> Iterator[Doubt]:
    """Take away what follows a record that isn't there, and what follows that, and tell of each."""
    while loose := [each for each in told.values() if each[1].previous and each[1].previous not in told]:
        for record, detail in loose:
            del told[record.id]
            reason = f"follows the publication {detail.previous[:12]}…, which is not among the records"
            yield Doubt(record.path, reason, Cause.LOSS)
