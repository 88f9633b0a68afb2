"""A table does not say what its columns or rows are.

## What it checks
Every table of three columns or more has at least one header cell with words in it: in Markdown the first
row, in HTML a `<th>`. Whether each column that needs a header has one is not checked, since the corner of
a table may well be empty. Of smaller tables headerless-pairs (AX107) tells.

## Why it matters
The department informs all of the public (1021.2). A screen reader says the header with each cell; without
one a number in the fourth column of the ninth row is only a number. WCAG 2.1, 1.3.1 requires headers that
programs can find, and so does ADA Title II (28 CFR 35.200).

## Remedy
Name the columns in the first row of the table (`| Street | Closed until |`, then `|---|---|`). Write what
is no table of data as a list.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.model import Severity, Violation
from clearance.rules.rule import Case, Facts

CODE = "AX104"
NAME = "headerless-table"
CLAUSE = "1021.2"
SEVERITY = Severity.BLOCK

PAIR = 2
"""columns of a list of pairs: what is on the left names what is on the right"""


def check(case: Case, _facts: Facts, /) -> Iterator[Violation]:
    for table in case.surface.tables:
        if table.columns > PAIR and not table.headers:
            yield Violation(
                "this table has no header cells; expected a first row that names the columns", table.place
            )
