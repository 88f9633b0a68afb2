"""A person's date of birth is on the page.

## What it checks
Every text that the public could read, with disguises undone: a full date after words such as
"DOB", "date of birth" or "born on", in a column or field of that name, or in brackets behind a
name; and an age that somebody reached, or will reach, on a day that is told. An age, a year of
birth alone, "born before" a date in a rule, obituaries, and dates before 1915 pass.

## Why it matters
With a name, the date of birth is the key to a person's records, and it tells apart those who
share a name (5 ILCS 140/2(c-5), 140/7(1)(b)). Given away, it violates individual rights
(1021.5(b)).

## Remedy
Give the age instead. Where the law requires the date, as in some notices, a supervisor can
accept it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from clearance.model import Severity, Violation
from clearance.rules.readings import Reading, Sighting, sentence, violations
from clearance.rules.rule import Case, Facts

CODE = "PB106"
NAME = "date-of-birth"
CLAUSE = "1021.5(b)"
SEVERITY = Severity.HOLD

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|enero|febrero|marzo|abril|mayo|junio|julio|agosto"
    r"|septiembre|octubre|noviembre|diciembre)\b\.?"
)
_ORDINAL = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth"
    r"|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|twenty-\w+"
    r"|thirty-first)"
)
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?|{_ORDINAL})"
_YEAR = (
    r"(?:(?:19|20)\d\d|'\d\d|(?:nineteen|twenty)[ -](?:hundred[ -])?(?:oh[ -])?[a-z]+(?:[ -][a-z]+)?"
    r"|two thousand(?: and)?(?: [a-z]+)?)"
)
_NUMERIC = (
    r"(?:\d{1,2}([-/. ]{1,3})\d{1,2}\1(?:\d{4}|\d{2})|(?:19|20)\d\d([-/. ]{1,3})\d{1,2}\2\d{1,2})(?!\d)"
)
_SPOKEN = (
    rf"(?:{_MONTH} (?:the )?{_DAY},? (?:of |in )?{_YEAR}|(?:the )?{_DAY} (?:day )?(?:of "
    rf"|de )?{_MONTH},? (?:of |de |del )?{_YEAR})"
)
_DATE = re.compile(rf"(?<![\w-])(?:{_NUMERIC}|{_SPOKEN})(?!\w)", re.IGNORECASE)
_DAY_ONLY = re.compile(
    rf"(?<![\w-])(?:{_MONTH} (?:the )?{_DAY}|(?:the )?{_DAY} (?:of |de )?{_MONTH}"
    rf"|\d{{1,2}}[/.-]\d{{1,2}})(?![\w/-])",
    re.IGNORECASE,
)
_CUE = re.compile(
    r"(?:\bD\.? ?O\.? ?B\b\.?|\bbirth[ -]?dat\w*|\bdates? of birth|\bborn\b|\bbirthdays?\b|\bbday\b"
    r"|\bb\.(?= ?[\dA-Z])|\bfecha de nac\w*\.?|\bnacid[oa]\b|\bf\. ?(?:de )?nac\w*\.?|\bnaci[oó]\b"
    r"|\bcumplea[nñ]os)",
    re.IGNORECASE,
)
_COLUMN = re.compile(
    r"(?:^|[ :|])(?:b\.|d\.?o\.?b\.?|born|birth ?date|date of birth|birthday|fecha de nacimiento)[ :]*(?:$"
    r"| )",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"(?:\W|\b(?:is|was|of|on|in|at|as|the|el|d[ií]a|given|listed|shown|recorded|falls|his|her|their|a|an"
    r"|to|reads?|date|mon|tues|wednes|thurs|fri|satur|sun|day|monday|tuesday|wednesday|thursday|friday"
    r"|saturday|sunday|chicago|hospital|illinois|county|cook|here|abroad|home)\b)*",
    re.IGNORECASE,
)
_NO_BIRTH = re.compile(
    r"\bborn (?:on or )?(?:before|after|between|since|prior)|\bborn (?:again|out of|in response)|\b(?:idea"
    r"|program|tradition|department|village|unit|movement|event|partnership|bureau|team|club|league|school"
    r"|park|foundation|charity)\b[^.]{0,40}\bborn",
    re.IGNORECASE,
)
_LIMIT = re.compile(r"^[ ,]*(?:or|and) (?:later|after|earlier|before|prior|younger|older)", re.IGNORECASE)
_OBITUARY = re.compile(
    r"\b(?:passed away|died|obituary|funeral|visitation|survived by|in memory|in loving|end of watch"
    r"|laid to rest|memorial|mourns?|fallen|killed in the line|eulogy|condolences|entered the academy in 19"
    r"|history)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(r"[A-Z][\w'.-]+ (?:[A-Z]\.? )?[A-Z][\w'-]+,? \((\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d)\)")
_AGE = (
    r"(?:\d{1,3}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -]\w+)?|\w+teen|ten|eleven"
    r"|twelve|(?:a )?hundred)"
)
_TURNS = re.compile(
    rf"\b(?:he|she|they|mr|mrs|ms|who|boy|girl|man|woman|son|daughter|mother|father|grand\w+"
    rf"|[A-Z][a-z]+)\b[^.!?]{{0,40}}?\b(?:turn(?:s|ed|ing)?|be(?:come|came)|celebrat\w+ (?:his|her"
    rf"|their)) {_AGE}(?:st|nd|rd|th)?(?: years old)?(?: birthday)?,? (?:on|this coming|next|last"
    rf"|the) (?:the )?[^.!?,;]{{0,12}}?(?:{_MONTH} {_DAY}|{_DAY} (?:of )?(?:{_MONTH}|(?:this|next"
    rf"|last) month)|\d{{1,2}}[-/]\d{{1,2}}|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day)",
    re.IGNORECASE,
)
_NO_PERSON = re.compile(
    r"\b(?:department|village|K-?9|dog|puppy|canine|program|park|school|station|town|city|county|building"
    r"|academy|library|bakery|diner)\b",
    re.IGNORECASE,
)
_EARLIEST, _REACH = 1915, 22


def check(case: Case, _facts: Facts, /) -> Iterator[Violation]:
    page = _Page(case)
    yield from violations(case, lambda reading: _look(reading, page))


@dataclass(frozen=True)  # without slots: what is asked of the page is looked up once and kept
class _Page:
    case: Case

    @cached_property
    def tells_of_a_death(self) -> bool:
        texts = (self.case.page.title, *(passage.text for passage in self.case.surface.passages))
        return any(_OBITUARY.search(text) for text in texts)


def _look(reading: Reading, page: _Page) -> Iterator[Sighting]:
    found = {span[0]: span for span in _spans(reading, page)}
    for start, end in sorted(found.values()):
        yield Sighting(reading.plain, start, end, "this looks like a person's date of birth; expected an age")


def _spans(reading: Reading, page: _Page) -> Iterator[tuple[int, int]]:
    text = reading.plain.text
    if reading.mentions("born", "birth", "dob", "o.b", "o. b", "b.", "bday", "nac", "cumple"):
        births = (_birth(text, cue, page) for cue in _CUE.finditer(text))
        yield from (span for span in births if span)
    if _COLUMN.search(reading.label) and (date := _DATE.match(text.strip())) and _is_recent(date[0]):
        yield 0, len(text)
    if "(" in text:
        yield from (named.span(1) for named in _NAMED.finditer(text))
    if reading.mentions("turn", "celebrat", "becom", "became"):
        for turned in _TURNS.finditer(text):
            if not _NO_PERSON.search(text, *sentence(text, *turned.span())):
                yield turned.span()


def _birth(text: str, cue: re.Match[str], page: _Page) -> tuple[int, int] | None:
    """The date that belongs to a word about birth."""
    word = cue[0].casefold()
    begin, end = sentence(text, *cue.span())
    if word == "born" and _NO_BIRTH.search(text, begin, end):
        return None
    if word in {"born", "b."} and page.tells_of_a_death:
        return None
    gap = _BETWEEN.match(text, cue.end())
    start = gap.end() if gap else cue.end()
    date = _DATE.match(text, start) or _DATE.match(text, cue.end())
    if date is None and word != "born":
        date = _DATE.search(text, cue.end(), min(end, cue.end() + _REACH))
    if date is None and ("birthday" in word or "bday" in word):
        date = None if _NO_PERSON.search(text, begin, end) else _DAY_ONLY.match(text, start)
        return date.span() if date else None
    if date is None or not _is_recent(date[0]) or _LIMIT.match(text[date.end() : date.end() + 20]):
        return None
    return date.span()


def _is_recent(date: str) -> bool:
    year = re.search(r"(?:18|19|20)\d\d", date)
    return year is None or int(year[0]) >= _EARLIEST
