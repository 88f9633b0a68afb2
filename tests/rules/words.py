"""Runs a rule about words on a page of Markdown, as the site renders it."""

from __future__ import annotations

import markdown
from tests.rules.builders import case, facts, guidelines, page

from clearance.content.surface import extract
from clearance.guidelines.models import Guidelines
from clearance.model import Place, Violation
from clearance.rules.rule import PageRule

EXTENSIONS = ["tables", "def_list", "attr_list", "footnotes", "md_in_html"]
BODY_LINE = 4


def told(
    rule: PageRule, body: str, title: str = "Notice", rules: Guidelines | None = None
) -> list[Violation]:
    """What the rule says of a page with this body, which begins at line BODY_LINE."""
    source = f"---\ntitle: {title}\n---\n{body}".encode()
    subject = page(
        body=body, title=title, description="", source=source, places={"title": Place(2, 1)}, tags=()
    )
    surface = extract(subject, markdown.markdown(body, extensions=EXTENSIONS))
    return [*rule.check(case(subject, surface=surface), facts(rules or guidelines()))]


def flags(rule: PageRule, body: str, title: str = "Notice") -> bool:
    return bool(told(rule, body, title))
