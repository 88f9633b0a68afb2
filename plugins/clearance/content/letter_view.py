"""Words as they would be typed plainly, however their letters are swapped or parted."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from clearance.content.folded import Edit, Folded, edited

_LEET = str.maketrans("013456789@$!|+€£¥", "oieasgtbgasiiteLy")
_SIGN = r"0-9@$!|+€£¥"
_TOKEN = re.compile(
    rf"(?<![\w@.])(?:[A-Za-z]|[{_SIGN}](?=[A-Za-z{_SIGN}]))[A-Za-z{_SIGN}]*(?<![!|+])(?![\w@]|\.\w)"
)
_SWAPPED = re.compile(rf"[A-Za-z][{_SIGN}]+[A-Za-z]|[{_SIGN}][A-Za-z]{{2}}|[A-Za-z]{{2}}[$€]")
_USUAL = re.compile(
    r"\d+(?:st|nd|rd|th|s|k|m|am|pm|mph|ft|lb|lbs|oz|mm|cm|km|kg|mg|ml|hr|hrs|min|x|g)"
    r"|[a-z]+[-+$!]?\d+|[$€£]\d.*|\d+[a-z]?\d*",
    re.IGNORECASE,
)
_PARTED = re.compile(r"(?<!\w)[A-Za-z](?:[ .\-_*/~|·•,+=^]{1,3}[A-Za-z0-9@$!](?![^\W_]|[@'])){2,}")
_BETWEEN = re.compile(r"[ .\-_*/~|·•,+=^]+")
_HINT_OF_SWAPPED = re.compile(rf"[{_SIGN}](?:[A-Za-z]|(?<=[A-Za-z].))")
_HINT_OF_PARTED = re.compile(
    r"[ .\-_*/~|·•,+=^](?<=[A-Za-z].)(?<!\w[A-Za-z].)[ .\-_*/~|·•,+=^]{0,2}[A-Za-z0-9@$!](?![^\W_])"
)
"""Each begins with a set of characters, for which a text is looked through fastest."""
_REPEATED = re.compile(r"([a-z])\1{2,}(?<!www)", re.IGNORECASE)
_NEVER_TAKEN_APART = str.maketrans("øØđĐłŁ", "oOdDlL")
_MIXED = re.compile(rf"[A-Za-z].*[{_SIGN}]|[{_SIGN}].*[A-Za-z]")
_MANY = 3
_NAME_BEFORE = re.compile(r"(?<![.!?] )\b[A-Z]\w*[a-z] \Z")
_NAME_BEHIND = re.compile(r" [A-Z]\w*[a-z]")
_NEXT = 20
"""characters before a word among which its neighbor stands"""
_LEAST_LETTERS = 2
_LIKE_DIGITS = frozenset("OolI")


def letters(folded: Folded) -> Folded:
    """A view of folded text for detectors of words; offsets still point into the original.

    Letters that are spaced, dotted or starred out one by one are joined; digits and signs that
    stand for letters inside a word become those letters (1 and ! become i); accents are taken off,
    and a letter that stands three times or more in a row stands once. Ordinals, times, road
    numbers, plates, amounts and addresses for mail stay as they are.
    """
    if not folded.text.isascii():
        folded = edited(folded, _accented(folded.text))
    if _HINT_OF_PARTED.search(folded.text):
        folded = edited(folded, _parted(folded.text))
    if _HINT_OF_SWAPPED.search(folded.text):
        folded = edited(folded, _swapped(folded.text))
    return edited(folded, _repeated(folded.text))


def _accented(text: str) -> Iterator[Edit]:
    for place, character in enumerate(text):
        if not character.isascii() and (plain := _without_accent(character)) != character:
            yield place, place + 1, plain


@lru_cache(maxsize=1024)
def _without_accent(character: str) -> str:
    first = unicodedata.normalize("NFD", character)[0].translate(_NEVER_TAKEN_APART)
    return first if first.isascii() and first.isalpha() else character


def _repeated(text: str) -> Iterator[Edit]:
    return ((run.start(), run.end(), run[1]) for run in _REPEATED.finditer(text))


def _parted(text: str) -> Iterator[Edit]:
    for run in _PARTED.finditer(text):
        if sum(map(str.isdecimal, run[0])) > sum(map(str.isalpha, run[0])):
            continue
        joints = [*_BETWEEN.finditer(text, *run.span())]
        usual, times = Counter(joint[0] for joint in joints).most_common(1)[0]
        for joint in joints:
            if joint[0] == usual or times == 1:
                yield joint.start(), joint.end(), ""


def _swapped(text: str) -> Iterator[Edit]:
    """Where several words are surely in disguise, others that look like a plate or an amount are as well."""
    tokens = [*_TOKEN.finditer(text)]
    sure = [token for token in tokens if _is_swapped(token[0])]
    if len(sure) >= _MANY:
        sure = [token for token in tokens if _MIXED.search(token[0])]
    for token in sure:
        word, start = token[0], token.start()
        plain = word.translate(_LEET)
        if not word[0].isalpha() and _is_beside_a_name(text, start, token.end()):
            plain = plain.capitalize()
        yield from ((start + n, start + n + 1, c) for n, c in enumerate(plain) if c != word[n])


def _is_beside_a_name(text: str, start: int, end: int) -> bool:
    return bool(_NAME_BEHIND.match(text, end) or _NAME_BEFORE.search(text, max(0, start - _NEXT), start))


def _is_swapped(word: str) -> bool:
    return not word.isalpha() and _SWAPPED.search(word) is not None and not _usual(word)


def _usual(word: str) -> bool:
    """Whether a word with digits or signs is an everyday one, and hides nothing."""
    spelling = {*filter(str.isalpha, word)}
    if sum(map(str.isalpha, word)) < _LEAST_LETTERS or spelling <= _LIKE_DIGITS:
        return True
    return _USUAL.fullmatch(word) is not None
