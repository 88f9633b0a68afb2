"""The `detail` of a record, read strictly: nothing missing, nothing unknown, words from closed lists.

What is wrong is a ValueError whose words follow `this record`, since whoever wrote it is long gone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import TypeVar

from clearance.nearest import did_you_mean

Choice = TypeVar("Choice", bound=StrEnum)


def mapping(detail: object, of: str, expected: str) -> Mapping[str, object]:
    """The detail, if there is one. `of` and `expected` complete the sentence where there is none."""
    if not isinstance(detail, Mapping):
        raise ValueError(f"says nothing of {of}; expected a detail with {expected}")  # noqa: TRY004 - one kind of doubt
    return detail


def require_keys(detail: Mapping[str, object], wanted: Collection[str], of: str) -> None:
    """Exactly these; `of` is what needs and knows them."""
    if missing := sorted({*wanted} - detail.keys()):
        raise ValueError(f"says nothing of {missing[0]}, which {of} needs")
    if unknown := sorted(detail.keys() - {*wanted}):
        raise ValueError(f"says {unknown[0]!r}, which is unknown to {of}")


def one_of(choices: type[Choice], name: str, value: object) -> Choice:
    """The choice that is written so."""
    try:
        return choices(value)  # type: ignore[arg-type]  # whatever JSON holds
    except ValueError:
        known = [str(choice) for choice in choices]
        hint = did_you_mean(value, known) if isinstance(value, str) else ""
        raise ValueError(f"has the {name} {value!r}; expected one of {', '.join(known)}{hint}") from None
