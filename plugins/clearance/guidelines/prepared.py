"""A passage made ready for matching, letter for letter: every offset stays what it was."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

MAX_SENTENCE = 1_500
MIN_DISGUISED = 3
"""letters beyond which a word is recognised in leetspeak or spaced out"""

_SAME = {ord(a): b for a, b in zip("’‘ʼ`´“”„«»–—‒−\u00a0\u202f\u2009", "'''''\"\"\"\"\"----   ", strict=True)}
_ABBREVIATIONS = """
mr mrs ms dr jr sr st ave blvd rd ln ct pl hwy no vs etc sgt lt det ofc capt cmdr cpl dep insp gov sen rep
rev hon prof gen col maj approx dept inc co corp u.s i.e e.g a.m p.m
"""
_SHORT = frozenset(_ABBREVIATIONS.split())
_END = re.compile(
    r"""[.!?…\n|](?:(?<=\|)|(?<=\n)\s*(?:\n|[-*|#>]|\d+[.)])"""
    r"""|(?<=[.!?…])[.!?…]*["')\]*_]*\s+(?=["'(¡¿\[*_]*[A-ZÀ-Þ0-9¡¿]))"""
)
"""The end of a sentence. It begins with a set of signs, for which a text is looked through fastest."""
_NOT_WORD = re.compile(r"[^\w]")
_SPACE_FOR_SIGNS = bytes(code if chr(code).isalnum() or code == ord("_") else ord(" ") for code in range(256))
_CAPITALS_ONLY = bytes(code for code in range(256) if not ord("A") <= code <= ord("Z"))
_LAST_WORD = re.compile(r"[\w.]+$")
_LETTERS = str.maketrans("@483!|05$7+69", "aabeiiosstt" + "gg")
_DISGUISED = re.compile(
    r"(?<![\w@$!|+*#])(?=[\w@$!|+*#]*[a-z])(?=[\w@$!|+*#]*[\d@$!|+*#])[\w@$!|+*#]{3,24}", re.IGNORECASE
)
_MIXED = re.compile(r"[\d@$!|+*#](?:[^\W\d]|(?<=[^\W\d].))")
"""A letter beside a sign: no word is disguised without."""
_SPACED = re.compile(r"(?<![\w])(?:\w[ .*_~-]{1,2}){2,14}\w(?!\w)")
_APART = re.compile(r"[ .*_~-]\w[ .*_~-]{1,2}\w(?!\w)")
"""Two letters by themselves in a row: no word is spaced out without."""
_NAMES = frozenset(Path(__file__).with_name("given-names.txt").read_text(encoding="utf-8").split())
"""Given names that are no other word: from the United States census of 1990, in the public domain."""
_HEADING_WORD = re.compile(r"[^\W\d_][\w']*")
_HONORIFICS = frozenset({"Mr", "Mrs", "Ms", "Miss", "Dr"})
_LONG_WORD = re.compile(r"([^\W\d_])[\w']{3,}")
"""The first letter of a word long enough to tell a heading by."""
_HEADING_WORDS = 3
_CAPITALS_OF_A_HEADING = 0.7
_STARRED = re.compile(r"\w(?:\w|[*#])*[*#](?:\w|[*#])*")
_AMONG_LETTERS = re.compile(r"[A-Za-z][a-z]*(?:[@$!|013457]{1,2}[a-z]+){1,4}")
_PUNCTUATION = "!|+"
_LIKE_U = re.compile(r"\w*[yv]\w*", re.IGNORECASE)


class Prepared(NamedTuple):
    """`text` in one kind of quotes and dashes, and where its sentences start and end."""

    text: str
    sentences: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words in lower case, and beginnings of words."""

    whole: frozenset[str]
    beginnings: tuple[str, ...]

    def __contains__(self, word: str) -> bool:
        return word in self.whole or word.startswith(self.beginnings)

    @classmethod
    def of(cls, words: Iterable[str]) -> Vocabulary:
        """The words, beginnings marked with * as in phrases."""
        every = [*words]
        return cls(
            frozenset(word for word in every if not word.endswith("*")),
            tuple(word[:-1] for word in every if word.endswith("*")),
        )


def prepare(text: str, words: Vocabulary, disguised: Vocabulary) -> Prepared:
    """The passage with disguises undone where they spell one of the words.

    Leetspeak may spell any of `words`; masked (`f**k`), spaced-out and respelled letters only the
    `disguised`.
    """
    plain = text if text.isascii() and "`" not in text else text.translate(_SAME)
    if _MIXED.search(plain):
        plain = _DISGUISED.sub(lambda found: _unmasked(found[0], words, disguised), plain)
    if disguised.whole or disguised.beginnings:
        plain = _LIKE_U.sub(lambda found: _respelled(found[0], disguised), plain)
    if (disguised.whole or disguised.beginnings) and _APART.search(plain):
        plain = _SPACED.sub(lambda found: _unspaced(found[0], words, disguised), plain)
    sentences = _sentences(plain)
    if _may_be_heading(plain):
        plain = "".join(_calm(plain[start:end]) for start, end in sentences)
    return Prepared(plain, sentences)


def _may_be_heading(text: str) -> bool:
    """Whether there are capitals enough: a quick look, before a slow one."""
    return not text.isascii() or len(text.encode().translate(None, _CAPITALS_ONLY)) >= _HEADING_WORDS


def _calm(sentence: str) -> str:
    """The sentence; in a heading with capitals throughout, only names keep theirs."""
    if not _may_be_heading(sentence):
        return sentence
    first_letters = _LONG_WORD.findall(sentence)
    capitals = sum(map(str.isupper, first_letters))
    if len(first_letters) < _HEADING_WORDS or capitals < _CAPITALS_OF_A_HEADING * len(first_letters):
        return sentence
    keep = False
    parts: list[str] = []
    done = 0
    for word in _HEADING_WORD.finditer(sentence):
        shown = word[0].capitalize()
        after_name = keep and sentence[done : word.start()].strip(".") in (" ", "")
        keep = shown in _NAMES or shown in _HONORIFICS
        parts += sentence[done : word.start()], shown if keep or after_name else _lower(word[0])
        done = word.end()
    return "".join([*parts, sentence[done:]])


def spread(text: str) -> str:
    """The text in lower case with a space for each sign."""
    if text.isascii():
        return text.lower().encode().translate(_SPACE_FOR_SIGNS).decode()
    return _NOT_WORD.sub(" ", _lower(text))


def _lower(text: str) -> str:
    lower = text.lower()
    return (
        lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    )


def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    ends = [found.end() for found in _END.finditer(text) if not _abbreviated(text, found.start())]
    if not ends and 0 < len(text) <= MAX_SENTENCE:
        return ((0, len(text)),)
    bounds = [0, *dict.fromkeys(end for end in ends if 0 < end < len(text)), len(text)]
    return tuple(
        (start, min(start + MAX_SENTENCE, high))
        for low, high in pairwise(bounds)
        for start in range(low, high, MAX_SENTENCE)
    )


def _abbreviated(text: str, dot: int) -> bool:
    if text[dot] != ".":
        return False
    last = _LAST_WORD.search(text, max(0, dot - 12), dot)
    return last is not None and (last[0].lower() in _SHORT or (len(last[0]) == 1 and last[0].isupper()))


def _unmasked(token: str, words: Vocabulary, disguised: Vocabulary) -> str:
    bare = token.rstrip(_PUNCTUATION)
    for one in "il":
        spelled = bare.lower().replace("1", one).translate(_LETTERS)
        if len(spelled) > MIN_DISGUISED and spelled.isalpha() and (_plainly_meant(bare) or spelled in words):
            return (spelled.capitalize() if bare[0].isupper() else spelled) + token[len(bare) :]
    return _unstarred(bare, disguised) + token[len(bare) :]


def _respelled(token: str, disguised: Vocabulary) -> str:
    """A word with a y or v for each u, as in `fvck`: a Cyrillic u looks like a y."""
    word = token.lower()
    spellings = (word.replace(like, "u") for like in "yv" if like in word)
    return token if word in disguised else next((one for one in spellings if one in disguised), token)


def _plainly_meant(token: str) -> bool:
    """Whether the signs among small letters can only stand for letters, as in `M@larkey`."""
    return _AMONG_LETTERS.fullmatch(token) is not None


def _unstarred(token: str, disguised: Vocabulary) -> str:
    """The shortest word that fits a token with letters replaced by signs, or the token."""
    if not _STARRED.fullmatch(token):
        return token
    masked = re.compile(re.sub(r"[*#]", "[a-z]", token.lower()))
    words = sorted({*disguised.whole, *disguised.beginnings})
    return next((word for word in words if masked.fullmatch(word)), token)


def _unspaced(spaced: str, words: Vocabulary, disguised: Vocabulary) -> str:
    letters = "".join(c for c in spaced if c.isalnum()).lower()
    known = letters in disguised or (len(letters) > MIN_DISGUISED and letters in words)
    return letters.ljust(len(spaced)) if known else spaced
