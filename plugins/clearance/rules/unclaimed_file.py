"""A file under `content/` belongs to no page.

## What it checks
Every file under `content/` is a page, is shown or linked to by a page, or is named in the
site's configuration (such as the logo).

## Why it matters
MkDocs copies every file under `content/` to the site as it is. A file that belongs to no
page is covered by no approval (1021.5(g)).

## Remedy
Show or link to the file on the page that it belongs to, and declare it there under
`clearance.media`; or remove it from `content/`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from clearance.model import Severity, Violation
from clearance.rules.rule import Department

CODE = "CT101"
NAME = "unclaimed-file"
CLAUSE = "1021.5(g)"
SEVERITY = Severity.BLOCK
INTEGRITY = False

_AS_IT_IS = frozenset(
    {".css", ".htm", ".html", ".js", ".json", ".mjs", ".shtml", ".svg", ".wasm", ".xht", ".xhtml", ".xml"}
)
_ALSO_PAGES = frozenset({".markdown", ".mdown", ".mkd", ".mkdn"})


def check(department: Department, /) -> Iterator[tuple[str, Violation]]:
    claimed = {path for page in department.pages for path in page.subjects}
    claimed |= {page.path for page in department.pages} | department.claimed_by_configuration
    for path in sorted(department.facts.files.keys() - claimed):
        yield path, Violation(f"the file belongs to no page{_danger(path)}")


def _danger(path: str) -> str:
    suffix = PurePosixPath(path).suffix.lower()
    if suffix in _AS_IT_IS:
        return f"; as a {suffix} file it would be published as it is, with whatever it holds"
    if suffix in _ALSO_PAGES:
        return f"; MkDocs would publish it as a page; expected a name that ends in .md, not in {suffix}"
    return "; expected a page that shows or links to it"
