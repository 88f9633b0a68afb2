"""The number of a driver's license or identification card is on the page.

## What it checks
Every text that the public could read, with disguises undone: a letter and eleven digits
grouped as Illinois writes them, anywhere; and any other state's form of number after words
such as "driver's license", "DL", "OLN" or "state ID". Contractors' and other trade licenses,
case numbers, statutes and plates pass.

## Why it matters
The number is highly restricted personal information from a motor vehicle record
(18 USC 2721, 2725; 625 ILCS 5/2-123), and with it an identity can be taken. It violates
individual rights (1021.5(b)).

## Remedy
Take the number out. A person who is wanted is described by name, age and looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clearance.model import Severity, Violation
from clearance.rules.readings import Reading, Sighting, ends_in, violations
from clearance.rules.rule import Case, Facts

CODE = "PB103"
NAME = "drivers-license"
CLAUSE = "1021.5(b)"
SEVERITY = Severity.HOLD

_ILLINOIS = re.compile(
    r"(?<![\w-])[A-Za-z] ?-? ?\d{3}[ -]\d{4}[ -]\d{4}(?![\w-])|(?<![\w-])[A-Z]\d{11}(?![\w-])"
)
_CUE = re.compile(
    r"\b(?:driver'?s?'? ?(?:licen[sc]es?|lic\b\.?|permits?|id\b)|driving licen[sc]es?"
    r"|operator'?s? licen[sc]es?|(?:D\.?L\.?|OLN|OL|CDL)(?:(?= ?[#:]| no\b| num|s? [A-Z]?\d))|D/L|OLN|CDL"
    r"|(?:state|illinois|il|identification|id) (?:id|ids|card|cards|identification)(?: card)?"
    r"|licen[sc]es? (?:no\b\.?|numbers?|#)|licencias?(?: de (?:conducir|manejar))?)(?!\w)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![\w$/.-])[A-Z]{0,7} ?-?\d[\dA-Z]{0,14}(?:[ -][\dA-Z]{1,8}){0,5}(?![\w/]|[.,:]\d)")
_STATUTE = re.compile(r"ILCS|USC|CFR|U\.S")
_OTHER_LICENSE = re.compile(
    r"\b(?:business|contractors?'?|roof\w*|liquor|plumb\w*|electric\w*|professional|nurs\w*|real estate"
    r"|broker\w*|state-licensed|fishing|hunting|dog|pet|firearm\w*|foid|dealer\w*|day ?care|food|vendor\w*"
    r"|tobacco|gaming|licen[sc]e plates?|plates?)\b",
    re.IGNORECASE,
)
_NO_LICENSE = re.compile(
    r"\b(?:case|report|incident|docket|complaint|warrant|ILCS|section|chapter|call|phone|tel|at|on|of|fax"
    r"|age|ages|block|line|suite|room|act|hb|sb|form|sr|cdts|badge|class)[ .#:]*(?:no\.?|number)?[ #:]*$",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{1,2}-\d{1,2}-(?:\d{4}|\d{2})|\d{4}-\d{1,2}-\d{1,2}|(?:19|20)\d\d")
_PHONE = re.compile(r"(?:1[- ])?\d{3}[- ]\d{3}[- ]\d{4}|\d{3}-\d{4}")
_REACH, _BEFORE = 60, 40
_FEWEST_DIGITS, _FEWEST, _MOST = 4, 6, 17


def check(case: Case, _facts: Facts, /) -> Iterator[Violation]:
    yield from violations(case, _look)


def _look(reading: Reading) -> Iterator[Sighting]:
    if reading.digit_count < _FEWEST_DIGITS:
        return
    view = reading.codes
    text = view.text
    found: dict[int, tuple[int, int]] = {m.start(): m.span() for m in _ILLINOIS.finditer(text)}
    for cue in _CUE.finditer(text):
        before = text[max(0, cue.start() - _BEFORE) : cue.end()]
        if not _OTHER_LICENSE.search(before):
            found |= _after(text, cue.end())
    if _CUE.search(reading.label) and not _OTHER_LICENSE.search(reading.label):
        found |= _after(text, 0)
    for start, end in sorted(found.values()):
        plain = "".join(filter(str.isdecimal, text[start:end]))
        message = f"this looks like the number of a driver's license {ends_in(plain)}; expected none"
        yield Sighting(view, start, end, message)


def _after(text: str, start: int) -> dict[int, tuple[int, int]]:
    """The first number behind a cue that has a license's form."""
    for number in _NUMBER.finditer(text, start, min(len(text), start + _REACH + _MOST)):
        if (
            number.start() - start <= _REACH
            and _is_license(number[0])
            and not _is_other(text, number.start())
        ):
            return {number.start(): number.span()}
    return {}


def _is_other(text: str, start: int) -> bool:
    return _NO_LICENSE.search(text[max(0, start - 20) : start]) is not None


def _is_license(written: str) -> bool:
    plain = re.sub(r"[ -]", "", written)
    digits = sum(map(str.isdecimal, plain))
    if _STATUTE.search(written) or not (_FEWEST <= len(plain) <= _MOST and digits >= _FEWEST_DIGITS):
        return False
    return not (_DATE.fullmatch(written) or _PHONE.fullmatch(written.strip()))
