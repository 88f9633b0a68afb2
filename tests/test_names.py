"""A rule about named people counts only where a person is named, if the department asks for that."""

from __future__ import annotations

import pytest
from tests.department import Department
from tests.village import OTHER

PACK = "guidelines/rules/wording.yml"
RULE = """\
  - code: TS904
    name: names-the-robbed
    clause: 1021.5(b)
    severity: hold
    message: names who was robbed
    remedy: Leave out the name.
    confirm_names: {confirm}
    match: {{phrases: [robbed <NAME>]}}
    examples: {{flag: [He robbed Lourdes Campa.], pass: [He robbed a store.]}}
"""
SENTENCES = "He robbed Lourdes Campa.\n\nHe robbed Advanced Radiology in May.\n"


def found(department: Department, *, asked: bool, confirm: str) -> list[int]:
    if asked:
        department.replace(
            "guidelines/department.yml", "equipment:", "reading: {confirm_names: true}\nequipment:"
        )
    department.write(PACK, department.read(PACK) + RULE.format(confirm=confirm))
    department.write(OTHER, department.read(OTHER) + f"\n{SENTENCES}")
    department.commit()
    return [f.line for f in department.judge().outcome.all_findings if f.code == "TS904"]


@pytest.mark.parametrize(
    ("asked", "confirm", "lines"),
    [
        pytest.param(True, "true", [12], id="asked for: only the person"),
        pytest.param(True, "false", [12, 14], id="the rule doesn't ask"),
        pytest.param(False, "true", [12, 14], id="the department doesn't ask"),
    ],
)
def test_names_are_confirmed_where_both_ask(
    department: Department, *, asked: bool, confirm: str, lines: list[int]
) -> None:
    assert found(department, asked=asked, confirm=confirm) == lines
