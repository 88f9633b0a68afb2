"""What the record of an erasure says, read strictly: nothing missing, nothing unknown.

There are three, each about the one before it: the custodian's order, another person's confirmation, and what
was done. None has a word of what is erased: it is named by paths and digests.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from clearance.records.details import mapping, one_of, require_keys

AUTHORITY_EXPECTED = (
    "one line of 8 to 300 characters that names the court's order or the statute, with a number"
)
MOST_VERSIONS = 500
_AUTHORITY = 8, 300
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)
_OBJECT = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?", re.ASCII)
_PATH = re.compile(r"content/[^\\\t\n]{1,1000}")

Item = TypeVar("Item")


class Step(StrEnum):
    ORDER = "order"
    CONFIRM = "confirm"
    CARRY_OUT = "carry-out"


@dataclass(frozen=True, slots=True)
class Version:
    """Bytes that are to go: their SHA-256, what git calls them, and every path that they ever had."""

    digest: str
    blob: str
    paths: tuple[str, ...]

    def written(self) -> dict[str, object]:
        return {"sha256": self.digest, "blob": self.blob, "paths": list(self.paths)}


@dataclass(frozen=True, slots=True)
class OrderDetail:
    """By whose authority, and which versions."""

    authority: str
    versions: tuple[Version, ...]

    def written(self) -> dict[str, object]:
        """As it stands in the record; `read` gives the same back."""
        versions = [version.written() for version in self.versions]
        return {"step": str(Step.ORDER), "authority": self.authority, "versions": versions}


@dataclass(frozen=True, slots=True)
class ConfirmDetail:
    """A second person has looked at it and says the same."""

    def written(self) -> dict[str, object]:
        """As it stands in the record; `read` gives the same back."""
        return {"step": str(Step.CONFIRM)}


@dataclass(frozen=True, slots=True)
class DoneDetail:
    """What the newest commit was called before, and what the same commit is called after."""

    before: str
    after: str

    def written(self) -> dict[str, object]:
        """As it stands in the record; `read` gives the same back."""
        return {"step": str(Step.CARRY_OUT), "before": self.before, "after": self.after}


Detail = OrderDetail | ConfirmDetail | DoneDetail


def read(detail: object) -> Detail:
    """Raises ValueError with what is wrong, in words that follow `this record`."""
    said = mapping(detail, "an erasure", "a step")
    step = one_of(Step, "step", said.get("step"))
    if step is Step.CONFIRM:
        require_keys(said, ("step",), "a confirmation")
        return ConfirmDetail()
    if step is Step.CARRY_OUT:
        require_keys(said, ("step", "before", "after"), "an erasure that was carried out")
        return DoneDetail(_text(said, "before", _OBJECT), _text(said, "after", _OBJECT))
    require_keys(said, ("step", "authority", "versions"), "an order of erasure")
    authority = said["authority"]
    if not isinstance(authority, str) or not is_authority(authority):
        raise ValueError(f"names no authority; expected {AUTHORITY_EXPECTED}")
    return OrderDetail(authority, _list(said["versions"], "versions", _version))


def is_authority(value: str) -> bool:
    """Whether this can name an order. That it was given nobody but the court can say."""
    least, most = _AUTHORITY
    plain = value.isprintable() and value == value.strip()
    return least <= len(value) <= most and plain and any(letter.isdigit() for letter in value)


def _version(value: object) -> Version:
    said = mapping(value, "a version", "a digest and paths")
    require_keys(said, ("sha256", "blob", "paths"), "a version")
    paths = _list(said["paths"], "paths", _path)
    return Version(_text(said, "sha256", _DIGEST), _text(said, "blob", _OBJECT), paths)


def _path(value: object) -> str:
    if not isinstance(value, str) or not _PATH.fullmatch(value) or {"", ".", ".."} & {*value.split("/")}:
        raise ValueError("names something that is no path below content/")
    return value


def _text(said: Mapping[str, object], name: str, form: re.Pattern[str]) -> str:
    value = said[name]
    if not isinstance(value, str) or not form.fullmatch(value):
        raise ValueError(f"has a {name} that is no id in lower-case hex digits")
    return value


def _list(value: object, name: str, read_one: Callable[[object], Item]) -> tuple[Item, ...]:
    if not isinstance(value, list) or not 0 < len(value) <= MOST_VERSIONS:
        raise ValueError(f"has no list of {name}; expected 1 to {MOST_VERSIONS}")
    return tuple(read_one(each) for each in value)
