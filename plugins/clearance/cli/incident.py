"""Commands for an incident: open it, write an update, hand over the command, close it, list them all."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from clearance.cli.options import department, format_option, judge_root, now, root_option, signing_options
from clearance.errors import CannotJudge
from clearance.founding.update import UpdateDraft, write_update
from clearance.gate import Judgement
from clearance.incidents.detail import Action, Detail
from clearance.incidents.detail import read as read_detail
from clearance.incidents.folding import KIND
from clearance.incidents.incident import Incident, Kind
from clearance.publish import approval
from clearance.publish import incident as incidents
from clearance.records.placing import is_named_for
from clearance.report.as_incidents import Line, render_incidents, render_incidents_json
from clearance.report.terminal import plain

COMMIT = "Commit and push the new files under records/, so that it counts."
STDIN = "-"


@click.group()
def incident() -> None:
    """Keep the public informed in an active incident (1021.4.1).

    A supervisor opens it and names its commander. The Public Information Officer writes the updates;
    the commander alone approves them. The site shows one live page for it.
    """


@incident.command(name="open")
@click.argument("number", metavar="ID")
@click.option("--title", required=True, metavar="TEXT", help="What happens, in a few words. Public.")
@click.option("--kind", required=True, type=click.Choice([*map(str, Kind)]), help="What sort of incident.")
@click.option("--area", required=True, metavar="TEXT", help="Where, in words. Public.")
@click.option("--commander", required=True, metavar="MEMBER", help="Who approves the updates.")
@signing_options
@root_option
def open_(  # noqa: PLR0913, PLR0917 - one parameter a flag
    number: str, title: str, kind: str, area: str, commander: str, member: str, key: Path, root: Path
) -> int:
    """Open incident ID, such as 2026-0412, and name its commander.

    The public sees nothing of it before the commander has approved the first update.

    \b
    clearance incident open 2026-0412 --title "Gas leak on Mill Street" --kind hazard \\
        --area "Mill Street between First and Third" --commander sgt3 --as lt2 --key ~/.ssh/clearance
    """
    detail = Detail(Action.OPEN, number, title, Kind(kind), area, commander)
    return _sign(detail, member, key, root, f"opened incident {number}, commanded by {commander}")


@incident.command(name="hand-over")
@click.argument("number", metavar="ID")
@click.option("--to", "commander", required=True, metavar="MEMBER", help="Who commands from now on.")
@signing_options
@root_option
def hand_over(number: str, commander: str, member: str, key: Path, root: Path) -> int:
    """Name the next commander of incident ID: by a supervisor, or by who commands it now.

    What the former commander approved stays approved; from now on only the new one can.

    \b
    clearance incident hand-over 2026-0412 --to lt2 --as sgt3 --key ~/.ssh/clearance
    """
    detail = Detail(Action.HAND_OVER, number, commander=commander)
    return _sign(detail, member, key, root, f"handed incident {number} over to {commander}")


@incident.command()
@click.argument("number", metavar="ID")
@click.option("--outcome", required=True, metavar="TEXT", help="How it ended, in a sentence. Public.")
@signing_options
@root_option
def close(number: str, outcome: str, member: str, key: Path, root: Path) -> int:
    """Close incident ID: its page stays as a record, and the notice on the front page goes.

    \b
    clearance incident close 2026-0412 --outcome "The leak is repaired; the street is open." \\
        --as sgt3 --key ~/.ssh/clearance
    """
    detail = Detail(Action.CLOSE, number, outcome=outcome)
    return _sign(detail, member, key, root, f"closed incident {number}")


def _sign(detail: Detail, member: str, key: Path, root: Path, done: str) -> int:
    _require_sound(detail)
    at, folder = now(), department(root)
    judgement = judge_root(root, at)
    approval.require_own_key(judgement.evidence.guidelines, member, key, at)
    try:
        statement = incidents.prepare(judgement, detail, member=member, at=at)
    except incidents.Unfit as problem:
        for finding in problem.findings:
            click.echo(f"  - {plain(finding.message)} ({finding.code}): {plain(finding.remedy)}", err=True)
        click.echo("The public would read this; word it otherwise. Nothing was signed.", err=True)
        return 1
    record = approval.sign(folder, statement, key)
    click.echo(f"{done}\n  signed in {record}\n{COMMIT}")
    if detail.action is Action.CLOSE:
        _tell_left_over(judgement, detail.incident)
    return 0


def _require_sound(detail: Detail) -> None:
    """Say what is wrong with what was typed before anything is read."""
    try:
        read_detail(detail.written())
    except ValueError as problem:
        raise CannotJudge(f"nothing was signed: such a record {problem}") from None


def _tell_left_over(judgement: Judgement, number: str) -> None:
    for path in incidents.left_waiting(judgement, number):
        click.echo(
            f"note: {plain(path)} waits, and nobody can approve it any more: take the file away, or "
            "take `incident` out of it",
            err=True,
        )


@incident.command()
@click.argument("number", metavar="ID")
@click.option("--title", required=True, metavar="TEXT", help="What is new, in a few words.")
@click.option("--description", required=True, metavar="TEXT", help="One sentence for lists and subscribers.")
@click.option(
    "--author",
    envvar="CLEARANCE_MEMBER",
    show_envvar=True,
    required=True,
    metavar="MEMBER",
    help="Who writes it.",
)
@click.option(
    "--text", default="", metavar="TEXT", help="The update itself, as Markdown; - reads it from stdin."
)
@click.option("--category", default="", metavar="CATEGORY", help="By default the first one for safety.")
@click.option("--expires", metavar="DATE", help="When it no longer holds: YYYY-MM-DDTHH:MM.")
@click.option("--attest", is_flag=True, help="I have reviewed this text for prohibited content (1021.4).")
@root_option
def update(  # noqa: PLR0913, PLR0917 - one parameter a flag
    number: str,
    title: str,
    description: str,
    author: str,
    text: str,
    category: str,
    expires: str | None,
    attest: bool,  # noqa: FBT001 - click's flag
    root: Path,
) -> int:
    """Begin an update of incident ID: a new post, to be committed, and approved by the commander.

    \b
    clearance incident update 2026-0412 --title "Shelter at Central School" \\
        --description "Residents of Mill Street can stay at Central School tonight." --author pio1
    """
    at, folder = now(), department(root)
    evidence = judge_root(root, at).evidence
    found = incidents.known(evidence, number)
    draft = UpdateDraft(
        title=title,
        author=author,
        description=description,
        at=at.replace(microsecond=0),
        category=category,
        text=sys.stdin.read() if text == STDIN else text,
        expires=_instant(expires, evidence.guidelines.zone),
        attested=attest,
    )
    path = write_update(folder, found, draft, evidence.guidelines)
    before = "" if attest and draft.text else "Write it, review it, take away the # before `attest`.\n"
    click.echo(
        f'{path}\n{before}Then:\n  git add content && git commit -m "Update on {number}"\n'
        f"  clearance approve {path} --as {found.commander}   # by {found.commander}, and nobody else"
    )
    return 0


def _instant(text: str | None, zone: ZoneInfo) -> datetime | None:
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise CannotJudge(f"--expires is {text!r}; expected YYYY-MM-DDTHH:MM") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


@incident.command(name="list")
@format_option
@root_option
def list_(format_: str, root: Path) -> int:
    """List all incidents: open or closed, who commands, when the public last heard of it."""
    judgement = judge_root(root, now())
    lines = [Line(found, incidents.last_approval(judgement, found.id)) for found in _newest_first(judgement)]
    _tell_uncounted(judgement)
    zone = judgement.evidence.guidelines.zone
    click.echo(render_incidents_json(lines) if format_ == "json" else render_incidents(lines, zone), nl=False)
    return 0


def _tell_uncounted(judgement: Judgement) -> None:
    """Say which records on incidents don't count, such as one that was signed a moment ago."""
    for refusal in judgement.evidence.ledger.refusals:
        if is_named_for(refusal.path, KIND):
            click.echo(f"note: {plain(refusal.path)} doesn't count: {plain(refusal.reason)}", err=True)


def _newest_first(judgement: Judgement) -> list[Incident]:
    return sorted(judgement.evidence.incidents.values(), key=lambda one: one.opened, reverse=True)
