"""Every rule in words, for reports and for `clearance explain`: ours, the audit's, a department's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from clearance.guidelines.models import Pack, PackRule
from clearance.publish.audit.catalogue import CATALOGUE, Check
from clearance.report.rule_text import RuleText
from clearance.rules import handbook
from clearance.rules.registry import ALL_RULES, Rule


def known_rules(packs: Iterable[Pack] = ()) -> Mapping[str, RuleText]:
    """The rules by code, in the order of their codes."""
    texts = [
        *(_built_in(rule) for rule in ALL_RULES.values()),
        *(_audit(check) for check in CATALOGUE.values()),
        *(_of_pack(rule) for pack in packs for rule in pack.rules),
    ]
    return {text.code: text for text in sorted(texts, key=lambda text: text.code)}


def find_rule(wanted: str, rules: Mapping[str, RuleText]) -> RuleText | None:
    """A rule by its code or its name, in whatever case."""
    folded = wanted.strip().casefold()
    return next((text for text in rules.values() if folded in {text.code.casefold(), text.name}), None)


def _built_in(rule: Rule) -> RuleText:
    summary = handbook.summary(rule)
    return RuleText(rule.CODE, rule.NAME, rule.CLAUSE, rule.SEVERITY, summary, handbook.page(rule))


def _audit(check: Check) -> RuleText:
    text = f"# {check.code} {check.name}\n\n{check.page}"
    return RuleText(check.code, check.name, check.clause, check.severity, check.summary, text)


def _of_pack(rule: PackRule) -> RuleText:
    flagged = "".join(f"- {example}\n" for example in rule.examples.flag)
    passing = "".join(f"- {example}\n" for example in rule.examples.passing)
    text = (
        f"# {rule.code} {rule.name}\n\n"
        f"| clause | severity |\n|---|---|\n| {rule.clause} | {rule.severity} |\n\n"
        f"This text {rule.message}. It is one of the department's own rules, in guidelines/rules/.\n\n"
        f"## Flagged\n{flagged}\n## Passes\n{passing}\n## Remedy\n{rule.remedy}\n"
    )
    return RuleText(rule.code, rule.name, rule.clause, rule.severity, rule.message, text)
