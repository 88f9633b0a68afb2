"""A Social Security number, or the part of one that identifies a person, is on the page.

## What it checks
Every text that the public could read, with disguises undone: nine digits in groups of three,
two and four, however they are parted or spelled; nine digits in any grouping, or "the last
four", where the words beside them say that they are a Social Security number. Advice that
speaks of such numbers without giving one passes.

## Why it matters
The number opens accounts in its owner's name for the rest of their life. To post or display
it is unlawful (5 ILCS 179/10) and violates the owner's rights (1021.5(b)).

## Remedy
Take the number out altogether. If it has been public, tell its owner and the records
custodian.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clearance.model import Severity, Violation
from clearance.rules.readings import Reading, Sighting, ends_in, violations
from clearance.rules.rule import Case, Facts

CODE = "PB101"
NAME = "social-security-number"
CLAUSE = "1021.5(b)"
SEVERITY = Severity.BLOCK

_CUE = (
    r"\b(?:SSNs?|S\.S\.N\.?|SS ?(?:#|no\b\.?|num(?:ber)?\b)|soc(?:ial)?(?:[ -]sec(?:urity)?\b\.?)?"
    r"|seg(?:uro|uridad) social|ITIN|taxpayer id\w*)(?!\w)"
)
_NEAR = re.compile(_CUE, re.IGNORECASE)
_GROUPED = re.compile(r"(?<![\w-])(\d{3})([- ])(\d{2})\2(\d{4})(?![\w-]|\.\d)")
_NINE = re.compile(r"(?<![\w-])\d(?:[- ]?\d){8}(?![\w-])")
_GROUPS = re.compile(r"(?<![\w$,.:])(\d{3})\b[^\d$]{1,30}\b(\d{2})\b[^\d$]{1,30}\b(\d{4})(?![\w-])")
_LAST_FOUR = re.compile(
    rf"{_CUE}[^.!?]{{0,50}}?\b(?:last (?:four|4)(?: digits)?|end(?:s|ed|ing) (?:in"
    rf"|with))\b[^.!?\d]{{0,20}}(\d{{4}})(?!\d)|\blast (?:four"
    rf"|4)\b[^.!?\d]{{0,40}}?{_CUE}[^.!?\d]{{0,30}}(\d{{4}})(?!\d)",
    re.IGNORECASE,
)
_NO_NUMBER = re.compile(
    r"(?:§|\b(?:sections?|sec\.|code|ordinances?|chapter|parcel|PIN))[ #:]*$", re.IGNORECASE
)
_BEFORE, _AFTER = 70, 40
_FEWEST_DIGITS = 4
_NOBODY = frozenset(digit * 9 for digit in "0123456789")


def check(case: Case, _facts: Facts, /) -> Iterator[Violation]:
    yield from violations(case, _look)


def _look(reading: Reading) -> Iterator[Sighting]:
    if reading.digit_count < _FEWEST_DIGITS:
        return
    view = reading.numbers
    text = view.text
    cued = bool(_NEAR.search(text) or _NEAR.search(reading.label))
    found: dict[int, Sighting] = {}
    for match in _GROUPED.finditer(text):
        if _is_number(match[0]) and not _NO_NUMBER.search(text[max(0, match.start() - 30) : match.start()]):
            found[match.end()] = _sighting(reading, match, match[0])
    if cued:
        for match in (*_NINE.finditer(text), *_GROUPS.finditer(text)):
            if _is_number(match[0]) and _is_near(reading, text, match):
                found.setdefault(match.end(), _sighting(reading, match, match[0]))
        for match in _LAST_FOUR.finditer(text):
            found.setdefault(match.end(), _sighting(reading, match, match[0]))
    yield from found.values()


def _is_near(reading: Reading, text: str, match: re.Match[str]) -> bool:
    begin = max(0, match.start() - _BEFORE)
    label = f"{reading.label} " if not begin else ""
    return bool(_NEAR.search(label + text[begin : match.end() + _AFTER]))


def _is_number(written: str) -> bool:
    """Whether the digits could be somebody's: no group of a number is all zeros (20 CFR 422.103)."""
    plain = "".join(filter(str.isdecimal, written))
    return plain not in _NOBODY and plain[:3] != "000" and plain[3:5] != "00" and plain[5:] != "0000"


def _sighting(reading: Reading, match: re.Match[str], written: str) -> Sighting:
    plain = "".join(filter(str.isdecimal, written))
    message = f"this looks like a Social Security number {ends_in(plain)}; expected none"
    return Sighting(reading.numbers, match.start(), match.end(), message)
