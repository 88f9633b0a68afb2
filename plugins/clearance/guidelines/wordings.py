"""Whether the lists that rule packs name exist, once each, and come to an end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from clearance.guidelines.folder import RULES, Folder, Location, Problem
from clearance.guidelines.packs import Around, Pack, PackRule
from clearance.guidelines.phrases import Lists, cycle, named_lists
from clearance.nearest import did_you_mean


def wording_problems(folder: Folder) -> Iterator[Problem]:
    """Each list named in vain, defined twice, or made of itself; with its place."""
    lists: dict[str, tuple[str, ...]] = {}
    for name, pack in folder.rules.items():
        for list_name, entries in pack.lists.items():
            if list_name in lists:
                yield (
                    (RULES, name, "lists", list_name),
                    f"a list {list_name!r} exists already; give it another name",
                )
            lists[list_name] = entries
    for name, pack in folder.rules.items():
        yield from _unknown(name, pack, lists)
        for list_name in pack.lists:
            if cycle(list_name, lists):
                yield (
                    (RULES, name, "lists", list_name),
                    f"the list {list_name!r} contains itself, or lists too deeply",
                )


def _unknown(name: str, pack: Pack, lists: Lists) -> Iterator[Problem]:
    for at, phrase in _phrases(pack):
        for wanted in named_lists(phrase):
            if wanted not in lists:
                hint = did_you_mean(wanted, lists) or "; define it under lists:"
                yield (RULES, name, *at), f"there is no list {wanted!r}{hint}"


def _phrases(pack: Pack) -> Iterator[tuple[Location, str]]:
    for list_name, entries in pack.lists.items():
        yield from _numbered(("lists", list_name), entries)
    for number, rule in enumerate(pack.rules):
        for at, phrases in _of_rule(rule).items():
            yield from _numbered(("rules", number, *at), phrases)


def _numbered(at: Location, phrases: tuple[str, ...]) -> Iterator[tuple[Location, str]]:
    return (((*at, number), phrase) for number, phrase in enumerate(phrases))


def _of_rule(rule: PackRule) -> Mapping[Location, tuple[str, ...]]:
    """Every list of phrases in a rule, by the way to it."""
    found: dict[Location, tuple[str, ...]] = {
        ("match", "words"): rule.match.words,
        ("match", "phrases"): rule.match.phrases,
        ("lifts", "words"): rule.lifts.words,
        ("lifts", "phrases"): rule.lifts.phrases,
    }
    for number, near in enumerate(rule.match.near):
        found["match", "near", number, "words"] = near.words
        found["match", "near", number, "of"] = near.of
    return found | _of_places("only", rule.only) | _of_places("unless", rule.unless)


def _of_places(key: str, around: Around) -> dict[Location, tuple[str, ...]]:
    return {
        (key, "sentence"): around.sentence,
        (key, "paragraph"): around.paragraph,
        (key, "page"): around.page,
    }
