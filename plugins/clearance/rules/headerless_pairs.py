"""A small table does not say what its columns are.

## What it checks
A table of one or two columns has at least one header cell with words in it: in Markdown the first row, in
HTML a `<th>`.

## Why it matters
The department informs all of the public (1021.2). Pairs such as "Pay, $21.15 per hour" can be understood
as a screen reader says them, one row after the other; names of the columns would still help, and programs
that look for mistakes report their absence (WCAG 2.1, 1.3.1). So the reviewer is told, and no more.

## Remedy
Name the columns in the first row of the table (`| Detail | Value |`, then `|---|---|`), or write the pairs
as a list: `- **Pay:** $21.15 per hour`.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.model import Severity, Violation
from clearance.rules.headerless_table import PAIR
from clearance.rules.rule import Case, Facts

CODE = "AX107"
NAME = "headerless-pairs"
CLAUSE = "1021.2"
SEVERITY = Severity.NOTE


def check(case: Case, _facts: Facts, /) -> Iterator[Violation]:
    for table in case.surface.tables:
        if 0 < table.columns <= PAIR and not table.headers:
            yield Violation(
                "this table has no header cells; a first row that names the columns would help", table.place
            )
