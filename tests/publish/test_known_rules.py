from __future__ import annotations

import pytest
from tests.rules.builders import pack, pack_rule

from clearance.model import Severity
from clearance.publish.audit.catalogue import CATALOGUE
from clearance.publish.known_rules import find_rule, known_rules
from clearance.rules.registry import ALL_RULES

PACK = pack("words", pack_rule("WD101", "a-bad-word"))


def test_every_rule_is_there_in_the_order_of_the_codes() -> None:
    codes = [*known_rules([PACK])]
    assert codes == sorted({*ALL_RULES, *CATALOGUE, "WD101"})


@pytest.mark.parametrize("text", known_rules([PACK]).values(), ids=lambda text: text.code)
def test_each_says_what_it_is(text: object) -> None:
    rule = find_rule(getattr(text, "code", ""), known_rules([PACK]))
    assert rule == text
    assert rule is not None
    assert rule.code in rule.help
    assert rule.name in rule.help
    assert rule.summary
    assert rule.severity in Severity


def test_a_rule_of_the_department_shows_its_examples() -> None:
    assert known_rules([PACK])["WD101"].help == (
        "# WD101 a-bad-word\n\n| clause | severity |\n|---|---|\n| 1021.5(a) | hold |\n\n"
        "This text a word that may offend. It is one of the department's own rules, in guidelines/rules/.\n\n"
        "## Flagged\n- What a dolt.\n\n## Passes\n- What a colt.\n\n## Remedy\nSay it otherwise.\n"
    )


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("AP101", "AP101"),
        ("ap101", "AP101"),
        ("Missing-Approval", "AP101"),
        (" a-bad-word\n", "WD101"),
        ("AP1", None),
        ("", None),
    ],
)
def test_a_rule_by_code_or_name(asked: str, code: str | None) -> None:
    found = find_rule(asked, known_rules([PACK]))
    assert (found.code if found else None) == code
