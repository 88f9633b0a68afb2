"""The chief's command, adopt."""

from __future__ import annotations

import shutil
from datetime import timedelta

import pytest
from tests.department import Department, Ran, digests
from tests.village import NOW, OTHER, page

ROSTER = "guidelines/roster.yml"


def adopt(department: Department, *arguments: str, by: str = "chief", key: str = "") -> Ran:
    return department.run("adopt", *arguments, "--as", by, "--key", str(department.keys.private(key or by)))


def records(department: Department) -> set[str]:
    return set(digests(department.root / "records"))


def test_what_changed_is_shown_and_adopted(department: Department) -> None:
    department.replace("guidelines/department.yml", "always", "never")
    department.write("guidelines/rules/more.yml", PACK)
    (department.root / "guidelines/rules/wording.yml").unlink()
    ran = adopt(department)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[:5] == [
        "  new      guidelines/rules/more.yml",
        "  changed  guidelines/department.yml",
        "  removed  guidelines/rules/wording.yml",
        "Nothing new is found in the pages that are live (4).",
        "adopted by chief",
    ]
    assert ran.out.endswith("Commit the new files under records/, so that the adoption counts.\n")
    department.commit(as_="chief")
    assert department.codes() == set()


PACK = """\
pack: more
title: More
rules:
  - code: TS902
    name: speaks-of-more
    clause: 1021.5(d)
    severity: hold
    message: speaks of more
    remedy: Speak of less.
    match: {words: [more]}
    examples: {flag: [There is more.], pass: [There is less.]}
"""


def test_nothing_to_adopt(department: Department) -> None:
    before = records(department)
    ran = adopt(department)
    assert (ran.code, ran.out, records(department)) == (
        0,
        "Nothing has changed since the last adoption; nothing was signed.\n",
        before,
    )


def test_a_dry_run_only_shows(department: Department) -> None:
    department.replace("mkdocs.yml", "uncleared: fail", "uncleared: omit")
    before = records(department)
    ran = adopt(department, "--dry-run")
    assert (ran.code, ran.out, records(department)) == (
        0,
        "  changed  mkdocs.yml\nNothing new is found in the pages that are live (4).\n",
        before,
    )


def test_another_key_of_the_chief_is_a_change(department: Department) -> None:
    line = next(line for line in department.read(ROSTER).splitlines() if "laptop of chief" in line)
    second = line.replace(department.keys.public("chief"), department.keys.public("stranger"))
    department.replace(ROSTER, line, f"{line}\n{second.replace('laptop', 'telephone')}")
    ran = adopt(department)
    assert (ran.code, "  changed  the keys that may sign the next adoption\n" in ran.out) == (0, True)
    department.commit(as_="chief")
    department.replace("mkdocs.yml", "uncleared: fail", "uncleared: omit")
    assert adopt(department, key="stranger").code == 0
    department.commit(as_="chief")
    assert department.codes() == set()


@pytest.mark.parametrize(
    ("by", "key"), [("sgt", "sgt"), ("chief", "sgt"), ("sgt", "chief"), ("chief", "stranger")]
)
def test_who_is_not_chief_signs_no_adoption(department: Department, by: str, key: str) -> None:
    """It would only leave a refused record behind, for ever."""
    department.replace("mkdocs.yml", "uncleared: fail", "uncleared: omit")
    before = records(department)
    ran = adopt(department, by=by, key=key)
    assert (ran.code in {1, 2}, records(department)) == (True, before), ran.out


def test_a_second_first_adoption_is_refused(department: Department) -> None:
    ran = adopt(department, "--first")
    assert (ran.code, "there is an adoption already" in ran.err) == (2, True)


def test_without_the_pin_nothing_is_adopted_by_accident(department: Department) -> None:
    department.git("config", "--unset", "clearance.rootPin")
    ran = adopt(department)
    assert (ran.code, "Only the very first adoption may begin anew (--first)" in ran.err) == (2, True)


def test_the_very_first_adoption_pins_itself(department: Department) -> None:
    shutil.rmtree(department.root / "records")
    department.git("config", "--unset", "clearance.rootPin")
    ran = adopt(department, "--first")
    pin = department.git("config", "clearance.rootPin")
    assert (ran.code, pin in ran.out, "CLEARANCE_ROOT_PIN" in ran.out) == (0, True, True)
    assert pin != department.pin


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("equipment: listed", "equipment: guessed", "guidelines/department.yml:"),
        ("id: test-pd", "idd: test-pd", "id"),
    ],
)
def test_guidelines_with_a_mistake_are_not_adopted(
    department: Department, old: str, new: str, message: str
) -> None:
    department.replace("guidelines/department.yml", old, new)
    ran = adopt(department)
    assert (ran.code, ran.out, message in ran.err) == (2, "", True)


def test_without_a_chief_nobody_adopts(department: Department) -> None:
    ended = (NOW - timedelta(days=3)).date()
    department.replace(
        ROSTER, "{role: chief, from: 2024-01-01}", f"{{role: chief, from: 2024-01-01, until: {ended}}}"
    )
    ran = adopt(department)
    assert (ran.code, "no chief has a valid device key" in ran.err) == (2, True), ran.err


def test_an_adoption_covers_no_page(department: Department) -> None:
    department.write("content/new.md", page("New", "Text.\n"))
    department.replace(OTHER, "Monday", "Tuesday")
    assert adopt(department).out.startswith("Nothing has changed")
