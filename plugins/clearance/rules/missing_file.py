"""The page shows or links to something that isn't there.

## What it checks
Every local link and picture leads to a page or file under `content/`; a link may also lead to
one of the generated lists (`posts/`, `category/…/` of a category in the list, `archive/…`, each
with or without its `index.md`) or to the published records.

## Why it matters
The public would be sent nowhere; and whoever later puts a file at that address would add to
a page that is already approved. Content must be fit for release when it is posted (1021.4).

## Remedy
Correct the link, or add the file.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.content.address import GENERATED
from clearance.content.claims import links_to_nothing
from clearance.content.links import host, scheme
from clearance.model import Reference, Severity, Violation
from clearance.rules.rule import Case, Facts

CODE = "MD103"
NAME = "missing-file"
CLAUSE = "1021.4"
SEVERITY = Severity.BLOCK

_LISTS = ("content/", "content/posts/")
_VIEWS = tuple(f"content/{folder}" for folder in GENERATED)
_CATEGORIES = "content/category/"


def check(case: Case, facts: Facts, /) -> Iterator[Violation]:
    unknown = frozenset(links_to_nothing(case.page, case.surface.references, facts.files))
    for reference in case.surface.references:
        if reference.path is None:
            if not (scheme(reference.target) or host(reference.target)):
                message = f"{reference.target!r} leads out of content/; expected something inside it"
                yield Violation(message, reference.place)
        elif not _is_there(reference, reference.path, unknown, facts):
            message = f"{reference.target!r} leads to `{reference.path}`, which is not there"
            yield Violation(message, reference.place)


def _is_there(reference: Reference, path: str, unknown: frozenset[Reference], facts: Facts) -> bool:
    if path in facts.files:
        return True
    folder = f"{path.removesuffix('/index.md')}/"
    if folder in _LISTS or folder.startswith(_VIEWS):
        return not reference.loads and _is_made(folder, facts)
    return reference not in unknown


def _is_made(folder: str, facts: Facts) -> bool:
    """Whether the site will have such a list: of the categories, only those that the department has."""
    category, _, more = folder.removeprefix(_CATEGORIES).partition("/")
    return not folder.startswith(_CATEGORIES) or (
        not more and facts.guidelines.category(category) is not None
    )
