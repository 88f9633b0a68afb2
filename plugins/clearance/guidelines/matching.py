"""What one rule finds in one text, and whether the rules of a pack do what their examples say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from clearance.guidelines.packs import Pack, PackRule
from clearance.guidelines.scanning import Hit, Scanner, scanner_of

Span = tuple[int, int]


def find(rule: PackRule, text: str, packs: Sequence[Pack] = ()) -> Iterator[Span]:
    """Start and end of each match in a text taken as one passage, in order.

    `packs` are those whose lists the rule may use.
    """
    alone = Pack.model_construct(pack="alone", title="Alone", lists={}, rules=(rule,))
    lists = [pack.model_copy(update={"rules": ()}) for pack in packs]
    for hit in Scanner([*lists, alone]).scan([text]):
        yield hit.start, hit.end


def check_examples(packs: Sequence[Pack]) -> Iterator[tuple[str, str]]:
    """The pack's name and a sentence for each example that doesn't do what it should.

    A blank line within an example divides it into passages, as a page is divided.
    """
    yield from _failures(scanner_of(packs))


@lru_cache(maxsize=4)
def _failures(scanner: Scanner) -> tuple[tuple[str, str], ...]:
    """Looked for once for each scanner: the examples are many, and packs seldom change."""
    return tuple(
        (pack.pack, problem)
        for pack in scanner.packs
        for rule in pack.rules
        for problem in _failing(rule, scanner)
    )


def _failing(rule: PackRule, scanner: Scanner) -> Iterator[str]:
    for text in rule.examples.flag:
        if not [*_hits(rule, scanner, text)]:
            yield f"{rule.code} does not flag its example {text!r}"
    for text in rule.examples.passing:
        passages = text.split("\n\n")
        for hit in _hits(rule, scanner, text):
            found = passages[hit.passage][hit.start : hit.end]
            yield f"{rule.code} flags {found!r} in {text!r}, which should pass"


def _hits(rule: PackRule, scanner: Scanner, text: str) -> Iterator[Hit]:
    return (hit for hit in scanner.scan(text.split("\n\n")) if hit.rule is rule)
