"""A rule's docstring as its page in the handbook, and as the remedy of its findings."""

from __future__ import annotations

from collections.abc import Iterable

from clearance.rules.registry import Rule

_REMEDY = "## Remedy\n"
_INDEX_HEAD = """\
# The rules, by clause of the policy

| clause | code | name | severity | offence |
|---|---|---|---|---|
"""


def page(rule: Rule) -> str:
    """The rule's handbook page, in Markdown."""
    return (
        f"# {rule.CODE} {rule.NAME}\n\n"
        "| clause | severity |\n"
        "|---|---|\n"
        f"| {rule.CLAUSE} | {rule.SEVERITY} |\n\n"
        f"{_docstring(rule)}\n"
    )


def summary(rule: Rule) -> str:
    """What the offence is, in one sentence."""
    return " ".join(_docstring(rule).partition("\n\n")[0].split())


def remedy(rule: Rule) -> str:
    """How to mend it, as one paragraph of plain text."""
    return " ".join(_docstring(rule).partition(_REMEDY)[2].split())


def _docstring(rule: Rule) -> str:
    return (rule.__doc__ or "").strip()


def index(rules: Iterable[Rule]) -> str:
    """A table of the rules, by clause and code, with a link to the page of each."""
    rows = (
        f"| {rule.CLAUSE} | [{rule.CODE}]({rule.NAME}.md) | {rule.NAME} | {rule.SEVERITY} | {summary(rule)} |"
        for rule in sorted(rules, key=lambda rule: (_numbers(rule.CLAUSE), rule.CODE))
    )
    return _INDEX_HEAD + "".join(f"{row}\n" for row in rows)


def _numbers(clause: str) -> list[str]:
    """So that 1021.10 comes after 1021.9, and the letters of a clause before its sub-clauses."""
    return [part if part.startswith("(") else part.zfill(5) for part in clause.replace("(", ".(").split(".")]
