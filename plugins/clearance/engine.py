"""Runs rules and stamps what they yield. A rule can't mislabel itself: code, clause and path are set here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol

from clearance.content.folding import Folded, fold, letters
from clearance.content.pinpoint import pinpoint
from clearance.guidelines.models import Guidelines, PackRule
from clearance.guidelines.scanning import Hit, scan
from clearance.media.values import Examined, Origin, Unread
from clearance.model import (
    Finding,
    Page,
    Passage,
    Place,
    Severity,
    Surface,
    TextVerdict,
    Unreadable,
    Violation,
)
from clearance.names.model import people_finder
from clearance.rules import places, readings, unreadable_page
from clearance.rules.handbook import remedy
from clearance.rules.media_file import MediaFile
from clearance.rules.registry import (
    APPROVAL_RULES,
    DEPARTMENT_RULES,
    MEDIA_RULES,
    PAGE_RULES,
    STANDING_RULES,
    TEXT_RULES,
)
from clearance.rules.rule import Case, Department, DepartmentRule, Facts, PageRule

_AROUND = 100
"""characters before and after a match by which the model tells a person from a place"""

NEVER = datetime(1, 1, 1, tzinfo=UTC)
"""the time for rules about texts, which take none"""

_STANDING = frozenset(STANDING_RULES)
_INSIDE_FILES = frozenset(origin.value for origin in Origin)


class _Labelled(Protocol):
    CODE: str
    NAME: str
    CLAUSE: str
    SEVERITY: Severity


def _stamp(rule: _Labelled, path: str, violation: Violation) -> Finding:
    return Finding(
        code=rule.CODE,
        name=rule.NAME,
        clause=rule.CLAUSE,
        severity=rule.SEVERITY,
        path=path,
        line=violation.place.line,
        column=violation.place.column,
        message=violation.message,
        remedy=remedy(rule),
    )


def _run(rules: Iterable[PageRule], case: Case, facts: Facts) -> Iterator[Finding]:
    for rule in rules:
        for violation in rule.check(case, facts):
            yield _stamp(rule, case.page.path, violation)


@dataclass(frozen=True, slots=True)
class Text:
    """All of a page that the rules about texts are shown. `files` are its own, by path, with digests."""

    page: Page
    surface: Surface
    files: Mapping[str, str] = field(default_factory=dict)
    media: Mapping[str, Examined] = field(default_factory=dict)


def judge_texts(texts: Sequence[Text], guidelines: Guidelines) -> list[TextVerdict]:
    """What is wrong with each page's words and files.

    Each rule goes through all of the pages before the next one does, which the processor does faster.
    Raises CannotJudge where names are to be confirmed and what does that is not installed.
    """
    people = people_finder() if guidelines.department.reading.confirm_names else None
    facts = Facts(guidelines, NEVER, people=people)
    cases = [_case(text) for text in texts]
    found: list[list[Finding]] = [[] for _ in cases]
    for rule in TEXT_RULES:
        for own, case in zip(found, cases, strict=True):
            own.extend(_run([rule], case, facts))
    readings.forget()
    further = [(*_run_media(case, facts), *_run_packs(case, facts)) for case in cases]
    return [
        _verdict(text, tuple(findings), more)
        for text, findings, more in zip(texts, found, further, strict=True)
    ]


def _case(text: Text) -> Case:
    subjects = {text.page.path: text.page.digest, **text.files}
    return Case(text.page, text.surface, subjects, NEVER, media=text.media)


def _verdict(text: Text, findings: tuple[Finding, ...], further: tuple[Finding, ...]) -> TextVerdict:
    return TextVerdict(
        page=text.page,
        references=text.surface.references,
        files=text.files,
        findings=findings,
        further=further,
        lasting=not any(isinstance(examined, Unread) for examined in text.media.values()),
    )


def judge_page(case: Case, verdict: TextVerdict, facts: Facts) -> tuple[Finding, ...]:
    """What is wrong with the page itself: its people, its category, its media, its words."""
    return (*_in_order(case, verdict, facts), *verdict.further)


def _in_order(case: Case, verdict: TextVerdict, facts: Facts) -> Iterator[Finding]:
    """Findings in the order of the rules, those about texts as they were found before."""
    if not verdict.findings:
        yield from _run(STANDING_RULES, case, facts)
        return
    for rule in PAGE_RULES:
        if rule in _STANDING:
            yield from _run([rule], case, facts)
        else:
            yield from (finding for finding in verdict.findings if finding.code == rule.CODE)


def _run_media(case: Case, facts: Facts) -> Iterator[Finding]:
    """What is wrong inside the files that the page shows; told at the page, which declares them."""
    for path, examined in sorted(case.media.items()):
        file = MediaFile(path, examined, places.of_media(case.page, case.surface, path))
        for rule in MEDIA_RULES:
            for violation in rule.check(file, facts):
                yield _stamp(rule, case.page.path, violation)


def judge_approval(case: Case, facts: Facts) -> tuple[Finding, ...]:
    """What is wrong with the page's approval. `case.holds` says what an approval must accept."""
    return tuple(_run(APPROVAL_RULES, case, facts))


