"""Commands about how long records are kept: what is due, what is on hold, what is disposed of."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from clearance.cli.options import (
    department,
    format_option,
    judge_root,
    now,
    reason_option,
    relative,
    root_option,
    signing_options,
)
from clearance.cli.records_export import day, named_page
from clearance.disposition.detail import Action, HoldDetail, Matter, Scope
from clearance.disposition.folding import Hold
from clearance.errors import CannotJudge
from clearance.publish import approval
from clearance.report.as_json import VERSION, dump
from clearance.report.terminal import plain
from clearance.retention import disposal, holds
from clearance.retention.schedule import Item
from clearance.retention.schedule import due as find_due
from clearance.retention.soundness import require_sound

AFTERWARDS = """\
Now commit the change and build: git add -A content records && git commit -m "Disposal by authority"
The bytes are still in git's history, here, on the forge, in every clone and backup, and in exports and copies
of the built site. When the authority covers those too, they are erased in a step of its own
(`clearance records erase`); until then the records exist and can be asked for."""


@click.command()
@click.option("--on", metavar="DAY", callback=day, show_default="today", help="As of this day.")
@format_option
@root_option
def due(on: date | None, format_: str, root: Path) -> int:
    """List what the retention schedule allows to dispose of, by series, and since when.

    It is a list for the application to the Local Records Commission, and no permission: nothing is
    disposed of without the Commission's approval (50 ILCS 205/7). What is on hold stands there too.

    \b
    clearance records due
    clearance records due --on 2033-01-01 --format json
    """
    at = now()
    judgement = judge_root(root, at)
    require_sound(judgement)
    when = on or judgement.evidence.guidelines.day(at)
    found = find_due(judgement, when)
    if format_ == "json":
        click.echo(dump(_as_json(found, when)), nl=False)
    else:
        _tell_due(found, when)
        _tell_holds(tuple(judgement.evidence.holds.values()))
    return 0


def _as_json(found: tuple[Item, ...], when: date) -> dict[str, object]:
    return {"version": VERSION, "on": when.isoformat(), "items": [_entry(item) for item in found]}


def _entry(item: Item) -> dict[str, object]:
    assert item.series is not None  # noqa: S101 - what is due has one
    return {
        "path": item.path,
        "kind": str(item.kind),
        "sha256": item.digest,
        "series": item.series.id,
        "authority": item.series.authority,
        "since": item.since.isoformat(),
        "due": item.due.isoformat() if item.due else None,
        "public": item.public,
        "holds": [hold.number for hold in item.holds],
        "disposable": item.is_content and not item.holds,
    }


def _tell_due(found: tuple[Item, ...], when: date) -> None:
    if not found:
        click.echo(f"The schedule allows nothing to be disposed of on {when}.")
        return
    series = ""
    for item in found:
        if item.series and item.series.id != series:
            series = item.series.id
            click.echo(f"{series}: {plain(item.series.title)}, {item.series.keep} years")
            click.echo(f"  {plain(item.series.authority)}")
        click.echo(f"  {plain(item.path)}  {item.kind}, last used {item.since}, due {item.due}{_notes(item)}")
    click.echo("Nothing of it may go without the approval of the Local Records Commission (50 ILCS 205/7).")


def _notes(item: Item) -> str:
    notes = [f"on hold {hold.number}" for hold in item.holds]
    notes += ["the public reads it now"] if item.public else []
    notes += [] if item.is_content else ["a signed record: it stays, as the proof"]
    return f" ({'; '.join(notes)})" if notes else ""


def _tell_holds(found: tuple[Hold, ...]) -> None:
    for hold in found:
        what = "everything" if hold.everything else f"{len(hold.paths)} file(s)"
        click.echo(
            f"hold {hold.number} ({hold.matter}) on {what}, since {hold.since:%Y-%m-%d}, by {hold.member}"
        )


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option("--all", "everything", is_flag=True, help="Everything that there is and will be.")
@click.option("--matter", required=True, metavar="NUMBER", help="The case or request by its number.")
@click.option(
    "--kind",
    type=click.Choice([*map(str, Matter)]),
    default=str(Matter.LITIGATION),
    show_default=True,
    help="What sort of matter.",
)
@click.option("--release", is_flag=True, help="The matter is over: end its hold.")
@signing_options
@reason_option("Why, for the record. The public doesn't see it.")
@root_option
def hold(  # noqa: PLR0913 - one parameter a flag
    *,
    paths: tuple[Path, ...],
    everything: bool,
    matter: str,
    kind: str,
    release: bool,
    member: str,
    key: Path,
    reason: str,
    root: Path,
) -> int:
    """Keep PATHs, or everything, whatever the schedule says, until the hold is released.

    A custodian or supervisor places a hold, and widens it by placing it once more; a custodian or the chief
    releases it. With a page go the files that it shows.

    \b
    clearance records hold content/posts/2026/road-closure.md --matter 2026-L-0412 \\
        --reason "Suit about the crash on Mill Street." --as records1 --key ~/.ssh/clearance
    clearance records hold --release --matter 2026-L-0412 --reason "Settled." --as records1 \\
        --key ~/.ssh/clearance
    """
    at, folder = now(), department(root)
    if release and (paths or everything):
        raise CannotJudge("--release ends the whole hold; leave out files and --all")
    judgement = judge_root(root, at)
    approval.require_own_key(judgement.evidence.guidelines, member, key, at)
    scope = Scope.ALL if everything else Scope.LISTED
    detail = HoldDetail(Action.RELEASE if release else Action.PLACE, matter, Matter(kind), scope)
    wanted = tuple(dict.fromkeys(_kept_path(path, folder) for path in paths))
    statement = holds.prepare(judgement, detail, wanted, member=member, reason=reason, at=at)
    record = approval.sign(folder, statement, key)
    what = f"released hold {matter}" if release else f"placed hold {matter} on {_what(statement.subjects)}"
    click.echo(
        f"{what}\n  signed in {record}\nCommit and push the new files under records/, so that it counts."
    )
    return 0


def _kept_path(path: Path, root: Path) -> str:
    """A page that is gone can be held too: history has it."""
    try:
        return relative((path,), root)[0]
    except CannotJudge:
        return named_page(path, root)


def _what(subjects: object) -> str:
    return ", ".join(subjects) if isinstance(subjects, dict) and subjects else "everything"


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option(
    "--authority",
    required=True,
    metavar="TEXT",
    help="The Local Records Commission's approval, with its number or date.",
)
@signing_options
@root_option
def dispose(paths: tuple[Path, ...], authority: str, member: str, key: Path, root: Path) -> int:
    """Dispose of PATHs that are due, by the Local Records Commission's approval.

    Signs what goes, by its digest, under which series and by which authority, and takes the files out of
    content/. Whatever is not due, is on hold, or is not covered by the schedule is refused, and then nothing
    is done. History keeps the bytes: what is left to do is told at the end.

    \b
    clearance records dispose content/posts/2018/road-closure.md \\
        --authority "Local Records Commission, application 18:114, approved 2026-10-02" \\
        --as records1 --key ~/.ssh/clearance
    """
    at, folder = now(), department(root)
    judgement = judge_root(root, at)
    approval.require_own_key(judgement.evidence.guidelines, member, key, at)
    wanted = dict.fromkeys(relative(paths, folder))
    try:
        statements = disposal.prepare(judgement, wanted, member=member, authority=authority, at=at)
    except disposal.NotDisposable as kept:
        for reason in kept.reasons:
            click.echo(plain(reason), err=True)
        click.echo("Nothing was disposed of.", err=True)
        return 1
    records = [approval.sign(folder, statement, key) for statement in statements]
    removed = disposal.remove(folder, statements)
    click.echo("\n".join(f"removed {plain(path)}" for path in removed))
    click.echo("\n".join(f"  signed in {record}" for record in records))
    click.echo(AFTERWARDS)
    return 0
