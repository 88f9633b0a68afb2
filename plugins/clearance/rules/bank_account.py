"""The number of a bank account is on the page.

## What it checks
Every text that the public could read, with disguises undone: nine digits that pass the check
of a routing number, in a sentence about a bank; six to seventeen digits after "account
number", "checking", "savings" and the like, or in a sentence about a bank; and international
account numbers (ISO 13616), by their check digits. "An account ending in 4421" passes.

## Why it matters
Routing and account number are all that is needed to draw a check or a direct debit on
somebody's money. It violates individual rights (1021.5(b)).

## Remedy
Take the numbers out. To tell accounts apart, write "an account ending in" and the last four
digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clearance.model import Severity, Violation
from clearance.rules.readings import Reading, Sighting, ends_in, sentence, violations
from clearance.rules.rule import Case, Facts

CODE = "PB105"
NAME = "bank-account"
CLAUSE = "1021.5(b)"
SEVERITY = Severity.BLOCK

_ROUTING_CUE = re.compile(r"\b(?:routing|rtg|ABA|RTN|R/T)\b|\btransit n", re.IGNORECASE)
_ACCOUNT_CUE = re.compile(
    r"\b(?:(?:bank|checking|savings?|deposit|current|money market|share) (?:account|acct)\w*"
    r"|(?:bank|pass) ?book\b|(?:account|acct)s?\b\.?,? ?(?:no\b\.?|numbers?|nos\b\.?|num\b|#)|acct\b\.?"
    r"|a/c|cuentas?(?: n[uú]mero| corriente| de ahorros?)?)",
    re.IGNORECASE,
)
_BANK = re.compile(
    r"\b(?:bank\w*|credit union|savings|checking|deposit\w*|wired?|wiring|ach|transfer\w*|teller|routing"
    r"|withdraw\w*|cashed|cheques?|checks?|zelle|funds?|donations?|payroll|banco)\b",
    re.IGNORECASE,
)
_AT_A_BANK = re.compile(
    r"\b(?:bank|credit union|checking|savings|deposit\w*|wired?|routing|teller|payroll|zelle|banco)\b",
    re.IGNORECASE,
)
_SOME_ACCOUNT = re.compile(r"\baccounts?\b|\bacct\b|\bcuenta\b", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:\bnumber(?:ed)?|\bno\.|#)[ :]*$", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w$.,#/-])#?\d(?:[ -]?\d){5,16}(?![\w%]|[.,/]\d)")
_NINE = re.compile(r"(?<![\w-])\d{9}(?![\w-])")
_PARTS = re.compile(
    r"(?:begin|start)\w*[^.!?\d]{0,25}(\d{3,8})\b[^.!?]{0,40}\bend\w*[^.!?\d]{0,25}(\d{3,8})\b",
    re.IGNORECASE,
)
_IBAN = re.compile(
    r"(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?:[A-Za-z0-9]{11,30}"
    r"|(?: [A-Za-z0-9]{4}){2,7}(?: [A-Za-z0-9]{1,3})?)(?![A-Za-z0-9])"
)
_NO_ACCOUNT = re.compile(
    r"\b(?:case|report|incident|docket|complaint|warrant|ILCS|call|phone|tel|fax|text|ending in|ends in"
    r"|dial|at|claim|badge|permit|invoice|zip|suite|serial|model|bill|ticket|check)[ .#:]*(?:no\.?"
    r"|numbers?)?[ #:(]*$",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?:1[- ])?\(?\d{3}[- ]\d{3}[- ]\d{4}|\d{3}-\d{4}")
_DATE = re.compile(r"\d{1,2}[- ]\d{1,2}[- ]\d{2,4}|\d{4}[- ]\d{1,2}[- ]\d{1,2}")
_CASE = re.compile(r"\d{2,4}-\d{4,7}")
_REACH, _NEXT = 45, 25
_FEWEST_DIGITS = 6
_ROUTING_DIGITS, _SHORTEST_IBAN, _LONG = 9, 15, 8
_DISTRICTS = frozenset([*range(13), *range(21, 33), *range(61, 73), 80])
"""the first two digits of routing numbers"""


def check(case: Case, _facts: Facts, /) -> Iterator[Violation]:
    yield from violations(case, _look)


def _look(reading: Reading) -> Iterator[Sighting]:
    if reading.digit_count < _FEWEST_DIGITS:
        return
    view = reading.numbers
    found = {span[0]: span for span in _spans(reading.label, view.text)}
    for start, end in sorted(found.values()):
        last = ends_in(_plain(view.text[start:end]))
        message = f"this looks like the number of a bank account {last}; expected none"
        yield Sighting(view, start, end, message)
    for iban in _IBAN.finditer(reading.text):
        if written := _international(iban[0]):
            message = (
                f"this looks like an international bank account number {ends_in(written)}; expected none"
            )
            yield Sighting(reading.folded, iban.start(), iban.start() + len(written), message)


def _spans(label: str, text: str) -> Iterator[tuple[int, int]]:
    said = f"{label} {text}"
    if not any(cue.search(said) for cue in (_SOME_ACCOUNT, _ROUTING_CUE, _ACCOUNT_CUE, _BANK)):
        return
    for number in _NUMBER.finditer(text):
        start = number.start() + number[0].startswith("#")
        near = text[max(0, start - _REACH) : start]
        before = f"{label} {near}" if start < _REACH else near
        if not _is_other(number[0].lstrip("#"), before) and _is_account(text, number, before):
            yield number.span()
    for parts in _PARTS.finditer(text):
        if _SOME_ACCOUNT.search(text, *sentence(text, *parts.span())):
            yield parts.span()


def _is_account(text: str, number: re.Match[str], before: str) -> bool:
    plain = _plain(number[0])
    if _ACCOUNT_CUE.search(before) or _ROUTING_CUE.search(before):
        return True
    said = sentence(text, *number.span())
    if len(plain) == _ROUTING_DIGITS and _passes_routing(plain):
        after = text[number.end() : number.end() + _REACH]
        return bool(_ROUTING_CUE.search(after) or _BANK.search(text, *said))
    if not _BANK.search(text, *said):
        return False
    if len(plain) >= _LONG and _AT_A_BANK.search(text, *said):
        return True
    return bool(_SOME_ACCOUNT.search(text, *said) or _NUMBERED.search(before) or _is_routed(text, number))


def _is_routed(text: str, number: re.Match[str]) -> bool:
    """Whether a routing number stands right before or behind."""
    start, end = number.span()
    spans = ((max(0, start - _NEXT), start), (end, end + _NEXT))
    return any(_passes_routing(nine[0]) for span in spans for nine in _NINE.finditer(text, *span))


def _is_other(number: str, before: str) -> bool:
    if _NO_ACCOUNT.search(before) or _DATE.fullmatch(number) or _PHONE.fullmatch(number):
        return True
    return _CASE.fullmatch(number) is not None and not _ACCOUNT_CUE.search(before)


def _plain(written: str) -> str:
    return "".join(filter(str.isdecimal, written))


def _passes_routing(plain: str) -> bool:
    """The check of the American Bankers Association: a known district, and weights 3, 7, 1."""
    weighed = sum(int(digit) * weight for digit, weight in zip(plain, (3, 7, 1) * 3, strict=True))
    return int(plain[:2]) in _DISTRICTS and weighed % 10 == 0 and int(plain) > 0


def _international(written: str) -> str | None:
    """The number without words that stand right behind its groups; None where the check fails."""
    while len(written) >= _SHORTEST_IBAN:
        if _passes_mod_97(written.replace(" ", "").upper()):
            return written
        written = written.rpartition(" ")[0]
    return None


def _passes_mod_97(plain: str) -> bool:
    return int("".join(str(int(c, 36)) for c in plain[4:] + plain[:4])) % 97 == 1
