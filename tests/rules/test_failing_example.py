from __future__ import annotations

from tests.rules.builders import department, guidelines, pack, pack_rule

from clearance.model import Violation
from clearance.rules import failing_example


def test_examples_that_do_what_they_say_pass() -> None:
    rules = guidelines(packs=(pack("insults", pack_rule("PB101", "insult")),))
    assert [*failing_example.check(department(rules))] == []


def test_examples_that_do_not() -> None:
    wrong = pack_rule("PB102", "oaf", examples={"flag": ["What a colt."], "pass": ["What a dolt."]})
    rules = guidelines(packs=(pack("insults", pack_rule("PB101", "insult")), pack("more", wrong)))
    assert [*failing_example.check(department(rules))] == [
        ("guidelines/rules/more.yml", Violation("PB102 does not flag its example 'What a colt.'")),
        ("guidelines/rules/more.yml", Violation("PB102 flags 'dolt' in 'What a dolt.', which should pass")),
    ]
