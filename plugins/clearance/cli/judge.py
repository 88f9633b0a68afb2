"""Commands that look and change nothing: check, status, explain."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from clearance.cli.options import (
    cache_options,
    department,
    format_option,
    is_terminal,
    judge_root,
    now,
    relative,
    root_option,
    terminal_width,
    wants_colour,
)
from clearance.errors import CannotJudge
from clearance.guidelines.lapses import lapses
from clearance.guidelines.loading import load_guidelines
from clearance.model import Outcome
from clearance.nearest import did_you_mean
from clearance.publish.known_rules import find_rule, known_rules
from clearance.report.as_status import is_urgent, render_status, render_status_json
from clearance.report.as_text import render_text
from clearance.report.exit_code import exit_code
from clearance.report.formats import FORMATS


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option(
    "--format",
    "format_",
    type=click.Choice(sorted(FORMATS)),
    default="text",
    show_default=True,
    help="How to report.",
)
@cache_options
@root_option
def check(paths: tuple[Path, ...], format_: str, root: Path, cache: Path | None) -> int:
    """Say what is wrong with the posts, and how to mend it.

    With PATHs, only these pages (or folders of pages) are reported, with what is wrong in the
    department as a whole.

    \b
    clearance check
    clearance check content/posts/2026/road-closure.md
    clearance check --format sarif > clearance.sarif
    """
    chosen = relative(paths, department(root))
    judgement = judge_root(root, now(), cache, partial(_is_wanted, chosen) if chosen else None)
    outcome = judgement.outcome
    _require_pages(outcome, chosen)
    rules = known_rules(judgement.evidence.guidelines.packs)
    if format_ == "text" and is_terminal():
        text = render_text(outcome, rules=rules, width=terminal_width(), colour=wants_colour())
    else:
        text = FORMATS[format_](outcome, rules=rules)
    click.echo(text, nl=False)
    return exit_code(outcome)


@click.command()
@format_option
@cache_options
@root_option
def status(format_: str, root: Path, cache: Path | None) -> int:
    """Show every page with its state and what it waits for.

    First of all what members reported and is not resolved, each open incident that has been silent
    for too long, overdue reviews, and whose training lapses soon; exit code 1 while a report is overdue or
    an incident silent.
    """
    judgement = judge_root(root, now(), cache)
    outcome, reports = judgement.outcome, judgement.evidence.reports
    guidelines = judgement.evidence.guidelines
    training = lapses(guidelines, outcome.at)
    if format_ == "json":
        click.echo(render_status_json(outcome, reports, training), nl=False)
    else:
        text = render_status(
            outcome,
            reports=reports,
            lapses=training,
            zone=guidelines.zone,
            width=terminal_width(),
            colour=wants_colour(),
        )
        click.echo(text, nl=False)
    return exit_code(outcome) or int(is_urgent(outcome))


@click.command()
@click.argument("code")
@root_option
def explain(code: str, root: Path) -> int:
    """Show what the rule CODE checks, why, and what to do about it.

    \b
    clearance explain AP101
    clearance explain missing-approval
    """
    packs = load_guidelines(root).packs if (root / "guidelines").is_dir() else ()
    rules = known_rules(packs)
    rule = find_rule(code, rules)
    if rule is None:
        hint = did_you_mean(code, [*rules, *(text.name for text in rules.values())])
        raise CannotJudge(f"there is no rule {code!r}{hint}")
    if is_terminal():
        from rich.console import Console  # noqa: PLC0415 - large, and needed for this alone
        from rich.markdown import Markdown  # noqa: PLC0415 - the same

        Console().print(Markdown(rule.help))
    else:
        click.echo(rule.help, nl=False)
    return 0


def _is_wanted(chosen: tuple[str, ...], page: str) -> bool:
    return any(_is_in(page, path) for path in chosen)


def _require_pages(outcome: Outcome, chosen: tuple[str, ...]) -> None:
    """Raise CannotJudge for one of these pages and folders that holds no page."""
    for path in chosen:
        if not any(_is_in(page.path, path) for page in outcome.pages):
            raise CannotJudge("is no page, and no folder with pages", path=path)


def _is_in(page: str, path: str) -> bool:
    return path in {page, "."} or page.startswith(f"{path}/")
