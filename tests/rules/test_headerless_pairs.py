from __future__ import annotations

import pytest
from tests.rules.builders import case, facts

from clearance.model import Place, Surface, Table, Violation
from clearance.rules import headerless_pairs


def problems(*tables: Table) -> list[Violation]:
    return [*headerless_pairs.check(case(surface=Surface(tables=tables)), facts())]


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(Table(2, 2, Place(7)), id="headers"),
        pytest.param(Table(2, 1, Place(7)), id="a header"),
        pytest.param(Table(0, 0, Place(7)), id="no cells"),
        pytest.param(Table(3, 0, Place(7)), id="more than pairs, of which another rule tells"),
    ],
)
def test_passing(table: Table) -> None:
    assert problems(table) == []
    assert problems() == []


def test_flagged() -> None:
    message = "this table has no header cells; a first row that names the columns would help"
    assert problems(Table(2, 0, Place(7, 3))) == [Violation(message, Place(7, 3))]
