"""Short forms of words in full, so that a phrase with `can't` also finds `cannot`."""

from __future__ import annotations

_ENDINGS = {"'m": ("am",), "'re": ("are",), "'ve": ("have",), "'ll": ("will",), "'d": ("would", "had")}
_IRREGULAR = {"can't": ("cannot", "can not"), "won't": ("will not",), "shan't": ("shall not",)}
_PERSONS = frozenset(
    {"he", "she", "it", "that", "there", "here", "what", "who", "where", "nobody", "everybody"}
)
"""words before `'s` that own nothing, so that it is short for "is" or "has"""

_NOT = "n't"


def in_full(word: str) -> tuple[str, ...]:
    """What a word in lower case is short for, if anything: `couldn't` for "could not"."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith(_NOT) and word != _NOT:
        return (f"{word.removesuffix(_NOT)} not",)
    stem, apostrophe, ending = word.rpartition("'")
    if ending == "s" and stem in _PERSONS:
        return f"{stem} is", f"{stem} has"
    return tuple(f"{stem} {full}" for full in _ENDINGS.get(apostrophe + ending, ()) if stem)
