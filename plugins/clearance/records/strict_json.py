"""JSON as data only, with nothing taken silently, and a guide through it that names each place.

Refused: doubled keys, NaN and infinities, numbers beyond 15 digits, bytes that are not UTF-8,
deep nesting, and characters that make a text look like another one (controls, direction marks).
"""

from __future__ import annotations

import codecs
import json
import math
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from clearance import strict_yaml
from clearance.errors import CannotJudge

MAX_DEPTH = 12

_MAX_DIGITS = 15
_DECEPTIVE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


class _Strange(ValueError):
    """Valid JSON that is refused all the same."""


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a document, with its place (`subject[0].name`) for messages.

    Each method raises CannotJudge when the value is not what it asks for.
    """

    value: object
    path: str
    place: str

    def refuse(self, problem: str) -> CannotJudge:
        return CannotJudge(f"{self.place or 'the record'}: {problem}", path=self.path)

    def mapping(self, required: Collection[str], optional: Collection[str] = ()) -> dict[str, Node]:
        """Take a mapping with all of the required keys and none beyond both sets."""
        values = self.open_mapping()
        for key in values:
            if key not in required and key not in optional:
                allowed = ", ".join((*required, *optional))
                raise self.refuse(f"the key {key[:40]!r} is unknown; expected only {allowed}")
        for key in required:
            if key not in values:
                raise self.refuse(f"the key {key!r} is missing")
        before = f"{self.place}." if self.place else ""
        return {key: Node(value, self.path, before + key) for key, value in values.items()}

    def open_mapping(self) -> dict[str, object]:
        """Take a mapping with any keys."""
        if not isinstance(self.value, dict):
            raise self.refuse("expected an object in braces")
        return self.value

    def items(self) -> list[Node]:
        if not isinstance(self.value, list):
            raise self.refuse("expected a list in square brackets")
        return [Node(item, self.path, f"{self.place}[{n}]") for n, item in enumerate(self.value)]

    def text(self, pattern: re.Pattern[str], expected: str) -> str:
        """Take a text that the whole pattern fits."""
        if not isinstance(self.value, str) or not pattern.fullmatch(self.value):
            raise self.refuse(f"expected {expected}")
        return self.value


def parse(data: bytes, path: str) -> Node:
    """Read one JSON document strictly. Raises CannotJudge with the path and, where known, the line."""
    if data.startswith(codecs.BOM_UTF8):
        raise CannotJudge("begins with a byte order mark; expected plain UTF-8 text", path=path, line=1)
    text = strict_yaml.decode(data, path)
    try:
        value = json.loads(
            text,
            object_pairs_hook=_without_doubles,
            parse_constant=_refuse_constant,
            parse_int=_whole_number,
            parse_float=_finite_number,
        )
        _look_through(value, 0)
    except json.JSONDecodeError as error:
        problem = f"not valid JSON: {error.msg}"
        raise CannotJudge(problem, path=path, line=error.lineno, column=error.colno) from None
    except _Strange as strange:
        raise CannotJudge(str(strange), path=path) from None
    except RecursionError:
        raise CannotJudge(f"nested deeper than {MAX_DEPTH} levels", path=path) from None
    return Node(value, path, "")


def _without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    values: dict[str, object] = {}
    for key, value in pairs:
        if key in values:
            raise _Strange(f"the key {key[:40]!r} stands twice; keep one")
        values[key] = value
    return values


def _refuse_constant(name: str) -> object:
    raise _Strange(f"{name} is not a number that may stand here")


def _whole_number(digits: str) -> int:
    if len(digits.lstrip("-")) > _MAX_DIGITS:
        raise _Strange(f"a number has more than {_MAX_DIGITS} digits")
    return int(digits)


def _finite_number(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise _Strange("a number is too large")
    return number


def _look_through(value: object, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise _Strange(f"nested deeper than {MAX_DEPTH} levels")
    if isinstance(value, str):
        _refuse_deceptive(value)
    elif isinstance(value, list):
        _look_through_all(value, depth)
    elif isinstance(value, dict):
        _look_through_all(value, depth)
        _look_through_all(value.values(), depth)


def _look_through_all(values: Iterable[object], depth: int) -> None:
    for value in values:
        _look_through(value, depth + 1)


def _refuse_deceptive(text: str) -> None:
    found = _DECEPTIVE.search(text)
    if found:
        raise _Strange(f"a text holds the character U+{ord(found[0]):04X}, which nobody can see")
