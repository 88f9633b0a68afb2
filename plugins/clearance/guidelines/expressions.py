"""The expressions of phrases at work: each is compiled when a text first may hold it.

Names make an expression long, since the words that are no names stand in it, and compiling that
takes longer than reading a page. So a name is first looked for by its capitals alone. What is
found so without any of those words is what the whole expression would find; where one of them is
in a name's place, the whole expression decides.
"""

from __future__ import annotations

import re
from functools import lru_cache

from clearance.guidelines.tokens import ACRONYM, CLASSES, INSTITUTION, NO_NAME, NOT_NAMES, ROUGH_CLASSES

KEPT = 16_384

Span = tuple[int, int]

_CAPITALISED = re.compile(r"[A-ZÀ-Þ](?<!\w.)[\w’']+(?:-[a-zA-Z])?")
_INSTITUTION = re.compile(rf"\w|{INSTITUTION}")
_ACRONYM = re.compile(ACRONYM)
_HINTS_OF_MINOR = (re.compile(r"[oOaA](?:[lL][dD]|[gG][eE])"), re.compile(r"[(,] ?[\deEfFnNsStT]"))
_HONORIFIC = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Rev|Sr|Sra|Srta|[Ss]eñora?)\b")


def spans(expression: str, text: str, start: int, end: int) -> list[Span]:
    """Where a phrase's expression (`phrases.pattern`) stands between two offsets, from left to right."""
    found = []
    for match in _rough(expression).finditer(text, start, end):
        if match.re.groups and _holds_no_name(match, text, end):
            return [exact.span() for exact in compiled(expression).finditer(text, start, end)]
        found.append(match.span())
    return found


@lru_cache(maxsize=KEPT)
def compiled(expression: str) -> re.Pattern[str]:
    """A phrase's expression, in any case but for names."""
    return re.compile(expression, re.IGNORECASE)


@lru_cache(maxsize=KEPT)
def _rough(expression: str) -> re.Pattern[str]:
    for kind, rough in ROUGH_CLASSES.items():
        expression = expression.replace(CLASSES[kind], rough)
    return compiled(expression)


def _holds_no_name(match: re.Match[str], text: str, end: int) -> bool:
    """Whether what was taken for a name may be none."""
    names = map(match.span, range(1, match.re.groups + 1))
    return any(_doubtful(text, begin, behind, end) for begin, behind in names if begin >= 0)


def _doubtful(text: str, begin: int, behind: int, end: int) -> bool:
    """Whether a word that is no name stands in it, or it names an institution, or is an acronym."""
    word = _no_name().search(text, begin, end)
    if word and word.start() < behind:
        return True
    return bool(_INSTITUTION.match(text, behind, end) or _ACRONYM.match(text, begin, behind))


@lru_cache(maxsize=1)
def _no_name() -> re.Pattern[str]:
    return re.compile(NO_NAME)


def may_hold(kind: str, text: str, start: int, end: int) -> bool:
    """Whether words of a kind, such as NAME, may stand between two offsets: False only where none does."""
    if kind == "MINOR" and not any(hint.search(text, start, end) for hint in _HINTS_OF_MINOR):
        return False
    if kind not in ROUGH_CLASSES:
        return compiled(rf"(?<!\w){CLASSES[kind]}").search(text, start, end) is not None
    capitals = [word for word in _CAPITALISED.findall(text, start, end) if word not in NOT_NAMES]
    if kind == "CAP" or len(capitals) != 1:
        return bool(capitals)
    return _HONORIFIC.search(text, start, end) is not None
