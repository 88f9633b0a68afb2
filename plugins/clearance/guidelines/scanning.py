"""Where the rules of all packs stand in a page, in one pass.

The words of each sentence are looked up among the rare words of all phrases. Only where one of
them stands, and all else that its phrase can't do without, is the phrase tried, in that sentence;
and only where a rule has matched are the words looked for that it needs beside it, or that excuse
it. Time grows with the length of the page.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from clearance.guidelines.expressions import may_hold, spans
from clearance.guidelines.lexicon import Lexicon
from clearance.guidelines.packs import Pack, PackRule
from clearance.guidelines.prepared import MAX_SENTENCE, MIN_DISGUISED, Prepared, Vocabulary, prepare, spread
from clearance.guidelines.rule_plans import Group, NearPlan, Phrases, Plan, plan_of
from clearance.guidelines.tokens import WORD

_WORD = re.compile(WORD)
_LOOKING_AROUND = ("(?!", "(?<!", "$", "^", r"\A", r"\Z", r"\B")


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


Use = tuple[int, int]
"""A plan by its number, and which of its triggers."""


class Scanner:
    """The rules of some packs, ready to be matched. Lists that a phrase names must exist (KeyError)."""

    def __init__(self, packs: Sequence[Pack]) -> None:
        self.packs = tuple(packs)
        self.phrases = phrases = Phrases({n: entries for pack in packs for n, entries in pack.lists.items()})
        self.plans = [plan_of(rule, phrases) for pack in packs for rule in pack.rules]
        self.uses = _uses(self.plans)
        self._with_patterns = frozenset(number for number, plan in enumerate(self.plans) if plan.patterns)
        anchors = {word for sets in phrases.anchors for words in sets for word in words}
        beside = {word for needed in phrases.requirements for one in needed for word in one.words}
        self.lexicon = Lexicon(anchors | beside, [group for plan in self.plans for group in plan.triggers])
        self._words = Vocabulary.of(w for w in anchors if w.rstrip("*").isalpha() and len(w) > MIN_DISGUISED)
        disguised = (plan.phrases.words for plan in self.plans if plan.rule.disguised)
        self._disguised = Vocabulary.of(frozenset().union(*disguised))

    def scan(self, passages: Sequence[str]) -> Iterator[Hit]:
        """Every match on the page, rule by rule in their order, then by place."""
        page = _Page(self, [prepare(text, self._words, self._disguised) for text in passages])
        for number in sorted(page.triggered.keys() | self._with_patterns):
            yield from page.hits(number, self.plans[number])


class _Page:
    """The passages of one page as sentences, and what was found in them so far."""

    def __init__(self, scanner: Scanner, passages: list[Prepared]) -> None:
        self._scanner = scanner
        self._texts = [prepared.text for prepared in passages]
        self._sentences = [
            _Sentence(n, *span) for n, prepared in enumerate(passages) for span in prepared.sentences
        ]
        self._words_of: list[set[str]] = []
        self._found: dict[tuple[int, int], list[_Found]] = {}
        self._kinds: dict[tuple[tuple[str, ...], int], bool] = {}
        self.triggered: dict[int, dict[int, list[_Found]]] = defaultdict(lambda: defaultdict(list))
        """the plans of which a trigger stands on the page -> which, and where"""
        spreads = [spread(text) for text in self._texts]
        for number, (passage, start, end) in enumerate(self._sentences):
            words, phrases = scanner.lexicon.read(spreads[passage][start:end])
            self._words_of.append(words)
            for phrase in phrases:
                if self._may_stand(phrase, number) and (found := self._at(phrase, number)):
                    for plan, trigger in scanner.uses[phrase]:
                        self.triggered[plan][trigger] += found

    def hits(self, number: int, plan: Plan) -> Iterator[Hit]:
        found = {match for match in self._matches(number, plan) if match.start < match.end}
        if not found or not self._page_counts(plan):
            return
        for match in _widest(match for match in found if self._counts(plan, match)):
            yield Hit(plan.rule, self._sentences[match.sentence].passage, match.start, match.end)

    def _matches(self, number: int, plan: Plan) -> Iterator[_Found]:
        triggered = self.triggered.get(number, {})
        yield from triggered.get(0, ())
        for trigger, near in enumerate(plan.near, 1):
            yield from self._near(near, triggered.get(trigger, ()))
        for expression in plan.patterns:
            if self._whole and _is_local(expression.pattern) and not expression.search(self._whole):
                continue
            for sentence, (passage, start, end) in enumerate(self._sentences):
                for match in expression.finditer(self._texts[passage], start, end):
                    yield _Found(sentence, *match.span())

    def _anywhere(self, group: Group) -> Iterator[_Found]:
        sentences: Sequence[int] = range(len(self._sentences))
        if not group.always:
            present = group.words & self._sentences_with.keys()
            sentences = sorted({number for word in present for number in self._sentences_with[word]})
        for sentence in sentences:
            yield from self._beside(group, sentence)

    @cached_property
    def _whole(self) -> str:
        """All passages as one text; empty where a sentence was cut within."""
        is_cut = any(len(text) > MAX_SENTENCE for text in self._texts)
        return "" if is_cut else "\n".join(self._texts)

    @cached_property
    def _sentences_with(self) -> dict[str, list[int]]:
        """The sentences in which each word of phrases stands."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, words in enumerate(self._words_of):
            for word in words:
                found[word].append(number)
        return found

    def _beside(self, group: Group, sentence: int) -> Iterator[_Found]:
        for phrase in group.possible(self._words_of[sentence]):
            if self._may_stand(phrase, sentence):
                yield from self._at(phrase, sentence)

    def _at(self, phrase: int, sentence: int) -> list[_Found]:
        """Where a phrase stands in one sentence."""
        key = (phrase, sentence)
        if key not in self._found:
            passage, start, end = self._sentences[sentence]
            found = spans(self._scanner.phrases.expression(phrase), self._texts[passage], start, end)
            self._found[key] = [_Found(sentence, *span) for span in found]
        return self._found[key]

    def _may_stand(self, phrase: int, sentence: int) -> bool:
        """Whether all the rest is there, too, that the phrase can't do without."""
        for needed in self._scanner.phrases.requirements[phrase]:
            absent = needed.words.isdisjoint(self._words_of[sentence])
            if absent and not self._may_hold(needed.kinds, sentence):
                return False
        return True

    def _may_hold(self, kinds: tuple[str, ...], sentence: int) -> bool:
        key = (kinds, sentence)
        if key not in self._kinds:
            passage, start, end = self._sentences[sentence]
            self._kinds[key] = any(may_hold(kind, self._texts[passage], start, end) for kind in kinds)
        return self._kinds[key]

    def _near(self, near: NearPlan, words: Iterable[_Found]) -> Iterator[_Found]:
        for one in words:
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


def _uses(plans: Sequence[Plan]) -> dict[int, list[Use]]:
    """What each phrase sets off."""
    uses: dict[int, list[Use]] = defaultdict(list)
    for number, plan in enumerate(plans):
        for trigger, group in enumerate(plan.triggers):
            listed = (phrase for found in group.by_word.values() for phrase, _ in found)
            for phrase in dict.fromkeys((*group.always, *listed)):
                uses[phrase].append((number, trigger))
    return uses


def _is_local(pattern: str) -> bool:
    """Whether what it finds in a sentence by itself it also finds in a text around that sentence.

    Not where it asks for an end, or what does not stand beside it.
    """
    return not any(mark in pattern for mark in _LOOKING_AROUND)


def _widest(found: Iterable[_Found]) -> Iterator[_Found]:
    """The matches in order, without those that lie inside another."""
    last = _Found(-1, 0, 0)
    for match in sorted(found, key=lambda match: (match.sentence, match.start, -match.end)):
        if match.sentence != last.sentence or match.end > last.end:
            yield match
            last = match


def _words(text: str, start: int, end: int) -> int:
    return sum(1 for _ in _WORD.finditer(text, start, end))
