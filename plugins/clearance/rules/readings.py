"""A page as the rules about its words read it: passage by passage, folded, with what labels each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from clearance.content.folding import Folded, digits, fold, letters
from clearance.content.pinpoint import pinpoint
from clearance.model import Passage, Surface, Violation
from clearance.rules.rule import Case

LABEL_WORDS = 6
"""a passage of no more words may be the label of the next one: a term, a heading, a cell"""

NEAR = 400
"""characters: what stands farther off says nothing, even in a text without any full stop"""
BEFORE, BEHIND = 3, 2
"""passages that stand around one"""
PAGES_AT_ONCE = 32
"""pages whose readings are remembered, since one rule after the other asks for the same pages"""

_DIGIT = re.compile(r"\d")
_NO_DIGITS = bytes(code for code in range(256) if code not in b"0123456789")
_SPOKEN_LINK = re.compile(r"(?:mailto|tel|sms|callto):", re.IGNORECASE)
_ABBREVIATIONS = """
mr mrs ms dr lt sgt det ofc off capt cpt cmdr chf cpl insp supt dep st ave blvd rd ln ct pl no nos vs jr sr
inc co corp dept approx ext tel ph hon rev fr gov sen rep a.m p.m u.s
"""
_ABBREVIATED = frozenset(_ABBREVIATIONS.split())
_STOP = re.compile(r"[.!?…]+[\"')\]]*\s+(?=[\"'(¡¿\[]*[A-Z0-9¡¿])|[|•]")
_TABLE = frozenset({"table", "td", "th", "tr"})
_LAST_WORD = re.compile(r"[\w.]*\w$")


@dataclass(frozen=True, slots=True)
class Reading:
    """A passage with its folded text and the views of it, made once for all rules.

    In `plain`, words are typed plainly; in `numbers`, numbers too; in `codes`, numbers are, and
    what mixes letters and digits stays. `digit_count` is of `codes`. `label` is what stands over
    or before the passage; `beside`, the passages just before and after it; `heads`, all the heads of
    the table in which it is a cell: these are folded, and label and heads cut to what is near.
    """

    passage: Passage
    folded: Folded
    plain: Folded
    numbers: Folded
    codes: Folded
    digit_count: int
    lower: str
    label: str = ""
    beside: tuple[Folded, ...] = ()
    heads: str = ""

    @property
    def text(self) -> str:
        return self.folded.text

    @property
    def around(self) -> str:
        """What is near in the passages beside this one."""
        return "\n".join(one.text if len(one.text) <= NEAR else _cut(one.text) for one in self.beside)

    def mentions(self, *words: str) -> bool:
        """Whether one of these stands in the text or its label, even inside a word. Small letters only."""
        lower = self.lower
        for word in words:  # noqa: SIM110 - this is asked tens of times for each passage: any() takes longer
            if word in lower:
                return True
        return False


@dataclass(frozen=True, slots=True)
class Sighting:
    """What a rule found at `start` to `end` of a view of a passage, and how it says so."""

    view: Folded
    start: int
    end: int
    message: str


Look = Callable[[Reading], Iterable[Sighting]]


class _Itself:
    """A surface that equals only itself: to compare its texts would take longer than to read them."""

    __slots__ = ("surface",)

    def __init__(self, surface: Surface) -> None:
        self.surface = surface

    def __hash__(self) -> int:
        return id(self.surface)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and other.surface is self.surface


def read(surface: Surface) -> tuple[Reading, ...]:
    """Every passage of the page, and the link targets that dial or write by themselves."""
    return _read(_Itself(surface))


def forget() -> None:
    """Let go of the pages that were read last."""
    _read.cache_clear()


@lru_cache(maxsize=PAGES_AT_ONCE)
def _read(page: _Itself) -> tuple[Reading, ...]:
    surface = page.surface
    passages = [*surface.passages, *_links(surface)]
    heads = _heads((element.tag, element.text) for element in surface.elements if element.tag in _TABLE)
    folded = [fold(passage.text) for passage in passages]
    return tuple(_reading(number, passage, folded, heads) for number, passage in enumerate(passages))


def _reading(
    number: int, passage: Passage, folded: list[Folded], heads: Mapping[str, tuple[str, str]]
) -> Reading:
    text = folded[number]
    plain = letters(text)
    numbers = digits(plain)
    codes = numbers if plain is text else digits(text)
    label, row = _label(passage, folded[number - 1].text if number else "", heads)
    return Reading(
        passage=passage,
        folded=text,
        plain=plain,
        numbers=numbers,
        codes=codes,
        digit_count=_count_digits(codes.text),
        lower=f"{plain.text}\n{label}".lower(),
        label=label,
        beside=(*folded[max(0, number - BEFORE) : number], *folded[number + 1 : number + 1 + BEHIND]),
        heads=row,
    )


def _count_digits(text: str) -> int:
    return len(text.encode().translate(None, _NO_DIGITS)) if text.isascii() else len(_DIGIT.findall(text))


def _label(passage: Passage, previous: str, heads: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    head, row = heads.get(passage.text.strip(), ("", ""))
    short = previous if len(previous.split(None, LABEL_WORDS)) <= LABEL_WORDS else ""
    return " : ".join(filter(None, (head, short)))[:NEAR], row[:NEAR]


def _cut(text: str) -> str:
    """The beginning and the end of a long text."""
    return f"{text[: NEAR // 2]}\n{text[-NEAR // 2 :]}"


def violations(case: Case, look: Look) -> Iterator[Violation]:
    """What a rule finds in the passages, at its place in the source; the same thing there only once."""
    found: dict[Violation, None] = {}
    for reading in read(case.surface):
        for seen in look(reading):
            start = seen.view.span(seen.start, seen.end)[0]
            found[Violation(seen.message, pinpoint(case.page, reading.passage, start))] = None
    yield from found


def _links(surface: Surface) -> Iterator[Passage]:
    for reference in surface.references:
        if _SPOKEN_LINK.match(reference.target):
            yield Passage(_SPOKEN_LINK.sub("", reference.target, count=1), "link", reference.place)


def _heads(cells: Iterable[tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """The text of each cell of a table -> the head of its column, and all heads."""
    heads: list[str] = []
    found: dict[str, tuple[str, str]] = {}
    column = 0
    for tag, text in cells:
        if tag == "table":
            heads = []
        elif tag == "tr":
            column = 0
        elif tag == "th":
            heads.append(fold(text).text.strip())
        else:
            if column < len(heads):
                found[text.strip()] = heads[column], " : ".join(heads)
            column += 1
    return found


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence (or the sentences) that hold `text[start:end]` begin and end, as far as is near."""
    stops = _stops(text)
    first = bisect_right(stops, start) - 1
    last = bisect_right(stops, max(start, end - 1))
    behind = stops[last] if last < len(stops) else len(text)
    return max(stops[first], start - NEAR), min(behind, end + NEAR)


@lru_cache(maxsize=256)
def _stops(text: str) -> tuple[int, ...]:
    """Where each sentence begins."""
    ends = (stop.end() for stop in _STOP.finditer(text) if not _is_abbreviation(text, stop.start()))
    return (0, *ends)


def _is_abbreviation(text: str, dot: int) -> bool:
    last = _LAST_WORD.search(text, max(0, dot - 12), dot)
    if text[dot] != "." or last is None:
        return False
    word = last[0].casefold()
    return word in _ABBREVIATED or (len(word) == 1 and word.isalpha())


def ends_in(digits_found: str) -> str:
    """How a message may point at a number without repeating it: by its last two digits."""
    return f"ending in {digits_found[-2:]}"
