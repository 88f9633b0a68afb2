"""Runs rules and stamps what they yield. A rule can't mislabel itself: code, clause and path are set here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from clearance.guidelines import matching
from clearance.guidelines.models import PackRule
from clearance.model import Finding, Severity, Unreadable, Violation
from clearance.rules import unreadable_page
from clearance.rules.handbook import remedy
from clearance.rules.registry import APPROVAL_RULES, DEPARTMENT_RULES, PAGE_RULES
from clearance.rules.rule import Case, Department, DepartmentRule, Facts, PageRule


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


def judge_text(case: Case, facts: Facts) -> tuple[Finding, ...]:
    """What is wrong with the page itself: its people, its category, its media, its words."""
    return (*_run(PAGE_RULES, case, facts), *_run_packs(case, facts))


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
    for pack in facts.guidelines.packs:
        for rule in pack.rules:
            yield from _run_pack_rule(rule, case)


def _run_pack_rule(rule: PackRule, case: Case) -> Iterator[Finding]:
    """One finding for each passage that matches. The message is the pack's: it never quotes the text."""
    for passage in case.surface.passages:
        if any(matching.find(rule, passage.text)):
            yield Finding(
                code=rule.code,
                name=rule.name,
                clause=rule.clause,
                severity=rule.severity,
                path=case.page.path,
                line=passage.place.line,
                column=passage.place.column,
                message=rule.message,
                remedy=rule.remedy,
            )
