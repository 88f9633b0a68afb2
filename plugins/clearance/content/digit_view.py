"""Numbers as they would be typed plainly, however they are spelled, spaced or parted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from clearance.content.folded import Edit, Folded, edited


def _numbered(words: str, first: int, step: int = 1) -> dict[str, int]:
    return {word: first + step * number for number, word in enumerate(words.split())}


_UNITS = (
    _numbered("zero one two three four five six seven eight nine", 0)
    | _numbered("cero uno dos tres cuatro cinco seis siete ocho nueve", 0)
    | {"oh": 0, "nought": 0, "naught": 0, "niner": 9}
)
_TEENS = _numbered(
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen", first=10
)
_TENS = _numbered("twenty thirty forty fifty sixty seventy eighty ninety", first=20, step=10)
_TIMES = {"double": 2, "triple": 3, "treble": 3}
_SMALL = {word: str(value) for word, value in (_UNITS | _TEENS | _TENS).items()}

_UNIT = "|".join(_UNITS)
_SPELLED = (
    rf"(?:(?:{'|'.join(_TENS)})(?:[ -](?:{_UNIT}))?|(?:{'|'.join(_TIMES)}) (?:{_UNIT}|\d)"
    rf"|{'|'.join(_TEENS)}|{_UNIT})"
)
_MARKS = frozenset({"dash", "hyphen", "minus", "dot", "point", "space", "slash", "then", "guion", "punto"})
_WORD_MARKS = "|".join(sorted(_MARKS))
_BETWEEN = rf"(?:\W{{1,4}}(?:(?:{_WORD_MARKS})\W{{1,3}})?)"
_BIG = rf"(?:(?:{'|'.join(_TENS)})(?:-(?:{_UNIT}))?|{'|'.join(_TEENS)})"
_RUN = re.compile(
    rf"(?<!\w)(?:(?:{_SPELLED}|\d{{1,4}})(?:{_BETWEEN}(?:{_SPELLED}|\d{{1,4}})(?!\w)){{2,}}"
    rf"|{_SPELLED} {_BIG}(?![\w-]))",
    re.IGNORECASE,
)
_LARGE = ("hundred", "thousand")
_CARDINAL = re.compile(
    rf"(?<![\w-])(?:{_SPELLED}) (?:hundred|thousand)\b(?:,?(?: and)? (?:hundred|thousand"
    rf"|{_SPELLED})(?![\w-]))*",
    re.IGNORECASE,
)
_LETTERS_ONLY = bytes(code if code in b"abcdefghijklmnopqrstuvwxyz" else ord(" ") for code in range(256))
_NUMBER_WORDS = frozenset(word.encode() for word in (*_SMALL, *_TIMES))
_PART = re.compile(
    rf"(?P<word>{_SPELLED})|(?P<digits>\d+)|(?P<between>(?:\W|(?:{_WORD_MARKS}))+)", re.IGNORECASE
)
_TOKEN = re.compile(r"[a-z]+|\d+")
_TYPED = re.compile(r"\d\D*\d\D*\d\D*\d")
_MIXED = re.compile(r"\d(?:[OolI]|(?<=[OolI].))")
_ALIKE = re.compile(r"(?<![A-Za-z])[OolI]*\d[OolI\d]*(?:[-. ][OolI]*\d[OolI\d]*)*(?![A-Za-z])")
_LEAST_TYPED, _LEAST_ALIKE = 4, 7
_SINGLES = re.compile(r"\d(?<![\w.,$].)(?:[^\w$%#]{1,5}\d(?!\w)){3,}")
_ODD = re.compile(
    rf"(?<=\d) ?(?:[-—_/*~|•·\\.=+^]{{1,3}}|\)) ?(?=\d)|(?<=\d) ?(?:{_WORD_MARKS}) ?(?=\d)", re.IGNORECASE
)


def digits(folded: Folded) -> Folded:
    """A view of folded text for detectors of numbers; offsets still point into the original.

    Numbers spelled in a row ("five five five, zero one", "double four two", "eleven eighty") become
    digits, and so do capital O and small l among many digits. Single digits that are spaced or
    dotted out are joined. Any other mark between two digits becomes one hyphen, except a lone
    space, a comma and a colon.
    """
    lower = folded.text.lower()
    if not _NUMBER_WORDS.isdisjoint(lower.encode("utf-8", "replace").translate(_LETTERS_ONLY).split()):
        if any(word in lower for word in _LARGE):
            folded = edited(folded, _cardinals(folded.text))
        if _spells(folded.text):
            folded = edited(folded, _spelled(folded.text))
    if not _TYPED.search(folded.text):
        return folded
    if _MIXED.search(folded.text):
        folded = edited(folded, _alike(folded.text))
    folded = edited(folded, _singles(folded.text))
    return edited(folded, ((m.start(), m.end(), "-") for m in _ODD.finditer(folded.text)))


def _spells(text: str) -> bool:
    """Whether two number words, or one and a number, stand side by side: a quick look, before a slow one."""
    tokens = _TOKEN.findall(text.lower())
    numbers = [token in _SMALL or token in _TIMES for token in tokens]
    return any(
        is_number and (follows or after.isdecimal() or after in _MARKS)
        for is_number, follows, after in zip(numbers, numbers[1:], tokens[1:], strict=False)
    )


def _cardinals(text: str) -> Iterator[Edit]:
    """Numbers such as `twelve hundred and six`."""
    for found in _CARDINAL.finditer(text):
        whole = rest = 0
        for word in re.findall(r"[a-z]+", found[0].lower()):
            if word == "thousand":
                whole, rest = whole + rest * 1000, 0
            else:
                rest = rest * 100 if word == "hundred" else rest + int(_SMALL.get(word, "0"))
        yield found.start(), found.end(), str(whole + rest)


def _spelled(text: str) -> Iterator[Edit]:
    for run in _RUN.finditer(text):
        parts = [*_PART.finditer(text, *run.span())]
        if any(part.lastgroup == "word" for part in parts):
            yield from _run(parts)


def _run(parts: list[re.Match[str]]) -> Iterator[Edit]:
    """Each part of a run: words as digits, and what stands between two parts."""
    for number, part in enumerate(parts):
        if part.lastgroup == "word":
            yield part.start(), part.end(), _value(part[0].lower())
        elif part.lastgroup == "between" and 0 < number < len(parts) - 1:
            yield part.start(), part.end(), _joint(parts[number - 1], part[0], parts[number + 1])


def _value(spelled: str) -> str:
    """The digits of `seven`, `oh`, `twelve`, `forty-two`, `double five`."""
    first, _, second = spelled.replace("-", " ").partition(" ")
    if first in _TIMES:
        return _SMALL.get(second, second) * _TIMES[first]
    return str(_TENS[first] + _UNITS[second]) if second else _SMALL[first]


def _joint(before: re.Match[str], between: str, after: re.Match[str]) -> str:
    single = all(part.lastgroup == "word" or len(part[0]) == 1 for part in (before, after))
    if between in {" ", "-"}:
        return "" if single else between
    return "-"


def _alike(text: str) -> Iterator[Edit]:
    """The letters O, o, I and l that stand for digits in a long number."""
    for found in _ALIKE.finditer(text):
        number = found[0]
        if not number.isascii() or number.replace("-", "").replace(".", "").replace(" ", "").isdecimal():
            continue
        if sum(map(str.isalnum, number)) >= _LEAST_ALIKE and sum(map(str.isdecimal, number)) >= _LEAST_TYPED:
            plain = number.translate(_DIGIT_FOR)
            yield from ((found.start() + n, found.start() + n + 1, c) for n, c in enumerate(plain))


_DIGIT_FOR = str.maketrans("OolI", "0011")


def _singles(text: str) -> Iterator[Edit]:
    """What stands between single digits: nothing where it is the usual joint of their row, else a hyphen."""
    for run in _SINGLES.finditer(text):
        joints = [*_JOINT.finditer(text, *run.span())]
        usual = Counter(joint[0] for joint in joints).most_common(1)[0][0]
        for joint in joints:
            yield joint.start(), joint.end(), "" if joint[0] == usual else "-"


_JOINT = re.compile(r"\D+")
