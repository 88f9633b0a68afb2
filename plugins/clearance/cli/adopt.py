"""The chief's command: adopt the guidelines and the site's configuration, knowing what that stops."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from clearance.cli.options import department, is_terminal, now, root_option, signing_options
from clearance.history.pin import PIN_SETTING, PIN_VARIABLE, set_pin, trusted_pin
from clearance.publish import adoption
from clearance.publish.adoption_effect import Effect, effect_of_adopting
from clearance.report.visible import visible


@click.command()
@signing_options
@click.option("--first", is_flag=True, help="Begin: this department has never adopted anything.")
@click.option("--dry-run", is_flag=True, help="Only show what would be adopted, and what it would stop.")
@click.option("--yes", is_flag=True, help="Adopt, whatever it stops, without a question.")
@root_option
def adopt(  # noqa: PLR0913 - what click gives
    *, member: str, key: Path, first: bool, dry_run: bool, yes: bool, root: Path
) -> int:
    """Adopt the guidelines and the site's configuration as they are now.

    The adoption covers guidelines/, mkdocs.yml, the theme's overrides and every hook. It must be
    signed with a key of the chief that the adoption before it named.

    First it tells what the changed rules newly find in the pages that are live. Where that would
    stop one of them, it asks; without a terminal, nothing is signed unless --yes is given.

    \b
    clearance adopt --as chief1 --key ~/.ssh/clearance --dry-run
    clearance adopt --as chief1 --key ~/.ssh/clearance --yes
    """
    at, folder = now(), department(root)
    pin = trusted_pin(folder)
    proposal = adoption.propose(folder, member=member, key=key, pin=pin, at=at, first=first)
    if proposal.empty:
        click.echo("Nothing has changed since the last adoption; nothing was signed.")
        return 0
    _show(proposal)
    effect = None if first else effect_of_adopting(folder, pin=pin, at=at)
    if effect:
        _show_effect(effect)
    if dry_run:
        return 0
    if effect and effect.stopped and not (yes or _agrees()):
        click.echo("Nothing was signed. To adopt all the same, add --yes.", err=True)
        return 1
    record = adoption.sign(folder, proposal, key)
    click.echo(f"adopted by {member}\n  signed in {record.path}")
    if first:
        _pin(folder, record.id)
    click.echo("Commit the new files under records/, so that the adoption counts.")
    return 0


def _show(proposal: adoption.Proposal) -> None:
    for word, paths in (
        ("new", proposal.added),
        ("changed", proposal.changed),
        ("removed", proposal.removed),
    ):
        for path in paths:
            click.echo(f"  {word:8} {path}")
    if proposal.keys_changed:
        click.echo("  changed  the keys that may sign the next adoption")


def _show_effect(effect: Effect) -> None:
    if effect.problem:
        click.echo(f"What this means for the pages that are live could not be told: {effect.problem}")
        return
    if not effect.findings:
        click.echo(f"Nothing new is found in the pages that are live ({effect.pages}).")
        return
    click.echo(f"Newly found in the pages that are live ({effect.pages}):")
    for finding in effect.findings:
        click.echo(
            f"  {visible(finding.path)}:{finding.line}:{finding.column}  "
            f"{finding.severity} {finding.code} {finding.name}: {visible(finding.message)}"
        )
    if effect.stopped:
        click.echo(f"Pages that would no longer be published until they are settled: {len(effect.stopped)}.")


def _agrees() -> bool:
    return sys.stdin.isatty() and is_terminal() and click.confirm("Adopt all the same?")


def _pin(folder: Path, adoption_id: str) -> None:
    pin = f"sha256:{adoption_id}"
    set_pin(folder, pin)
    click.echo(
        f"\nThis is the root of trust: {pin}\n"
        f"It is now pinned in this clone (git config {PIN_SETTING}). In every other clone and in CI,\n"
        f"set it by hand from a source you trust:  git config {PIN_SETTING} {pin}\n"
        f"or, in CI, the variable {PIN_VARIABLE}."
    )
