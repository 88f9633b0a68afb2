"""The formats of `clearance check --format`, by name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

from clearance.model import Outcome
from clearance.report import as_github, as_json, as_markdown, as_sarif, as_text
from clearance.report.rule_text import RuleText


class Render(Protocol):
    def __call__(self, outcome: Outcome, *, rules: Mapping[str, RuleText]) -> str:
        """Render the outcome as text that ends with a newline, escaped for its reader."""
        ...


FORMATS: Mapping[str, Render] = MappingProxyType(
    {
        "text": as_text.render,
        "json": as_json.render,
        "sarif": as_sarif.render,
        "github": as_github.render,
        "markdown": as_markdown.render,
    }
)
