"""What the chief is told before adopting changed rules: which live pages they would newly stop."""

from __future__ import annotations

import pytest
from tests.cli.test_adopt import adopt, records
from tests.department import Department
from tests.village import OTHER, POST

ALLOWED = "allow: {phones: ['(708) 555-0111']}"
PACK = "guidelines/rules/wording.yml"
RULE = """\
  - code: TS902
    name: speaks-of-a-street
    clause: 1021.5(d)
    severity: {severity}
    message: names Mill Street
    remedy: Leave out the street.
    match: {{phrases: [Mill Street]}}
    examples: {{flag: [Mill Street is shut.], pass: [Oak Street is shut.]}}
"""


def with_rule(department: Department, severity: str = "hold") -> Department:
    department.write(PACK, department.read(PACK) + RULE.format(severity=severity))
    department.commit()
    return department


def test_it_names_each_live_page_that_a_new_rule_would_stop(department: Department) -> None:
    ran = adopt(with_rule(department), "--dry-run")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        f"  changed  {PACK}\n"
        "Newly found in the pages that are live (4):\n"
        f"  {POST}:2:8  hold TS902 speaks-of-a-street: names Mill Street\n"
        f"  {POST}:12:1  hold TS902 speaks-of-a-street: names Mill Street\n"
        f"  {POST}:14:23  hold TS902 speaks-of-a-street: names Mill Street\n"
        "Pages that would no longer be published until they are settled: 1.\n"
    )


def test_without_a_terminal_nothing_is_signed_that_would_stop_a_page(department: Department) -> None:
    before = records(with_rule(department))
    ran = adopt(department)
    assert (ran.code, records(department)) == (1, before)
    assert ran.err == "Nothing was signed. To adopt all the same, add --yes.\n"


def test_who_says_yes_adopts_and_the_page_then_waits(department: Department) -> None:
    assert adopt(with_rule(department), "--yes").code == 0
    department.commit(as_="chief")
    states = department.states()
    assert (states[POST.removeprefix("content/")], states[OTHER.removeprefix("content/")]) == (
        "pending",
        "live",
    )


def test_a_note_is_told_and_stops_nothing(department: Department) -> None:
    ran = adopt(with_rule(department, "note"))
    assert (ran.code, ran.err) == (0, "")
    assert "note TS902" in ran.out
    assert "no longer be published" not in ran.out


def test_what_was_accepted_before_is_not_new(department: Department) -> None:
    with_rule(department)
    assert adopt(department, "--yes").code == 0
    department.commit(as_="chief")
    department.approve(POST, accepts=["TS902"])
    department.replace(PACK, "names Mill Street", "tells of Mill Street")
    department.commit()
    ran = adopt(department, "--dry-run")
    assert ran.out == f"  changed  {PACK}\nNothing new is found in the pages that are live (4).\n"


def test_a_page_that_is_not_out_is_left_aside(department: Department) -> None:
    department.replace(POST, "First to Third", "First to Ninth")
    ran = adopt(with_rule(department), "--dry-run")
    assert "Nothing new is found in the pages that are live (3).\n" in ran.out


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(
            "equipment: listed", "equipment: listed\nallow: {phones: ['(708) 555-0111']}", id="allowed"
        ),
        pytest.param("record_grace_days: 7", "record_grace_days: 8", id="grace"),
    ],
)
def test_a_change_without_effect_is_adopted_without_a_question(
    department: Department, old: str, new: str
) -> None:
    department.replace("guidelines/department.yml", old, new)
    ran = adopt(department)
    assert (ran.code, ran.err) == (0, "")
    assert "Nothing new is found in the pages that are live (4).\n" in ran.out


def test_a_number_that_is_no_longer_allowed_is_newly_found(department: Department) -> None:
    allowed = f"equipment: listed\n{ALLOWED}"
    department.replace("guidelines/department.yml", "equipment: listed", allowed)
    department.replace(OTHER, "on Monday", "on Monday; call his cell, (708) 555-0111")
    department.tell(OTHER)
    assert adopt(department).code == 0
    department.commit(as_="officer")
    department.approve(OTHER)
    department.replace("guidelines/department.yml", allowed, "equipment: listed")
    ran = adopt(department, "--dry-run")
    assert f"  {OTHER}:12:43  " in ran.out
    assert "PB107" in ran.out


def test_lost_history_is_told_and_does_not_keep_the_chief_from_acting(department: Department) -> None:
    department.write(PACK, department.read(PACK) + RULE.format(severity="hold"))
    assert adopt(department, "--yes").code == 0
    department.commit("records", as_="chief")
    department.replace(PACK, "TS902", "TS903")
    ran = adopt(department)
    assert ran.code == 0
    assert (
        "What this means for the pages that are live could not be told: "
        "git doesn't hold the version that was adopted\n"
    ) in ran.out


@pytest.mark.parametrize("more", [(), ("--yes",), ("--dry-run",)])
def test_a_rule_that_fails_its_own_examples_is_not_adopted(
    department: Department, more: tuple[str, ...]
) -> None:
    department.replace(PACK, "flag: [The lawsuit goes on.]", "flag: [The suit goes on.]")
    department.commit()
    before = records(department)
    ran = adopt(department, *more)
    assert (ran.code, ran.out, records(department)) == (2, "", before)
    assert ran.err == (
        f"clearance: can't judge. {PACK}: TS901 does not flag its example 'The suit goes on.'; "
        "correct the rule or the example first\n"
    )
    assert (PACK, "GL103") in department.codes()
