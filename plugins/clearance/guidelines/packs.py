"""Rule packs that a non-programmer can edit: `rules/*.yml`."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from clearance.guidelines.fields import Clause, Line, Prose, Slug, Strict
from clearance.guidelines.patterns import checked_pattern
from clearance.guidelines.phrases import checked_phrase
from clearance.model import Severity

Code = Annotated[
    str,
    Field(
        pattern=r"^[A-Z]{2}[0-9]{3}$", description="a code of two capitals and three digits, such as PB101"
    ),
]
Word = Annotated[
    str,
    Field(
        pattern=r"^[^\s\x00-\x1f\x7f]+$",
        max_length=60,
        description="a single word; several words belong under phrases",
    ),
    AfterValidator(checked_phrase),
]
Phrase = Annotated[
    str,
    Field(
        pattern=r"^[^\s\x00-\x1f\x7f]+( [^\s\x00-\x1f\x7f]+)*$",
        max_length=500,
        description="words with one space between, such as: admitted/confessed to ~3 <crimes>",
    ),
    AfterValidator(checked_phrase),
]
Phrases = tuple[Phrase, ...]
ListName = Annotated[
    str,
    Field(
        pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$",
        max_length=40,
        description="a list's name in lower-case letters, such as relatives",
    ),
]
Pattern = Annotated[
    str,
    Field(min_length=1, max_length=300, description="a regular expression of 300 characters or fewer"),
    AfterValidator(checked_pattern),
]


class Near(Strict):
    """One of `words` at most `within` words away from one of `of`, before or after, in the same sentence."""

    words: Annotated[Phrases, Field(min_length=1)]
    of: Annotated[Phrases, Field(min_length=1)]
    within: Annotated[int, Field(ge=1, le=50, description="a number of words, 1 to 50")]


class Match(Strict):
    """What the rule looks for; any one of these is enough."""

    words: tuple[Word, ...] = ()
    phrases: Phrases = ()
    patterns: tuple[Pattern, ...] = ()
    near: tuple[Near, ...] = ()

    @model_validator(mode="after")
    def _looks_for_something(self) -> Match:
        if not (self.words or self.phrases or self.patterns or self.near):
            raise ValueError("the rule looks for nothing; give words, phrases, patterns or near")
        return self


class Lifts(Strict):
    """Wider wording that makes a match inside it harmless."""

    words: tuple[Word, ...] = ()
    phrases: Phrases = ()


class Around(Strict):
    """Wording in the same sentence as the match, in its paragraph, or anywhere on the page."""

    sentence: Phrases = ()
    paragraph: Phrases = ()
    page: Phrases = ()


class Examples(Strict):
    """Texts that must be flagged and texts that must pass; they run as tests."""

    flag: Annotated[tuple[Prose, ...], Field(min_length=1)]
    passing: Annotated[tuple[Prose, ...], Field(min_length=1)] = Field(alias="pass")


class PackRule(Strict):
    """One rule over the words that the public could read."""

    code: Code
    name: Slug
    clause: Clause
    severity: Severity
    message: Line
    remedy: Prose
    match: Match
    only: Around = Around()
    """The rule counts only where one of these stands, in each of the places that are given."""
    unless: Around = Around()
    """The rule does not count where any of these stands."""
    lifts: Lifts = Lifts()
    disguised: Annotated[bool, Field(description="true or false")] = False
    """Whether its words are also recognised masked (`d**n`) or with their letters spaced out."""
    confirm_names: Annotated[bool, Field(description="true or false")] = False
    """Whether what it finds must hold a person's name, where the department has names confirmed."""
    examples: Examples


class Pack(Strict):
    """Rules that belong together, and lists of words that the rules of any pack may use: one file."""

    pack: Slug
    title: Line
    lists: dict[ListName, Annotated[Phrases, Field(min_length=1, max_length=2000)]] = Field(
        default_factory=dict
    )
    rules: tuple[PackRule, ...] = ()
