"""Commands that look back and ahead: training, and the reviews of the appointed reviewer (1021.6, 1021.8)."""

from __future__ import annotations

from pathlib import Path

import click

from clearance.cli.options import department, now, root_option, terminal_width, wants_colour
from clearance.guidelines.lapses import lapses
from clearance.guidelines.loading import load_guidelines
from clearance.report.as_training import render_training, render_training_json

_format_option = click.option(
    "--format",
    "format_",
    type=click.Choice(["json", "text"]),
    default="text",
    show_default=True,
    help="How to report.",
)


@click.command()
@_format_option
@root_option
def training(format_: str, root: Path) -> int:
    """Show whose training lapses when, by member and topic.

    Exit code 1 when somebody who may write or approve is not trained in everything now. Completions and the
    days of the reminder (`remind_days`) stand in guidelines/training.yml.

    \b
    clearance training
    clearance training --format json
    """
    found = lapses(load_guidelines(department(root)), now())
    if format_ == "json":
        click.echo(render_training_json(found), nl=False)
    else:
        click.echo(render_training(found, width=terminal_width(), colour=wants_colour()), nl=False)
    return int(any(lapse.acts and lapse.is_over for lapse in found))