def unreadable(page: Unreadable) -> Finding:
    return _stamp(unreadable_page, page.path, unreadable_page.violation(page))


def judge_department(department: Department) -> tuple[Finding, ...]:
    rules: tuple[DepartmentRule, ...] = DEPARTMENT_RULES
    return tuple(
        _stamp(rule, path, violation) for rule in rules for path, violation in rule.check(department)
    )


def breaks_integrity(findings: Iterable[Finding]) -> bool:
    """Whether one of them means that no verdict on this department can be trusted."""
    codes = {rule.CODE for rule in DEPARTMENT_RULES if rule.INTEGRITY}
    return any(finding.code in codes for finding in findings)


def _run_packs(case: Case, facts: Facts) -> Iterator[Finding]:
    """One finding for each passage in which a rule matches. Its message never quotes the text."""
    passages = case.surface.passages
    told: set[tuple[str, int]] = set()
    for view in _views(passages):
        for hit in scan(facts.guidelines.packs, [folded.text for folded in view]):
            if (hit.rule.code, hit.passage) not in told and _confirmed(hit, view[hit.passage].text, facts):
                told.add((hit.rule.code, hit.passage))
                place = _place(case, passages[hit.passage], view[hit.passage], hit.start)
                yield _of_pack(hit.rule, case.page.path, place)


def _confirmed(hit: Hit, text: str, facts: Facts) -> bool:
    """Whether a rule about named people has found one: so says the model, where the department asks it."""
    if not (hit.rule.confirm_names and facts.people):
        return True
    begin = max(0, hit.start - _AROUND)
    names = facts.people(text[begin : hit.end + _AROUND])
    return any(begin + start < hit.end and begin + end > hit.start for start, end in names)


def _views(passages: Sequence[Passage]) -> Iterator[list[Folded]]:
    """The page as a reader takes it in, and, where that is another text, with its words spelled plainly."""
    seen = [fold(passage.text) for passage in passages]
    yield seen
    plain = [letters(folded) for folded in seen]
    if any(one.text != other.text for one, other in zip(plain, seen, strict=True)):
        yield plain


def _place(case: Case, passage: Passage, view: Folded, start: int) -> Place:
    """Where a match stands in the page's source; of one inside a file, where the page declares the file."""
    if passage.origin in _INSIDE_FILES:
        return passage.place
    return pinpoint(case.page, passage, view.span(start, start + 1)[0])


def _of_pack(rule: PackRule, path: str, place: Place) -> Finding:
    return Finding(
        code=rule.code,
        name=rule.name,
        clause=rule.clause,
        severity=rule.severity,
        path=path,
        line=place.line,
        column=place.column,
        message=rule.message,
        remedy=rule.remedy,
    )
