"""Where an alert is in effect, by a county's code or by the corners of an area, as front matter says it."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import PlainValidator, ValidationInfo, WithJsonSchema

_SAME = r"^[0-9]{6}$"
_CODES = 'expected a list of SAME codes of six digits, in quotes, such as ["017031"] for a county'
_FEWEST, _MOST = 3, 100
"""corners; the most that phones are told of (IPAWS)"""
_CORNERS = "write three corners or more, each its latitude and longitude, such as [41.66, -87.74]"


def _codes(value: object) -> tuple[str, ...]:
    """YAML takes a code without quotes for a number, and one that begins with 0 for an octal one."""
    codes = [code for code in value if isinstance(code, str)] if isinstance(value, list) else []
    if codes != value or not all(re.match(_SAME.replace("$", r"\Z"), code) for code in codes):
        raise ValueError(_CODES)
    if len({*codes}) < len(codes):
        raise ValueError("a code stands twice; keep one")
    return tuple(codes)


def _polygon(value: object, info: ValidationInfo) -> tuple[tuple[float, float], ...]:
    """The corners, the last one its first, whether or not it was written twice."""
    if not isinstance(value, list) or len(value) > _MOST:
        raise ValueError(f"{_CORNERS}, {_MOST} at most")
    american = (info.context or {})["zone"].key.startswith("America/")
    corners = [_corner(one, american=american) for one in value]
    if len({*corners}) < _FEWEST:
        raise ValueError(_CORNERS)
    return (*corners, corners[0]) if corners[0] != corners[-1] else tuple(corners)


def _corner(value: object, *, american: bool) -> tuple[float, float]:
    pair = value if isinstance(value, list) else []
    if [type(number) in {int, float} for number in pair] != [True, True]:
        raise ValueError(_CORNERS)
    latitude, longitude = pair
    swapped = american and latitude < 0 < longitude
    if not (abs(latitude) <= 90 and abs(longitude) <= 180) or swapped:  # noqa: PLR2004 - degrees; not if NaN
        raise ValueError("a corner is no place here; write the latitude first, such as [41.66, -87.74]")
    return float(latitude), float(longitude)


Codes = Annotated[
    tuple[str, ...],
    PlainValidator(_codes),
    WithJsonSchema(
        {
            "type": "array",
            "items": {"type": "string", "pattern": _SAME},
            "uniqueItems": True,
            "description": _CODES,
        }
    ),
]
Polygon = Annotated[
    tuple[tuple[float, float], ...],
    PlainValidator(_polygon),
    WithJsonSchema(
        {
            "type": "array",
            "items": {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2},
            "minItems": _FEWEST,
            "maxItems": _MOST,
            "description": _CORNERS,
        }
    ),
]
