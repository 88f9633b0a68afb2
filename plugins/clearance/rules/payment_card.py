"""The number of a payment card is on the page.

## What it checks
Every text that the public could read, with disguises undone: 12 to 19 digits that begin as an
issuer's cards do and pass the Luhn check (ISO/IEC 7812-1), however they are parted or spelled.
Where the words beside them speak of a card, a number that begins and is grouped as a card's
counts even if its check digit is wrong. "A card ending in 4421" and masked numbers pass.

## Why it matters
Whoever reads the number can pay with it. It violates its owner's rights (1021.5(b)).

## Remedy
Take the number out, with its expiration date and code. To tell cards apart, write "a card
ending in" and its last four digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clearance.model import Severity, Violation
from clearance.rules.readings import Reading, Sighting, ends_in, violations
from clearance.rules.rule import Case, Facts

CODE = "PB102"
NAME = "payment-card"
CLAUSE = "1021.5(b)"
SEVERITY = Severity.BLOCK

_RUN = re.compile(r"(?<![\w$*#-])\d[\d -]{10,40}\d(?![\w*])|(?<![\w$])\d{12,19}(?!\w)")
_GROUP = re.compile(r"\d+")
_CUE = re.compile(
    r"\b(?:cards?|visa|master ?card|amex|american express|discover|maestro|debit|credit|cc|cvv|cvc|expir\w*"
    r"|exp\b|swiped?|tarjetas?|cr[eé]dito|d[eé]bito)\b",
    re.IGNORECASE,
)
_ISSUERS: tuple[tuple[re.Pattern[str], frozenset[int]], ...] = (
    (re.compile(r"4"), frozenset({13, 16, 19})),
    (re.compile(r"5[1-5]|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720"), frozenset({16})),
    (re.compile(r"3[47]"), frozenset({15})),
    (re.compile(r"30[0-5]|3095|36|3[89]"), frozenset({14, 16})),
    (re.compile(r"6011|64[4-9]|65|62"), frozenset({16, 17, 18, 19})),
    (re.compile(r"35"), frozenset({16, 17, 18, 19})),
    (re.compile(r"2131|1800"), frozenset({15})),
    (re.compile(r"50[0-9]{2}|5[6-9]|6[3679]"), frozenset(range(12, 20))),
)
"""how cards begin, by issuer, and how many digits they have"""
_SHAPES = frozenset({(4, 4, 4, 4), (4, 6, 5), (4, 6, 4), (4, 4, 4, 4, 3), (16,), (15,)})
_LONGEST, _SHORTEST, _MOST_GROUPS = 19, 12, 19
_BEFORE, _AFTER = 80, 60


def check(case: Case, _facts: Facts, /) -> Iterator[Violation]:
    yield from violations(case, _look)


def _look(reading: Reading) -> Iterator[Sighting]:
    if reading.digit_count < _SHORTEST:
        return
    view = reading.numbers
    for run in _RUN.finditer(view.text):
        around = view.text[max(0, run.start() - _BEFORE) : run.end() + _AFTER]
        cued = bool(_CUE.search(f"{reading.label} {around}"))
        groups = [*_GROUP.finditer(view.text, *run.span())]
        card = _card(groups, cued=cued)
        if card:
            plain = "".join(group[0] for group in card)
            message = f"this looks like the number of a payment card {ends_in(plain)}; expected none"
            yield Sighting(view, card[0].start(), card[-1].end(), message)


def _card(groups: list[re.Match[str]], *, cued: bool) -> list[re.Match[str]] | None:
    """The first groups in a row that together are a card's number."""
    for first in range(len(groups)):
        for last in range(first, min(len(groups), first + _MOST_GROUPS)):
            candidate = groups[first : last + 1]
            plain = "".join(group[0] for group in candidate)
            if len(plain) > _LONGEST:
                break
            if len(plain) >= _SHORTEST and _is_card(plain, candidate, cued=cued):
                return candidate
    return None


def _is_card(plain: str, groups: list[re.Match[str]], *, cued: bool) -> bool:
    if len(set(plain)) == 1 or not any(p.match(plain) and len(plain) in n for p, n in _ISSUERS):
        return False
    usual = tuple(len(group[0]) for group in groups) in _SHAPES
    return (usual and cued) or (_passes_luhn(plain) and (usual or cued or _is_whole(groups)))


def _is_whole(groups: list[re.Match[str]]) -> bool:
    """One number, or one that is parted evenly: not a table's row that happens to pass."""
    lengths = [len(group[0]) for group in groups]
    return len(set(lengths[:-1])) <= 1


def _passes_luhn(plain: str) -> bool:
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(plain)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0  # noqa: PLR2004 - two digits' sum
