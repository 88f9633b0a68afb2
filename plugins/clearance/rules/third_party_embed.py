"""The page makes the reader's browser fetch something from somebody else's server.

## What it checks
Everything that the browser fetches by itself to show the page (pictures, audio, video). It
must come from the site itself, or from a host in the list `hosts` of
`guidelines/department.yml`. Addresses that hold the data themselves (`data:`) are refused, and
so are Mermaid diagrams: the theme would fetch the program that draws them from `unpkg.com`.

## Why it matters
What stands on another's server can be changed by them at any time, and they see who reads
the page; such embeds are also how public comments get in (1021.5.1).

## Remedy
Put a copy of the file into `content/`, declare it under `clearance.media`, and show that; or
link to the other site instead of embedding it.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.content.links import host, scheme
from clearance.model import Severity, Violation
from clearance.rules.rule import Case, Facts

CODE = "PP102"
NAME = "third-party-embed"
CLAUSE = "1021.5.1"
SEVERITY = Severity.BLOCK


def check(case: Case, facts: Facts, /) -> Iterator[Violation]:
    hosts = facts.guidelines.department.hosts
    for reference in case.surface.references:
        if reference.loads and (problem := _problem(reference.target, hosts)):
            yield Violation(f"{problem}; expected a file under content/", reference.place)
    for element in case.surface.elements:
        if "mermaid" in element.attributes.get("class", "").split():
            message = (
                "the theme would fetch a program from 'unpkg.com' to draw this; expected a picture of it"
            )
            yield Violation(message, element.place)


def _problem(target: str, hosts: tuple[str, ...]) -> str | None:
    kind, server = scheme(target), host(target)
    if kind not in {"", "http", "https"}:
        return f"the page shows what a {kind!r} address holds"
    if (kind or server) and server not in hosts:
        return f"the page fetches something from the host {server!r}, which is not in the department's list"
    return None
