"""The page pulls in text from somewhere else.

## What it checks
The Markdown source, code examples too, for the ways in which common extensions of MkDocs
put other text into a page: `--8<--` (snippets), `{!file!}` (markdown-include), `{% … %}`
(include-markdown, macros) and `{{ … }}` (macros).

## Why it matters
An approval covers the bytes of this page. Text that is pulled in when the site is built can
change afterwards, and nobody has approved it (1021.5(g)). That the extension is not switched
on today is no protection.

## Remedy
Put the text itself into the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clearance.model import Place, Severity, Violation
from clearance.rules.rule import Case, Facts

CODE = "PP103"
NAME = "text-include"
CLAUSE = "1021.5(g)"
SEVERITY = Severity.BLOCK

# Code blocks are not left out: snippets, macros and includes run before Markdown looks for code.
_INCLUDE = re.compile(r"(?P<mark>-8<-+|\{!|\{%|\{\{)")


def check(case: Case, _facts: Facts, /) -> Iterator[Violation]:
    if not _INCLUDE.search(case.page.body):
        return
    lines = re.split(r"\r\n|\r|\n", case.page.body)
    for number, line in enumerate(lines, case.page.body_line):
        for found in _INCLUDE.finditer(line):
            message = f"`{found['mark']}` pulls in text from elsewhere; expected the text itself"
            yield Violation(message, Place(number, found.start() + 1))
