"""Where the rules of all packs stand in a page, in one pass.

The words of each sentence are looked up among the rare words of all phrases. Only where one of
them stands is its phrase tried, in that sentence; and only where a rule has matched are the words
looked for that it needs beside it, or that excuse it. Time grows with the length of the page.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from clearance.guidelines.packs import Pack, PackRule
from clearance.guidelines.phrases import compiled, kind_expression
from clearance.guidelines.prepared import MIN_DISGUISED, Prepared, Vocabulary, prepare, spread
from clearance.guidelines.rule_plans import Group, NearPlan, Phrases, Plan, plan_of
from clearance.guidelines.tokens import WORD

KEPT_TOKENS = 100_000
"""tokens whose meaning for the rules is remembered"""

_WORD = re.compile(WORD)


class Hit(NamedTuple):
    """A rule's words in a passage, by its number, with where they start and end in it."""

    rule: PackRule
    passage: int
    start: int
    end: int


class _Sentence(NamedTuple):
    passage: int
    start: int
    end: int


class _Found(NamedTuple):
    sentence: int
    start: int
    end: int


class Scanner:
    """The rules of some packs, ready to be matched. Lists that a phrase names must exist (KeyError)."""

    def __init__(self, packs: Sequence[Pack]) -> None:
        self.packs = tuple(packs)
        self._phrases = phrases = Phrases({n: entries for pack in packs for n, entries in pack.lists.items()})
        self._plans = [plan_of(rule, phrases) for pack in packs for rule in pack.rules]
        self._plans_by_word, self._always = _by_word(self._plans)
        words = {word for sets in phrases.anchors for words in sets for word in words}
        self._stands_for = _stands_for(words)
        self._words = Vocabulary.of(w for w in words if w.rstrip("*").isalpha() and len(w) > MIN_DISGUISED)
        disguised = (plan.phrases.words for plan in self._plans if plan.rule.disguised)
        self._disguised = Vocabulary.of(frozenset().union(*disguised))

    def scan(self, passages: Sequence[str]) -> Iterator[Hit]:
        """Every match on the page, rule by rule in their order, then by place."""
        page = _Page(self, [prepare(text, self._words, self._disguised) for text in passages])
        active = {plan for word in page.words for plan in self._plans_by_word.get(word, ())}
        for number in sorted(active | self._always):
            yield from page.hits(self._plans[number])

    def words(self, spread_text: str) -> set[str]:
        """The words of phrases that stand in a text made by `spread`."""
        return {word for token in set(spread_text.split()) for word in self._stands_for(token)}

    def kinds(self, phrase: int) -> tuple[str, ...]:
        return self._phrases.kinds[phrase]

    def expression(self, phrase: int) -> re.Pattern[str]:
        return compiled(self._phrases.expressions[phrase])


class _Page:
    """The passages of one page as sentences, and what was found in them so far."""

    def __init__(self, scanner: Scanner, passages: list[Prepared]) -> None:
        self._scanner = scanner
        self._texts = [prepared.text for prepared in passages]
        self._sentences = [
            _Sentence(n, *span) for n, prepared in enumerate(passages) for span in prepared.sentences
        ]
        spreads = [spread(text) for text in self._texts]
        self._words_of = [scanner.words(spreads[n][start:end]) for n, start, end in self._sentences]
        self.words: dict[str, list[int]] = defaultdict(list)
        for number, words in enumerate(self._words_of):
            for word in words:
                self.words[word].append(number)
        self._found: dict[tuple[int, int], list[_Found]] = {}
        self._kinds: dict[tuple[str, int], bool] = {}

    def hits(self, plan: Plan) -> Iterator[Hit]:
        found = {match for match in self._matches(plan) if match.start < match.end}
        if not found or not self._page_counts(plan):
            return
        for match in _widest(match for match in found if self._counts(plan, match)):
            yield Hit(plan.rule, self._sentences[match.sentence].passage, match.start, match.end)

    def _matches(self, plan: Plan) -> Iterator[_Found]:
        yield from self._anywhere(plan.phrases)
        for near in plan.near:
            yield from self._near(near)
        for expression in plan.patterns:
            for number, (passage, start, end) in enumerate(self._sentences):
                for match in expression.finditer(self._texts[passage], start, end):
                    yield _Found(number, *match.span())

    def _anywhere(self, group: Group) -> Iterator[_Found]:
        sentences: Sequence[int] = range(len(self._sentences))
        if not group.always:
            present = group.words & self.words.keys()
            sentences = sorted({number for word in present for number in self.words[word]})
        for sentence in sentences:
            yield from self._beside(group, sentence)

    def _beside(self, group: Group, sentence: int) -> Iterator[_Found]:
        for phrase in group.possible(self._words_of[sentence]):
            yield from self._at(phrase, sentence)

    def _at(self, phrase: int, sentence: int) -> list[_Found]:
        """Where a phrase stands in one sentence."""
        key = (phrase, sentence)
        if key not in self._found:
            self._found[key] = [*self._search(phrase, sentence)]
        return self._found[key]

    def _search(self, phrase: int, sentence: int) -> Iterator[_Found]:
        if self._has_kinds(phrase, sentence):
            passage, start, end = self._sentences[sentence]
            for match in self._scanner.expression(phrase).finditer(self._texts[passage], start, end):
                yield _Found(sentence, *match.span())

    def _has_kinds(self, phrase: int, sentence: int) -> bool:
        return all(self._has(kind, sentence) for kind in self._scanner.kinds(phrase))

    def _has(self, kind: str, sentence: int) -> bool:
        key = (kind, sentence)
        if key not in self._kinds:
            passage, start, end = self._sentences[sentence]
            self._kinds[key] = kind_expression(kind).search(self._texts[passage], start, end) is not None
        return self._kinds[key]

    def _near(self, near: NearPlan) -> Iterator[_Found]:
        for one in self._anywhere(near.words):
            text = self._texts[self._sentences[one.sentence].passage]
            for other in self._beside(near.of, one.sentence):
                first, second = (one, other) if one.start < other.start else (other, one)
                if first.end <= second.start and _words(text, first.end, second.start) < near.within:
                    yield _Found(one.sentence, first.start, second.end)

    def _page_counts(self, plan: Plan) -> bool:
        wanted = plan.rule.only.page
        return (not wanted or any(self._anywhere(plan.only.page))) and not any(
            self._anywhere(plan.unless.page)
        )

    def _counts(self, plan: Plan, found: _Found) -> bool:
        wanted, unless = plan.rule.only, plan.unless
        return (
            not self._lifted(plan.lifts, found)
            and not any(self._beside(unless.sentence, found.sentence))
            and not self._in_paragraph(unless.paragraph, found)
            and (not wanted.sentence or any(self._beside(plan.only.sentence, found.sentence)))
            and (not wanted.paragraph or self._in_paragraph(plan.only.paragraph, found))
        )

    def _in_paragraph(self, group: Group, found: _Found) -> bool:
        passage = self._sentences[found.sentence].passage
        return any(self._sentences[other.sentence].passage == passage for other in self._anywhere(group))

    def _lifted(self, lifts: Group, found: _Found) -> bool:
        wider = self._beside(lifts, found.sentence)
        return any(other.start <= found.start and found.end <= other.end for other in wider)


