from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.builders import case, department, facts, guidelines, pack, pack_rule, page

from clearance import engine
from clearance.model import Finding, Ledger, Passage, Place, Refusal, Severity, Surface, Unreadable
from clearance.rules import handbook, missing_approval, missing_description
from clearance.rules.registry import APPROVAL_RULES, DEPARTMENT_RULES, PAGE_RULES, Rule
from clearance.rules.rule import Case, DepartmentRule, Facts


def judge_text(case: Case, facts: Facts) -> tuple[Finding, ...]:
    """Both halves of the verdict on a page, as the gate puts them together."""
    files = {path: digest for path, digest in case.subjects.items() if path != case.page.path}
    (text,) = engine.judge_texts([engine.Text(case.page, case.surface, files)], facts.guidelines)
    return engine.judge_page(case, text, facts)


def test_a_finding_bears_the_rules_own_label_and_the_pages_path() -> None:
    subject = page("content/posts/other.md", description="")
    (found,) = [f for f in judge_text(case(subject), facts()) if f.code == "AC103"]
    assert found == Finding(
        "AC103",
        "missing-description",
        missing_description.CLAUSE,
        missing_description.SEVERITY,
        "content/posts/other.md",
        found.line,
        found.column,
        found.message,
        handbook.remedy(missing_description),
    )


def test_a_page_that_nothing_is_wrong_with_has_no_finding() -> None:
    assert judge_text(case(), facts()) == ()


def test_what_is_wrong_with_the_approval_is_told_apart() -> None:
    codes = [finding.code for finding in engine.judge_approval(case(), facts())]
    assert codes == [missing_approval.CODE]
    text = {finding.code for finding in judge_text(case(page(attest=None)), facts())}
    assert text.isdisjoint({rule.CODE for rule in APPROVAL_RULES})


def test_an_unreadable_page_is_told_where_it_can_not_be_read() -> None:
    found = engine.unreadable(Unreadable("content/x.md", "d", "a key stands twice", Place(3, 4)))
    assert (found.code, found.severity, found.path, found.line, found.column) == (
        "FM101",
        Severity.BLOCK,
        "content/x.md",
        3,
        4,
    )
    assert "a key stands twice" in found.message


def test_a_finding_of_the_department_says_its_own_path() -> None:
    ledger = Ledger(refusals=(Refusal("records/x.json", "has no signature"),))
    (found,) = engine.judge_department(department(ledger=ledger))
    assert (found.code, found.path, "has no signature" in found.message) == ("RC101", "records/x.json", True)


@pytest.mark.parametrize("rule", DEPARTMENT_RULES, ids=lambda rule: rule.NAME)
def test_which_findings_leave_no_verdict_to_trust(rule: DepartmentRule) -> None:
    found = Finding(rule.CODE, rule.NAME, rule.CLAUSE, rule.SEVERITY, "", 1, 1, "", "")
    assert engine.breaks_integrity([found]) == rule.INTEGRITY


def test_a_finding_of_a_page_breaks_no_integrity() -> None:
    found = engine.judge_approval(case(), facts())
    assert not engine.breaks_integrity(found)
    assert not engine.breaks_integrity([])


# --- rule packs --------------------------------------------------------------------------------

PACK = pack(
    "words", pack_rule("WD101", "a-bad-word"), pack_rule("WD102", "a-worse-word", match={"words": ["oaf"]})
)


def passages(*texts: str) -> Surface:
    return Surface(passages=tuple(Passage(text, "body", Place(10 + n, 2)) for n, text in enumerate(texts)))


def test_each_passage_that_a_pack_matches_is_one_finding_and_its_text_is_not_told() -> None:
    subject = replace(case(), surface=passages("What a dolt, what a dolt.", "Fine.", "An oaf and a dolt."))
    found = judge_text(subject, facts(guidelines(packs=(PACK,))))
    assert [(f.code, f.name, f.clause, f.severity, f.line, f.column) for f in found] == [
        ("WD101", "a-bad-word", "1021.5(a)", Severity.HOLD, 10, 2),
        ("WD101", "a-bad-word", "1021.5(a)", Severity.HOLD, 12, 2),
        ("WD102", "a-worse-word", "1021.5(a)", Severity.HOLD, 12, 2),
    ]
    assert {(f.message, f.remedy, f.path) for f in found} == {
        ("a word that may offend", "Say it otherwise.", subject.page.path)
    }


def test_without_packs_no_word_is_found() -> None:
    assert judge_text(replace(case(), surface=passages("What a dolt.")), facts()) == ()


def test_no_two_rules_share_a_code() -> None:
    rules: tuple[Rule, ...] = (*PAGE_RULES, *APPROVAL_RULES, *DEPARTMENT_RULES)
    codes = [rule.CODE for rule in rules]
    assert len(codes) == len(set(codes))
