from __future__ import annotations

import pytest
from tests.report.sample import ATTACKED, RULES

from clearance.report.formats import FORMATS


def test_the_names_are_those_of_the_command_line() -> None:
    assert [*FORMATS] == ["text", "json", "sarif", "github", "markdown"]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_be_printed_and_ends_its_last_line(name: str) -> None:
    report = FORMATS[name](ATTACKED, rules=RULES)
    assert report.encode().endswith(b"\n")
    assert report == FORMATS[name](ATTACKED, rules=RULES)
