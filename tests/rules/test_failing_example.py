from __future__ import annotations

from typing import Any

import pytest
from tests.rules.builders import department, guidelines, pack, pack_rule

from clearance.model import Violation
from clearance.rules import failing_example

RULES, LISTS = "guidelines/rules/more.yml", "guidelines/rules/lists.yml"
WRONG = pack_rule("PB102", "oaf", examples={"flag": ["What a colt."], "pass": ["What a dolt."]})
TOLD = [
    (RULES, Violation("PB102 does not flag its example 'What a colt.'")),
    (RULES, Violation("PB102 flags 'dolt' in 'What a dolt.', which should pass")),
]


def told(**more: Any) -> list[tuple[str, Violation]]:
    packs = (pack("insults", pack_rule("PB101", "insult")), pack("more", WRONG))
    return [*failing_example.check(department(guidelines(packs=packs), **more))]


def test_examples_that_do_what_they_say_pass() -> None:
    rules = guidelines(packs=(pack("insults", pack_rule("PB101", "insult")),))
    assert [*failing_example.check(department(rules, governed={RULES: "new"}))] == []


@pytest.mark.parametrize(
    "more",
    [
        pytest.param({"governed": {RULES: "new"}, "adopted": {RULES: "old"}}, id="changed"),
        pytest.param({"governed": {RULES: "new"}, "adopted": {}}, id="new"),
        pytest.param({"governed": {RULES: "same"}, "adopted": None}, id="nothing is adopted"),
        pytest.param(
            {"governed": {RULES: "same"}, "adopted": {RULES: "same"}, "adoption_problem": "not committed"},
            id="the adoption doesn't count",
        ),
        pytest.param(
            {"governed": {RULES: "same", LISTS: "new"}, "adopted": {RULES: "same", LISTS: "old"}},
            id="the lists that it uses have changed",
        ),
        pytest.param(
            {"governed": {RULES: "same"}, "adopted": {RULES: "same", LISTS: "old"}}, id="a file is gone"
        ),
    ],
)
def test_examples_that_do_not(more: dict[str, Any]) -> None:
    assert told(**more) == TOLD


def test_rules_as_the_chief_adopted_them_are_not_tried_again() -> None:
    same = {RULES: "same", "guidelines/roster.yml": "old"}
    assert told(governed={**same, "guidelines/roster.yml": "new"}, adopted=same) == []
