"""A private person's phone number is on the page.

## What it checks
Every text that the public could read, with disguises undone ("five five five, oh one"), and the
targets of links. Numbers that `guidelines/department.yml` names as contacts or allows pass, and
so do 911, 988 and the like, toll-free numbers, and numbers that the words beside them give as
those of an officer on duty, an office, a unit, a line or a business. A number beside words such
as "cell", "home", "text her", "evenings" or beside a person's name alone is held.

## Why it matters
Home and personal telephone numbers are private information (5 ILCS 140/2(c-5), 140/7(1)(b));
calls from strangers can't be taken back. It violates individual rights (1021.5(b)).

## Remedy
Give a number of the department, and pass messages on. If the number belongs to a public
office, add it to `allow` in `guidelines/department.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import phonenumbers

from clearance.guidelines.models import Department
from clearance.model import Severity, Violation
from clearance.rules.phone_words import (
    asks_to_call,
    is_in_a_block_of_contacts,
    names_a_person,
    speaks_of_an_office,
    speaks_of_private_life,
)
from clearance.rules.readings import Reading, Sighting, ends_in, sentence, violations
from clearance.rules.rule import Case, Facts

CODE = "PB107"
NAME = "phone-number"
CLAUSE = "1021.5(b)"
SEVERITY = Severity.HOLD

_FULL = re.compile(
    r"(?<![\w$/.:-])(?:\+?1[- ]{1,2}\(?|\()?([2-9]\d{2})[)]?(?:[- ]{1,3}"
    r"|\) ?-? ?)?([2-9]\d{2})(?:[- ]{1,3})?(\d{4})(?![\w/]|-\d|[.,:]\d)"
)
_LOCAL = re.compile(r"(?<![\w$/.:-])(?<!\d )([2-9]\d{2})[- ](\d{4})(?![\w/]|-\d|[.,:]\d| \d)")
_ABROAD = re.compile(r"(?<!\w)\+(?!1\b)\d{1,3}(?:[- ()]{0,3}\d){6,12}(?!\w)")
_LOCAL_CUE = re.compile(
    r"\b(?:call\w*|phone\w*|cell\w*|mobile|text\w*|dial\w*|reach\w*|ring|number|tel|contact|at home"
    r"|ll[aá]m\w*|tel[eé]fono)\b",
    re.IGNORECASE,
)
_OTHER_NUMBER = re.compile(
    r"\b(?:case|report|incident|docket|complaint|warrant|invoice|inventory|policy|badge|claim|permit"
    r"|tracking|serial|order|ticket|account|acct|routing|citation|control|event|rd|cad|id|vin|plate|parcel"
    r"|pin)\b[ .#:]*(?:nos?\b\.?|numbers?|is|#)?[ #:]*$",
    re.IGNORECASE,
)
_TOLL_FREE = frozenset({"800", "833", "844", "855", "866", "877", "888"})
_MADE_UP_EXCHANGE = "555"
_BEFORE, _AFTER = 130, 90
_SHORTEST, _WHOLE = 7, 10


def check(case: Case, facts: Facts, /) -> Iterator[Violation]:
    department = facts.guidelines.department
    yield from violations(case, lambda reading: _look(reading, department))


def _look(reading: Reading, department: Department) -> Iterator[Sighting]:
    if reading.digit_count < _SHORTEST:
        return
    view = reading.numbers
    public = _public(department)
    areas = {number[:3] for number in public if len(number) == _WHOLE}
    for start, end, plain in _numbers(view.text, reading.label):
        known = plain in public or plain[:3] in _TOLL_FREE
        near = len(plain) == _WHOLE and plain[:3] in areas
        if not known and _is_private(reading, view.text, start, end, near=near):
            message = (
                f"this looks like a private phone number {ends_in(plain)}; expected one of the department"
            )
            yield Sighting(view, start, end, message)


def _numbers(text: str, label: str) -> Iterator[tuple[int, int, str]]:
    taken: set[int] = set()
    for match in _FULL.finditer(text):
        plain = "".join(match.groups())
        if _exists(plain) and not _is_other(text, match.start()):
            taken.update(range(*match.span()))
            yield *match.span(), plain
    for match in _LOCAL.finditer(text):
        around = f"{label} {text[max(0, match.start() - 60) : match.end() + 30]}"
        if match.start() not in taken and _LOCAL_CUE.search(around) and not _is_other(text, match.start()):
            yield *match.span(), "".join(match.groups())
    for match in _ABROAD.finditer(text):
        yield *match.span(), "".join(filter(str.isdecimal, match[0]))


def _is_other(text: str, start: int) -> bool:
    return _OTHER_NUMBER.search(text[max(0, start - 40) : start]) is not None


@lru_cache(maxsize=4096)
def _exists(plain: str) -> bool:
    """Whether it can be dialled in North America; 555 numbers count, which examples are made of."""
    if plain[3:6] == _MADE_UP_EXCHANGE:
        return True
    return phonenumbers.is_valid_number(phonenumbers.PhoneNumber(country_code=1, national_number=int(plain)))


@lru_cache(maxsize=8)
def _listed(numbers: tuple[str, ...]) -> frozenset[str]:
    plain = {"".join(filter(str.isdecimal, number)).removeprefix("1") for number in numbers}
    return frozenset(plain | {number[-7:] for number in plain})


def _public(department: Department) -> frozenset[str]:
    contacts = department.contacts
    return _listed((contacts.emergency, contacts.non_emergency, *department.allow.phones))


def _is_private(reading: Reading, text: str, start: int, end: int, *, near: bool) -> bool:
    """Whose number it is, by the words of its sentence; in doubt, one of the department's area is public."""
    low, high = sentence(text, start, end)
    before, after = text[max(low, start - _BEFORE) : start], text[end : min(high, end + _AFTER)]
    if is_in_a_block_of_contacts(before, after, reading.around):
        return False
    if low == 0 and start - low < _BEFORE:
        before = f"{reading.label} : {before}"
    if speaks_of_private_life(before, after):
        return True
    if speaks_of_an_office(before, after):
        return False
    return names_a_person(before) or not (near or asks_to_call(before))