_KEPT = 4
_newest: list[tuple[tuple[Pack, ...], Scanner]] = []
_by_content: dict[tuple[str, ...], Scanner] = {}


def scan(packs: Sequence[Pack], passages: Sequence[str]) -> Iterator[Hit]:
    """Every match of the packs' rules on a page: rule, number of the passage, start and end in it.

    Passages are the page's texts in order, folded; a title is one of them, and so is each paragraph.
    """
    yield from scanner_of(packs).scan(passages)


def scanner_of(packs: Sequence[Pack]) -> Scanner:
    """The scanner of these packs, made once while packs of the same content are asked for."""
    wanted = tuple(packs)
    for kept, scanner in _newest:
        if len(kept) == len(wanted) and all(a is b for a, b in zip(kept, wanted, strict=True)):
            return scanner
    content = tuple(pack.model_dump_json(by_alias=True) for pack in wanted)
    if len(_by_content) >= _KEPT and content not in _by_content:
        _by_content.clear()
    scanner = _by_content.setdefault(content, _by_content.get(content) or Scanner(wanted))
    _newest[:] = [(wanted, scanner)]
    return scanner


def _by_word(plans: Sequence[Plan]) -> tuple[dict[str, list[int]], set[int]]:
    """The plans that each word can set off, and those that can be set off without one."""
    by_word: dict[str, list[int]] = defaultdict(list)
    always = {number for number, plan in enumerate(plans) if plan.patterns}
    for number, plan in enumerate(plans):
        for group in plan.triggers():
            for word in group.words:
                by_word[word].append(number)
            if group.always:
                always.add(number)
    return {word: [*dict.fromkeys(numbers)] for word, numbers in by_word.items()}, always


def _stands_for(words: Iterable[str]) -> Callable[[str], tuple[str, ...]]:
    """A function that tells which of these words a token of a text may be, or be part of."""
    whole: dict[str, list[str]] = defaultdict(list)
    beginnings: dict[str, list[str]] = defaultdict(list)
    for word in words:
        token = max(spread(word.rstrip("*")).split(), key=len)
        (beginnings if word.endswith("*") else whole)[token].append(word)
    lengths = sorted({len(token) for token in beginnings})

    @lru_cache(maxsize=KEPT_TOKENS)
    def stands_for(token: str) -> tuple[str, ...]:
        begun = (beginnings[token[:length]] for length in lengths if token[:length] in beginnings)
        return (*whole.get(token, ()), *(word for found in begun for word in found))

    return stands_for


def _widest(found: Iterable[_Found]) -> Iterator[_Found]:
    """The matches in order, without those that lie inside another."""
    last = _Found(-1, 0, 0)
    for match in sorted(found, key=lambda match: (match.sentence, match.start, -match.end)):
        if match.sentence != last.sentence or match.end > last.end:
            yield match
            last = match


def _words(text: str, start: int, end: int) -> int:
    return sum(1 for _ in _WORD.finditer(text, start, end))
