"""Words that stand under a black box by design: they say that something was taken out, not what."""

from __future__ import annotations

import re

_WORDS = """
redacted redaction redact privilege privileged confidential sealed withheld exempt exemption deleted
removed attorney client work product classified protected restricted omitted blank
"""
_LABELS = frozenset(_WORDS.split())
_EXEMPTION = re.compile(
    r"\(?b\)?\(?[1-9]\)?(\(?[a-f]\)?)?|\d{1,2}\(\d\)(\([a-z]\)){0,2}|7\(1\)\([a-z]+(-\d+)?\)", re.IGNORECASE
)
"""an exemption of the federal FOIA, (b)(7)(C), or of the Illinois one, 7(1)(d-5)"""


def is_placeholder(words: str) -> bool:
    """Whether a covered text says nothing: a label, an exemption, or one character over and over."""
    characters = {character.lower() for character in words if character.isalnum()}
    if len(characters) == 1:
        return True
    return all(_says_nothing(word) for word in words.split())


def _says_nothing(word: str) -> bool:
    parts = re.findall(r"[^\W_]+", word.lower())
    return all(part in _LABELS for part in parts) or _EXEMPTION.fullmatch(word.strip(".,;")) is not None
