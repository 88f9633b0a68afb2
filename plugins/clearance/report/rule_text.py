"""What a report may say of a rule. The doors fill this from the registry and the rule packs."""

from __future__ import annotations

from dataclasses import dataclass

from clearance.model import Severity


@dataclass(frozen=True, slots=True)
class RuleText:
    """One rule in words: `summary` is one sentence, `help` its page of the handbook in Markdown."""

    code: str
    name: str
    clause: str
    severity: Severity
    summary: str
    help: str
