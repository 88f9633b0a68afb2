from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

import pytest

from clearance import rules
from clearance.model import Severity
from clearance.rules import handbook, unreadable_page
from clearance.rules.codes import BUILT_IN
from clearance.rules.registry import (
    ALL_RULES,
    APPROVAL_RULES,
    DEPARTMENT_RULES,
    MEDIA_RULES,
    PAGE_RULES,
    Rule,
)

FOLDER = Path(rules.__path__[0])
HERE = Path(__file__).parent
DOCS = HERE.parent.parent / "docs" / "rules"
SHARED = {
    "__init__",
    "codes",
    "handbook",
    "inert",
    "media_file",
    "people",
    "phone_words",
    "places",
    "readings",
    "registry",
    "rule",
    "standing",
}
NAMES = sorted(rule.NAME for rule in ALL_RULES.values())
each_rule = pytest.mark.parametrize("rule", ALL_RULES.values(), ids=ALL_RULES)


def test_every_module_of_the_folder_is_a_rule_or_shared() -> None:
    modules = {path.stem for path in FOLDER.glob("*.py")} - SHARED
    assert sorted(module.replace("_", "-") for module in modules) == NAMES


def test_every_rule_has_a_test_file() -> None:
    tested = {path.stem.removeprefix("test_").replace("_", "-") for path in HERE.glob("test_*.py")}
    assert set(NAMES) <= tested


def test_every_rule_has_a_page_in_the_handbook() -> None:
    assert sorted(path.stem for path in DOCS.glob("*.md")) == sorted([*NAMES, "index"])


def test_the_registries_hold_each_rule_once() -> None:
    registered: list[Rule] = [*PAGE_RULES, *APPROVAL_RULES, *MEDIA_RULES, *DEPARTMENT_RULES, unreadable_page]
    assert sorted(rule.CODE for rule in registered) == sorted(ALL_RULES)


def test_codes_and_names_agree_and_are_unique() -> None:
    assert {rule.CODE: rule.NAME for rule in ALL_RULES.values()} == dict(BUILT_IN)
    assert [code for code, rule in ALL_RULES.items() if code != rule.CODE] == []
    assert len(set(NAMES)) == len(NAMES)


@each_rule
def test_a_rule_says_what_it_is(rule: Rule) -> None:
    assert isinstance(rule, ModuleType)
    assert rule.__name__ == f"clearance.rules.{rule.NAME.replace('-', '_')}"
    assert re.fullmatch(r"[A-Z]{2}\d{3}", rule.CODE)
    assert re.fullmatch(r"1021\.\d+(\.\d+)?(\([a-h]\))?", rule.CLAUSE)
    assert rule.SEVERITY in Severity


@each_rule
def test_a_docstring_has_its_sections_in_order(rule: Rule) -> None:
    headings = re.findall(r"^## .*$", rule.__doc__ or "", re.MULTILINE)
    assert headings == ["## What it checks", "## Why it matters", "## Remedy"]


@each_rule
def test_summary_and_remedy_are_sentences(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z].{10,110}\.", handbook.summary(rule))
    assert re.fullmatch(r"[A-Z].{8,400}[.`]", handbook.remedy(rule))


@each_rule
def test_the_reason_cites_the_clause(rule: Rule) -> None:
    reason = (rule.__doc__ or "").partition("## Why it matters")[2].partition("## Remedy")[0]
    assert rule.CLAUSE in reason
