"""Text as a reader takes it in, whatever characters it is made of, mapped back to what was written.

Detectors read folded text, so that nobody needs to think of zero-width characters, full-width
digits or Cyrillic letters again. The views for digits and for letters (`digits`, `letters`) go
further; they are for detectors alone.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from clearance.content.alphabets import BOXED, LOOKALIKES, MARKS, TWINS
from clearance.content.digit_view import digits
from clearance.content.folded import Folded
from clearance.content.letter_view import letters

__all__ = ["Folded", "digits", "fold", "letters"]

KEPT = 1024
"""texts whose folding is remembered, so that each rule need not fold a page anew"""

_IGNORABLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")
_INVISIBLE = frozenset({"Cf", "Me"})
_PLAIN = "\u00a1-\u00a7\u00a9\u00ab\u00ac\u00ae\u00b0\u00b1\u00b6\u00b7\u00bb\u00bf-\u017e\u2014\u2022"
_PICTURES = "\u2600-\u2775\u2794-\u27bf\U0001f300-\U0001f6ff\U0001f900-\U0001faff"
_LIKE_PLAIN = "".join(map(re.escape, sorted({*MARKS, "\u00a0", "\u202f", "\u2009"})))
_TROUBLE = re.compile(rf"[^\x20-\x7e{_PLAIN}{_PICTURES}{_LIKE_PLAIN}]|\s\s|[\u0130-\u0133\u013f\u0140\u0149]")
_ONE_TO_ONE = str.maketrans({**MARKS, "\u00a0": " ", "\u202f": " ", "\u2009": " "})
_RUN = re.compile(r"[\x00-\x7f]+|[^\x00-\x7f]+")
_WORD = re.compile(r"[^\W_]+")
_BLANKS = re.compile(r"\s\s|[^\S ]")
_SPACE = re.compile(r"\s+")
_STRETCH = re.compile(r"\s+|\S+")
_PASSES = 4


@lru_cache(maxsize=KEPT)
def fold(text: str) -> Folded:
    """The text without its disguises.

    Compatibility forms (NFKC) and digits of any script become plain ones; zero-width characters,
    soft hyphens, direction marks and marks piled on letters are dropped; quotes and short dashes
    become the typed ones; any white space becomes one space. Look-alike letters become Latin where
    a word mixes scripts, and where a whole word passes for Latin in a text that has no real words
    of that script: genuine Russian or Greek stays.
    """
    folded = Folded(text, range(len(text) + 1))
    for _ in range(_PASSES):  # a letter that took its plain form can combine with the next one
        simple = _simply(folded.text)
        again = simple or _thoroughly(folded.text)
        if again.text == folded.text:
            break
        folded = again if folded.text is text else again.through(folded)
    return folded


def _simply(text: str) -> Folded | None:
    """The usual case, quickly: nothing to drop, each character stands for one."""
    if text.isascii():
        plain = text.isprintable() and "  " not in text
        return Folded(text, range(len(text) + 1)) if plain else None
    if _TROUBLE.search(text):
        return None
    translated = text.translate(_ONE_TO_ONE)
    return None if "  " in translated else Folded(translated, range(len(text) + 1))


def _thoroughly(text: str) -> Folded:
    characters, offsets = _normalised(text)
    _unmask(characters)
    return _joined(characters, offsets, len(text))


def _normalised(text: str) -> tuple[list[str], list[int]]:
    """Cluster by cluster (a character with the marks upon it); what comes of it stands where it begins."""
    characters: list[str] = []
    offsets: list[int] = []
    cluster, start = "", 0
    for run in _RUN.finditer(text):
        if run[0].isascii():
            last = run.end() - 1
            _add(cluster, start, characters, offsets)
            characters += run[0][:-1]
            offsets += range(run.start(), last)
            cluster, start = run[0][-1], last
            continue
        for offset, character in enumerate(run[0], run.start()):
            if cluster and unicodedata.category(character) == "Mn":
                cluster += character
            elif not _unseen(character):
                _add(cluster, start, characters, offsets)
                cluster, start = character, offset
    _add(cluster, start, characters, offsets)
    return characters, offsets


def _unseen(character: str) -> bool:
    return (
        character in _IGNORABLE
        or unicodedata.category(character) in _INVISIBLE
        or "\ufe00" <= character <= "\ufe0f"
        or "\U000e0100" <= character <= "\U000e01ef"
    )


def _add(cluster: str, offset: int, characters: list[str], offsets: list[int]) -> None:
    plain = _plain(cluster)
    characters.extend(plain)
    offsets.extend([offset] * len(plain))


@lru_cache(maxsize=4096)
def _plain(cluster: str) -> str:
    if cluster.isascii():
        return cluster
    if cluster in BOXED:
        return BOXED[cluster]
    normal = unicodedata.normalize("NFKC", cluster.translate(_ONE_TO_ONE)).translate(_ONE_TO_ONE)
    if len(normal) > 1 and unicodedata.name(normal[0], "").startswith(("LATIN", "DIGIT")):
        normal = "".join(c for c in normal if unicodedata.category(c) != "Mn")
    return "".join(_digit(character) for character in normal if not _unseen(character))


def _digit(character: str) -> str:
    if character.isascii():
        return character
    value = unicodedata.digit(character, None)
    return character if value is None else str(value)


def _unmask(characters: list[str]) -> None:
    """Put Latin letters for those that pass for them, in place."""
    text = "".join(characters)
    words = () if text.isascii() else _WORD.finditer(text)
    foreign = [found for found in words if not found[0].isascii()]
    genuine = {script for found in foreign for script in _genuine(found[0])}
    for found in foreign:
        word, scripts = found[0], _scripts(found[0])
        if "LATIN" in scripts or len(scripts) > 1:
            plain = [LOOKALIKES.get(c, c) for c in word]
        elif scripts.isdisjoint(genuine) and all(c in TWINS or c.isdecimal() for c in word):
            plain = [TWINS.get(c, c) for c in word]
        else:
            continue
        characters[found.start() : found.end()] = plain


def _genuine(word: str) -> set[str]:
    """The script that a word is truly in: all of one other script, and no mere look-alike."""
    scripts = _scripts(word)
    if len(scripts) == 1 and "LATIN" not in scripts and any(c.isalpha() and c not in TWINS for c in word):
        return scripts
    return set()


def _scripts(word: str) -> set[str]:
    return {_script(c) for c in word if c.isalpha()}


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    return "LATIN" if letter.isascii() else unicodedata.name(letter, "?").partition(" ")[0]


def _joined(characters: list[str], offsets: list[int], length: int) -> Folded:
    """The characters as one text, in which any white space is one space."""
    text = "".join(characters)
    if not _BLANKS.search(text):
        return Folded(text, (*offsets, length))
    places: list[int] = []
    for found in _STRETCH.finditer(text):
        end = found.start() + 1 if found[0].isspace() else found.end()
        places += offsets[found.start() : end]
    return Folded(_SPACE.sub(" ", text), (*places, length))
