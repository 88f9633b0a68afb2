"""Commands about what was published: record it, and build a past site anew to compare."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from clearance.cli.options import department, now, root_option, signing_options
from clearance.cli.records_days import instant
from clearance.cli.records_pin import required_pin
from clearance.errors import CannotJudge
from clearance.evidence import Evidence, read_evidence
from clearance.forge.branch import Author, RecordsBranch
from clearance.history.retention import is_checkout
from clearance.publish.approval import require_own_key
from clearance.records import signing
from clearance.records.placing import file_name
from clearance.records.statement import Statement, decode, encode
from clearance.report.terminal import plain
from clearance.retention.publications import Publication, fold
from clearance.retention.rebuilding import Rebuilt
from clearance.retention.rebuilding import rebuild as rebuild_site
from clearance.retention.recording import Origin, newest_change, origin, prepare

SHOWN = 20
"""paths of one sort that are listed"""
ATTEMPTS = 5
"""how often the records are read anew when somebody else added to them meanwhile"""


@click.command()
@click.option(
    "--site",
    type=click.Path(path_type=Path),
    default=None,
    show_default="site in the department's folder",
    metavar="DIR",
    help="The folder that was built and published.",
)
@click.option(
    "--built",
    metavar="TIME",
    show_default="when its youngest file was written",
    help="When the build began, such as 2026-03-03T09:30:00-06:00.",
)
@click.option("--commit", default="", metavar="ID", help="The commit it was built from, if not this one.")
@click.option("--records", default="", metavar="ID", help="The same of the records' own branch.")
@click.option("--push", metavar="REMOTE", help="Commit the record on the branch `records` there.")
@signing_options
@root_option
def publication(  # noqa: PLR0913, PLR0917 - one parameter a flag
    site: Path | None,
    built: str | None,
    commit: str,
    records: str,
    push: str | None,
    member: str,
    key: Path,
    root: Path,
) -> int:
    """Record what was just published: commit, software, and the digest of every file of the site.

    Run it after `clearance build`, or let the pipeline's recorder run it. Where the public would
    see nothing new since the last record, nothing is written.

    \b
    clearance records publication --as recorder --key ~/.ssh/recorder
    """
    folder = department(root)
    place = site.absolute() if site else folder / "site"
    branch = _branch(folder, push) if push else None
    here = origin(folder)
    source = Origin(commit or here.commit, records or here.records)
    for _ in range(ATTEMPTS):
        tip, at = _caught_up(branch) if branch else "", now()
        evidence = _sound(folder, member, key, at)
        when = instant(built, evidence.guidelines.zone, "--built") if built else newest_change(place)
        statements = prepare(evidence, place, source, member=member, built=when, at=at)
        if not statements:
            click.echo("The public sees what was recorded last; nothing was written.")
            return 0
        if branch is None:
            return _written(folder, statements, key)
        if _pushed(branch, tip, evidence, statements, key):
            return 0
    raise CannotJudge(f"others added records {ATTEMPTS} times meanwhile; run this again")


def _branch(folder: Path, remote: str) -> RecordsBranch:
    if not is_checkout(folder, "records"):
        raise CannotJudge("is no checkout of its own; clone the branch of the records", path="records/")
    return RecordsBranch(folder / "records", remote)


def _caught_up(branch: RecordsBranch) -> str:
    """The newest commit of the records, to which the checkout was brought."""
    tip = branch.fetch().commit
    if not branch.catch_up(tip):
        raise CannotJudge("has commits or files of its own in the way", path="records/")
    return tip


def _sound(folder: Path, member: str, key: Path, at: datetime) -> Evidence:
    evidence = read_evidence(folder, at=at, pin=required_pin(folder))
    require_own_key(evidence.guidelines, member, key, at)
    return evidence


def _written(folder: Path, statements: tuple[Statement, ...], key: Path) -> int:
    for statement in statements:
        click.echo(f"recorded this publication\n  signed in {signing.write_record(folder, statement, key)}")
    click.echo("Commit and push the new files under records/, so that it counts.")
    return 0


def _pushed(
    branch: RecordsBranch, tip: str, evidence: Evidence, statements: tuple[Statement, ...], key: Path
) -> bool:
    """Whether the branch of the records took it; False where somebody else was faster."""
    files: dict[str, bytes] = {}
    for statement in statements:
        data = encode(statement)
        decode(data)
        name = file_name(statement, data)
        files[name], files[f"{name}.sig"] = data, signing.sign(data, key)
    first = statements[0]
    author = _author(evidence, first.member)
    commit = branch.commit(tip, files, author, first.issued, "What was published")
    if not branch.push(commit):
        return False
    branch.catch_up(commit)
    click.echo(f"recorded and pushed this publication in {len(statements)} record(s)")
    return True


def _author(evidence: Evidence, member: str) -> Author:
    found = evidence.guidelines.member(member)
    email = found.emails[0] if found and found.emails else f"{member}@clearance.invalid"
    return Author(found.name if found else member, email)


@click.command()
@click.argument("wanted", metavar="DAY|RECORD")
@click.option(
    "--to", required=True, type=click.Path(path_type=Path), metavar="DIR", help="A new folder for the site."
)
@root_option
def rebuild(wanted: str, to: Path, root: Path) -> int:
    """Build the site of a past day anew, and compare it file by file with what was recorded.

    DAY is a day or an instant in the department's time zone; what was public at its end is built.
    RECORD is the record of a publication, or the beginning of its id. Programs of other versions
    than then are told: install those to get the same bytes. Exit code 1 when a file differs.

    \b
    clearance records rebuild 2026-03-03 --to /tmp/as-published
    """
    folder = department(root)
    pin = required_pin(folder)
    evidence = read_evidence(folder, at=now(), pin=pin)
    found = _found(wanted, evidence)
    zone = evidence.guidelines.zone
    click.echo(f"built {_when(found.built, zone)} from commit {found.detail.commit[:12]}")
    click.echo(f"recorded in {found.record.path} by {found.record.member}")
    rebuilt = rebuild_site(evidence, found, to, pin=pin)
    _tell(rebuilt, to)
    return 1 if rebuilt.differ else 0


def _found(wanted: str, evidence: Evidence) -> Publication:
    known = fold(evidence.ledger.records, evidence.guidelines)
    if not known.all:
        raise CannotJudge(
            "no publication is recorded; `clearance records publication` records one after a build, and "
            "`clearance records on DAY` works without"
        )
    by_name = known.of(wanted)
    if by_name:
        return by_name
    at = instant(wanted, evidence.guidelines.zone, "DAY|RECORD")
    found = known.at(at)
    if found is None:
        first = _when(known.all[0].built, evidence.guidelines.zone)
        raise CannotJudge(f"the first publication that was recorded is of {first}, after that")
    return found


def _tell(rebuilt: Rebuilt, to: Path) -> None:
    for name, (then, today) in rebuilt.other_software.items():
        click.echo(plain(f"note: {name} was {then or 'not there'}, and is {today or 'not installed'} here"))
    differ = rebuilt.differ
    _list("differs from what was recorded", differ.changed)
    _list("was recorded and is missing here", differ.missing)
    _list("was not recorded and is here", differ.added)
    if not differ:
        click.echo(f"All {rebuilt.files:,} files in {to} are those that were published.")
        return
    if rebuilt.erased:
        click.echo(
            f"{rebuilt.erased:,} of them were erased from the history by lawful order, and the lists and "
            "feeds that showed them differ with them."
        )
    count = len(differ.changed) + len(differ.missing) + len(differ.added)
    click.echo(f"{count:,} of {rebuilt.files:,} files are not those that were published.")


def _list(words: str, paths: tuple[str, ...]) -> None:
    for path in paths[:SHOWN]:
        click.echo(f"{plain(path)}: {words}")
    if len(paths) > SHOWN:
        click.echo(f"and {len(paths) - SHOWN:,} more: {words}")


def _when(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M:%S %Z}"
