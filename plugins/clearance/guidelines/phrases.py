"""The language of phrases in rule packs, read and turned into regular expressions.

confess*            any word that begins so
officer/deputy      either word
(the) victim        an optional word
can't               the short form, and the long one: cannot, can not
victim ~4 <NAME>    up to four words between
man , <NAME>        with a comma between
<relatives>         any entry of a list of that name, of any pack
<NAME>              a kind of word that is built in (`tokens.py`); <NAME>'s is possessive
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from clearance.guidelines.contractions import in_full
from clearance.guidelines.tokens import CLASS_ANCHORS, CLASSES, GAP, WORD, one_of
from clearance.nearest import did_you_mean

MAX_GAP = 20
MAX_GAPS = 4
MAX_NESTING = 6
COMMON, FIGURE = 40.0, 12.0
MAX_SETS = 4
COMMA = ","

Lists = Mapping[str, Sequence[str]]
"""Phrases by the name of their list."""

_LIST = re.compile(r"<([a-z][a-z0-9-]*)>")
_CLASS = re.compile(r"<([A-Z]+)>('s)?")
_GAP = re.compile(r"~([0-9]{1,2})")
_PLAIN = re.compile(r"[^\s<>~()/*\\|^$]+\*?|\$[^\s<>~()/*]+")
_LETTER = re.compile(r"[^\W_]")
_COMMON_WORDS = """
a about after all also an and any are as at be been but by can could did do does for from get had has have
he her him his if in into is it its just may more no not of on one or our out over she so than that the their
them then there they this to told two up us was we were what when which who will with would you your police
officer officers department man woman people person home street time year day right out new made
"""
_COMMON = frozenset(_COMMON_WORDS.split())


@dataclass(frozen=True, slots=True)
class Part:
    """One place of a phrase: what may stand there, or (with no choices) a comma, or up to `gap` words."""

    choices: tuple[str, ...] = ()
    optional: bool = False
    gap: int = 0
    comma: bool = False


@dataclass(frozen=True, slots=True)
class Requirement:
    """One of the words, or of the kinds of words, must be there."""

    words: frozenset[str]
    kinds: tuple[str, ...]


@lru_cache(maxsize=16_384)
def parse(phrase: str) -> tuple[Part, ...]:
    """The parts of a phrase. Raises ValueError that says what is wrong and what was expected."""
    parts = tuple(_part(token) for token in phrase.split(" "))
    if not _needed(parts[0]) or parts[-1].optional or parts[-1].gap:
        raise ValueError("a phrase can't begin or end with ~ or an optional word, or begin with a comma")
    if sum(1 for part in parts if part.gap) > MAX_GAPS:
        raise ValueError(f"a phrase may have at most {MAX_GAPS} gaps (~)")
    return parts


def checked_phrase(phrase: str) -> str:
    """The same phrase. Raises ValueError as `parse` does."""
    parse(phrase)
    return phrase


def named_lists(phrase: str) -> Iterator[str]:
    """The names of the lists that a phrase uses."""
    for part in parse(phrase):
        for choice in part.choices:
            if found := _LIST.fullmatch(choice):
                yield found[1]


def expanded(phrase: str, lists: Lists) -> Iterator[str]:
    """The phrase, or the entries of the list that is all it consists of: each is found by its own words."""
    if found := _LIST.fullmatch(phrase):
        for entry in lists[found[1]]:
            yield from expanded(entry, lists)
    else:
        yield phrase


def pattern(phrase: str, lists: Lists) -> str:
    """The regular expression for a phrase, to be compiled with IGNORECASE. Every list must exist."""
    return rf"(?<!\w){_sequence(phrase, lists)}"


def anchors(phrase: str, lists: Lists) -> tuple[frozenset[str], ...]:
    """Sets of words, of each of which one stands in every match, rarest set first; a few at most.

    Words are in lower case, beginnings marked with *. () when there is no such set.
    """
    options = [_choice_anchors(part.choices, lists) for part in parse(phrase) if _needed(part)]
    rare = sorted(
        {option for option in options if option}, key=lambda words: (_commonness(words), sorted(words))
    )
    return tuple(
        rare[:1] + [option for option in rare[1:MAX_SETS] if _commonness(option) < MAX_SETS * COMMON]
    )


def _choice_anchors(choices: tuple[str, ...], lists: Lists) -> frozenset[str]:
    each = [_anchors_of(choice, lists) for choice in choices]
    return frozenset().union(*each) if all(each) else frozenset()


def _anchors_of(choice: str, lists: Lists) -> frozenset[str]:
    if not (found := _list_in(choice)):
        return _anchors_of_one(choice)
    entries = tuple(lists[found])
    return _anchors_of_any(entries, lists) if any(map(_names_lists, entries)) else _anchors_of_plain(entries)


@lru_cache(maxsize=65_536)
def _list_in(choice: str) -> str:
    """The list that a choice names, or nothing."""
    found = _LIST.fullmatch(choice)
    return found[1] if found else ""


@lru_cache(maxsize=65_536)
def _names_lists(entry: str) -> bool:
    return any(named_lists(entry))


@lru_cache(maxsize=1_024)
def _anchors_of_plain(entries: tuple[str, ...]) -> frozenset[str]:
    return _anchors_of_any(entries, {})


def _anchors_of_any(entries: tuple[str, ...], lists: Lists) -> frozenset[str]:
    inner = [anchors(entry, lists) for entry in entries]
    return frozenset().union(*(sets[0] for sets in inner)) if all(inner) else frozenset()


@lru_cache(maxsize=65_536)
def _anchors_of_one(choice: str) -> frozenset[str]:
    """Of a word, or of a kind of words."""
    if found := _CLASS.fullmatch(choice):
        return frozenset(CLASS_ANCHORS.get(found[1], ()))
    word = choice.lower()
    return frozenset({word, *(max(full.split(), key=len) for full in in_full(word))})


def _commonness(words: frozenset[str]) -> float:
    """A guess at how often one of these words stands in a text, for comparison only."""
    return sum(map(_commonness_of, words))


@lru_cache(maxsize=65_536)
def _commonness_of(word: str) -> float:
    if word in _COMMON or word.rstrip("*").isdecimal():
        return COMMON if word in _COMMON else FIGURE
    return 4 * 0.7 ** len(word.rstrip("*"))


def requirements(phrase: str, lists: Lists) -> tuple[Requirement, ...]:
    """What else must stand in every match besides the anchors: for each, one of some words or kinds."""
    needed = [_requirement(part.choices, lists) for part in parse(phrase) if _needed(part)]
    return tuple(dict.fromkeys(one for one in needed if one is not None))


def _requirement(choices: tuple[str, ...], lists: Lists) -> Requirement | None:
    """None where words alone will do, for those are anchors."""
    words: set[str] = set()
    kinds: set[str] = set()
    for choice in choices:
        if (found := _CLASS.fullmatch(choice)) and (len(choices) == 1 or found[1] not in CLASS_ANCHORS):
            kinds.add(found[1])
        elif anchored := _anchors_of(choice, lists):
            words |= anchored
        else:
            return None
    if "CAP" in kinds:
        kinds.discard("NAME")  # which is made of such words
    return Requirement(frozenset(words), tuple(sorted(kinds))) if kinds else None


def cycle(name: str, lists: Lists) -> bool:
    """Whether a list contains itself, by way of others or too deeply."""
    return _depth(name, lists, ()) > MAX_NESTING


def _depth(name: str, lists: Lists, above: tuple[str, ...]) -> int:
    if name in above or len(above) > MAX_NESTING:
        return MAX_NESTING + 1
    inner = {n for entry in lists.get(name, ()) for n in named_lists(entry)}
    return 1 + max((_depth(n, lists, (*above, name)) for n in inner), default=0)


def _part(token: str) -> Part:
    if token == COMMA:
        return Part(comma=True)
    if found := _GAP.fullmatch(token):
        if not 1 <= int(found[1]) <= MAX_GAP:
            raise ValueError(f"{token!r} is not a gap; expected ~1 to ~{MAX_GAP}")
        return Part(gap=int(found[1]))
    optional = token.startswith("(") and token.endswith(")")
    choices = (token[1:-1] if optional else token).split("/")
    for choice in choices:
        _check(choice, token)
    return Part(tuple(choices), optional)


def _check(choice: str, token: str) -> None:
    if found := _CLASS.fullmatch(choice):
        if found[1] not in CLASSES:
            hint = did_you_mean(found[1], CLASSES) or f"; expected one of: {', '.join(CLASSES)}"
            raise ValueError(f"{choice!r} is no kind of word that is built in{hint}")
    elif not _LIST.fullmatch(choice) and not (_PLAIN.fullmatch(choice) and _LETTER.search(choice)):
        raise ValueError(
            f"{token!r} can't be read; expected a word, word*, one/other, (optional), ~3 or <list>"
        )


def _sequence(phrase: str, lists: Lists) -> str:
    first, *rest = parse(phrase)
    return _choices(first.choices, lists) + "".join(_following(part, lists) for part in rest)


def _following(part: Part, lists: Lists) -> str:
    if part.comma:
        return r"(?=[\"')]?,)"
    if part.gap:
        return f"(?:{GAP}{WORD}){{0,{part.gap}}}?"
    wording = f"{GAP}{_choices(part.choices, lists)}"
    return f"(?:{wording})?" if part.optional else wording


def _choices(choices: tuple[str, ...], lists: Lists) -> str:
    """An expression for any of the choices, longer ones first."""
    several, words, beginnings = [], set(), set()
    for choice in _flat(choices, lists):
        if " " in choice:
            several.append(_sequence(choice, lists))
        elif found := _CLASS.fullmatch(choice):
            several.append(CLASSES[found[1]] + (r"'s?" if found[2] else r"(?:'s|')?"))
        elif choice.endswith("*"):
            beginnings.add(choice[:-1].lower())
        else:
            words.add(choice.lower())
            several += [_sequence(full, lists) for full in in_full(choice.lower())]
    several.sort(key=len, reverse=True)
    if beginnings:
        several.append(f"{one_of(beginnings)}{_ANY_ENDING}{_END}")
    if words:
        several.append(f"{one_of(words)}{_END}")
    return f"(?:{'|'.join(several)})"


def _flat(choices: Iterable[str], lists: Lists) -> Iterator[str]:
    """The words, kinds and longer phrases that some choices come to."""
    for choice in choices:
        if found := _LIST.fullmatch(choice):
            for entry in lists[found[1]]:
                yield from [entry] if " " in entry else _flat(parse(entry)[0].choices, lists)
        else:
            yield choice


_ANY_ENDING = r"(?:\w|['-](?=\w)){0,30}"
_END = r"(?!\w)(?:'s(?!\w)|'(?!\w))?"


def _needed(part: Part) -> bool:
    return bool(part.choices) and not part.optional


def commonness(phrase: str, lists: Lists) -> float:
    """The same guess for the words that a phrase is found by."""
    sets = anchors(phrase, lists)
    return _commonness(sets[0]) if sets else 10 * COMMON
