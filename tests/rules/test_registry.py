from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any, cast

import markdown
import pytest
from tests.rules.builders import MAP, approval, case, commit, declared, facts, guidelines, page, signed_by

from clearance import rules
from clearance.content.surface import extract
from clearance.model import Alert, Severity, Surface
from clearance.rules import handbook, unreadable_page
from clearance.rules.codes import BUILT_IN
from clearance.rules.registry import (
    ALL_RULES,
    APPROVAL_RULES,
    DEPARTMENT_RULES,
    MEDIA_RULES,
    PAGE_RULES,
    STANDING_RULES,
    TEXT_RULES,
    Rule,
)
from clearance.rules.rule import Case, Facts, PageRule

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


# --- which rules are shown what ----------------------------------------------------------------


class Part:
    """A value of which some fields may not be looked at."""

    def __init__(self, whole: object, *hidden: str) -> None:
        self._whole = whole
        self._hidden = hidden

    def __getattr__(self, name: str) -> Any:
        assert name not in self._hidden, f"looks at {name}, which its verdict must not depend on"
        return getattr(self._whole, name)


BODY = """\
Call Maria Lopez, 14, at her home, 114 Oak Street, or on her cell, 708-555-0188, or maria@gmail.com.
Her driver's license is B100-2000-3000, her SSN is 512-40-7788, her card 4012 8888 8888 1881,
her plate BQ 81 407, born on 3/1/2012.

![](map.png) [there](nowhere.md) --8<-- <script src="https://x.example/a.js"></script>

| Account number | 12345678 |
|---|---|
| VIN | 1HGCM82633A004352 |

#### Deep

[here](https://village.example/) and [](https://village.example/)

| | |
|---|---|
| 1 | 2 |

| | | |
|---|---|---|
| 1 | 2 | 3 |
"""
DECLARED = (
    declared("booking-photo", offense="felony"),
    declared("booking-photo", "content/posts/a.png", offense="felony", purpose="arrest-information"),
    declared("map", "content/posts/gone.png"),
)
SUBJECT = page(
    body=BODY,
    source=b"---\ntitle: T\n---\n" + BODY.encode() + b"\x01",
    authors=("nobody", "patrol7"),
    categories=("rumours",),
    description="",
    attest="sgt1",
    media=DECLARED,
    requested_by="nobody",
    alert=Alert("Flood", "Met", "Past", "Minor", "Likely", "Mill Street"),
    lang="es",
    translation_of="content/posts/nowhere.md",
    chain=("patrol7",),
)
CASE = case(
    SUBJECT,
    surface=extract(SUBJECT, markdown.markdown(BODY, extensions=["tables"])),
    subjects={SUBJECT.path: SUBJECT.digest, MAP: "d"},
    commits=(commit("nobody@x.example"), commit("patrol7", signature=signed_by(9), number=2)),
    uncommitted=frozenset({MAP}),
    past=(approval(subjects={SUBJECT.path: "before"}),),
)


@pytest.mark.parametrize("rule", TEXT_RULES, ids=lambda rule: rule.NAME)
def test_a_rule_about_texts_asks_for_no_person_commit_clock_or_other_file(rule: PageRule) -> None:
    """Else what it said at one time could not be kept for another."""
    told = Part(CASE, "commits", "approvals", "past", "holds", "uncommitted", "moment")
    known = Part(facts(guidelines(equipment="signed")), "now", "files")
    assert [*rule.check(cast("Case", told), cast("Facts", known))] != []


@pytest.mark.parametrize("rule", STANDING_RULES, ids=lambda rule: rule.NAME)
def test_a_rule_about_standing_asks_for_no_text(rule: PageRule) -> None:
    """Of a page whose verdict was kept there is none."""
    surface = Part(CASE.surface, "elements", "passages")
    told = Part(replace(CASE, surface=cast("Surface", surface)), "media", "holds")
    known = facts(guidelines(equipment="signed", untrained=("patrol7",)), {MAP: "d"})
    known = replace(known, erased=frozenset(CASE.subjects.values()))
    assert [*rule.check(cast("Case", told), known)] != []


def test_each_rule_on_pages_is_about_texts_or_standing() -> None:
    assert [rule for rule in PAGE_RULES if rule in STANDING_RULES] == [*STANDING_RULES]
    assert [rule for rule in PAGE_RULES if rule not in STANDING_RULES] == [*TEXT_RULES]
