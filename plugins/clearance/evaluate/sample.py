"""Labelled posts, however their corpus writes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sample:
    """A labelled post. `clauses` are those it violates; none of them for a clean post.

    `kinds` say what is in it (of a clean post: what it tempts to find); `spans` are its offending
    texts; `scored` is False for a post that is neither clean nor a violation of what is measured.
    """

    id: str
    title: str
    body: str
    clauses: frozenset[str] = frozenset()
    kinds: tuple[str, ...] = ()
    difficulty: str = ""
    spans: tuple[str, ...] = ()
    scored: bool = True
    line: int = 1

    @property
    def is_violation(self) -> bool:
        return bool(self.clauses)


RULES_OF_KIND: Mapping[str, frozenset[str]] = {
    "ssn": frozenset({"social-security-number"}),
    "payment-card": frozenset({"payment-card"}),
    "drivers-license": frozenset({"drivers-license"}),
    "private-plate-or-vin": frozenset({"vehicle-identifier"}),
    "bank-account": frozenset({"bank-account"}),
    "dob": frozenset({"date-of-birth"}),
    "personal-phone": frozenset({"phone-number"}),
    "personal-email": frozenset({"email-address"}),
    "home-address": frozenset({"home-address"}),
}
"""the rules that look for a kind, where their names differ from it"""


def rules_of(kind: str) -> frozenset[str]:
    """The names of the rules that look for this kind; by custom, a rule is named as its kind."""
    return RULES_OF_KIND.get(kind, frozenset({kind}))
