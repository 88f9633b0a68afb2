"""The page holds HTML that can do something, or that readers can't see.

## What it checks
The rendered page, element by element, against a closed list: what Markdown and the theme's
usual extensions make (headings, text, links, lists, tables, figures, notes, code, tabs, task
lists, pictures, audio and video, plain vector icons), with the attributes that these need.
Everything else is refused, such as scripts, styles, forms, frames, event handlers
(`onclick`), and comments, which anybody can read in the source. Links may lead to `http`,
`https`, `mailto` and `tel`, or within the site. A file that browsers would run or show as a
page of its own is refused, too.

## Why it matters
Department sites shall be designed and maintained to prevent posting of content by the public
(1021.5.1). A form or a script is how that would happen, and no approver can see what a
script will show tomorrow.

## Remedy
Say it in Markdown. Take out comments, or move what they say to where colleagues read it;
for messages to the department, link to the contact page.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from clearance.content.links import scheme
from clearance.model import Element, Severity, Violation
from clearance.rules import inert, places
from clearance.rules.rule import Case, Facts

CODE = "PP101"
NAME = "active-html"
CLAUSE = "1021.5.1"
SEVERITY = Severity.BLOCK

_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_RUNS_BY_ITSELF = frozenset(
    {".css", ".htm", ".html", ".js", ".mjs", ".shtml", ".svg", ".swf", ".wasm", ".xht", ".xhtml", ".xml"}
)


def check(case: Case, _facts: Facts, /) -> Iterator[Violation]:
    for element in case.surface.elements:
        for problem in _problems(element):
            yield Violation(problem, element.place)
    for path in sorted(case.subjects):
        suffix = PurePosixPath(path).suffix.lower()
        if suffix in _RUNS_BY_ITSELF:
            message = f"`{path}`: browsers would run or show a {suffix} file as a page of its own"
            yield Violation(message, places.of_file(case.surface, path))


def _problems(element: Element) -> Iterator[str]:
    if element.tag == "#comment":
        if not inert.ICON_NOTICE.fullmatch(element.text):
            yield "a comment stands in the page; readers find it in the source, where no approver looks"
    elif element.tag not in inert.ELEMENTS:
        yield f"the element <{element.tag}> is not allowed; expected what Markdown makes"
    elif element.tag == "input" and not inert.harmless_input(element.attributes):
        yield "an <input> is not allowed, other than the ticks of a task list"
    else:
        for name, value in element.attributes.items():
            if problem := _attribute_problem(element.tag, name, value):
                yield f"the attribute {name!r} of <{element.tag}> {problem}"


def _attribute_problem(tag: str, name: str, value: str) -> str | None:
    if not inert.allowed_attribute(tag, name):
        return "is not allowed"
    if name == "style" and not inert.harmless_style(value):
        return "sets a style of its own; only the alignment of a table's cell may be set"
    if name in inert.ADDRESSES and (found := scheme(value)) and found not in _SCHEMES:
        return f"leads to a {found!r} address; expected {', '.join(sorted(_SCHEMES))}, or one within the site"
    if "url(" in value.casefold() and tag in inert.DRAWINGS:
        return "fetches something from elsewhere"
    return None
