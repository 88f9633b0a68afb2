"""What the record of a completed review says, read strictly: nothing missing, nothing unknown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from clearance.records.details import mapping, one_of, require_keys
from clearance.reviews.period import NAME, Kind

_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)
_COUNTED = re.compile(r"[a-z]+(-[a-z]+)*", re.ASCII)
_MOST = 10**12
_KEYS = frozenset({"kind", "period", "document", "counts"})


@dataclass(frozen=True, slots=True)
class Detail:
    """`document` is the SHA-256 of the checklist or of the report's list of sums; `counts` what was found."""

    kind: Kind
    period: str
    document: str
    counts: Mapping[str, int] = field(default_factory=dict)

    def written(self) -> dict[str, object]:
        """As it stands in the record; `read` gives the same back."""
        return {
            "kind": str(self.kind),
            "period": self.period,
            "document": f"sha256:{self.document}",
            "counts": dict(self.counts),
        }


def read(detail: object) -> Detail:
    """Raises ValueError with what is wrong, in words that follow `this record`."""
    said = mapping(detail, "a review", "a kind and a period")
    require_keys(said, _KEYS, "a review")
    kind = one_of(Kind, "kind", said["kind"])
    return Detail(kind, _period(said["period"], kind), _document(said["document"]), _counts(said["counts"]))


def _period(value: object, kind: Kind) -> str:
    if not isinstance(value, str) or not NAME[kind].fullmatch(value):
        example = "2026-Q4" if kind is Kind.QUARTERLY else "2026"
        raise ValueError(f"has the period {value!r}; expected one such as {example}")
    return value


def _document(value: object) -> str:
    if not isinstance(value, str) or not _DIGEST.fullmatch(value.removeprefix("sha256:")):
        raise ValueError("has a document that is no SHA-256; expected sha256: and 64 digits")
    return value.removeprefix("sha256:")


def _counts(value: object) -> dict[str, int]:
    sound = isinstance(value, Mapping) and all(
        isinstance(name, str) and _COUNTED.fullmatch(name) and type(count) is int and 0 <= count < _MOST
        for name, count in value.items()
    )
    if not isinstance(value, Mapping) or not sound:
        raise ValueError("has counts that are no names in small letters, each with a number of 0 or more")
    return dict(value)
