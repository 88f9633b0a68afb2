"""`clearance records erase …`: content out of the history because a court or a statute orders it (1021.7)."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

import click

from clearance.cli.options import department, judge_root, now, reason_option, root_option, signing_options
from clearance.cli.records_export import named_page
from clearance.erasure.detail import Version
from clearance.erasure.folding import Erasure
from clearance.errors import CannotJudge
from clearance.evidence import Evidence
from clearance.gate import Judgement
from clearance.history.git import run
from clearance.publish import approval
from clearance.publish.keeping import cache_folder
from clearance.report.terminal import plain
from clearance.retention import erasing, rewriting
from clearance.retention.erasing import OnHold, Plan

_SHOWN = 12
"""digits of an id that people compare"""
_DIGITS = re.compile(r"[0-9a-f]{6,64}", re.ASCII)

ELSEWHERE = """\
The bytes are gone from this clone. They are still wherever else the old history is, and until they are
gone from there too, the order is not carried out:
  1. Commit the new record, and push the new history over the old one: lift the protection of the branch
     for as long as it takes (docs/custodian.md tells how on GitHub and on a server of your own), then
     git push --force --prune origin 'refs/heads/*' 'refs/tags/*'
     which also deletes there the branches that this clone doesn't have.
  2. GitHub keeps old commits, and those of pull requests: ask its support to remove them for good, with the
     ids above. On a server of your own run there:
     git reflog expire --expire=now --all && git gc --prune=now
  3. Every other clone, off-site copy and backup: delete it and clone anew, or fetch, move its branches over,
     and run `clearance records erase purge` in it.
  4. Build and publish the site. Have search engines and web archives remove what they copied, and collect
     the exports that hold it: `clearance records erase list` names what to look for.
Then prove the whole: clearance records verify"""


@click.group()
def erase() -> None:
    """Take content out of the history by order of a court or a statute: a procedure for two.

    A custodian of records orders it, the chief confirms it, and one of them carries it out; each step is
    signed. In the place of the bytes stands a tombstone with their digests. All other records stay, and stay
    provable: what every commit was called before follows from the new history, and is proved by
    `clearance records verify`. What `content/` holds today is never erased: correct it or take it out first.

    \b
    clearance records erase plan content/posts/2026/arrest.md
    clearance records erase order content/posts/2026/arrest.md --as records1 --key ~/.ssh/clearance \\
        --authority "Circuit Court of Cook County, 2026-CR-0412, 2026-11-20" --reason "Expungement."
    clearance records erase confirm RECORD --as chief --key ~/.ssh/clearance
    clearance records erase carry-out RECORD --as records1 --key ~/.ssh/clearance
    """


paths_argument = click.argument(
    "paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH..."
)
version_option = click.option(
    "--version",
    "digests",
    multiple=True,
    metavar="SHA256",
    help="Only the version whose digest begins so; more than once for several.",
)


def _digests(digests: tuple[str, ...]) -> tuple[str, ...]:
    for each in digests:
        if not _DIGITS.fullmatch(each.removeprefix("sha256:")):
            raise CannotJudge(f"--version is {each[:80]!r}; expected 6 to 64 hex digits of a SHA-256")
    return tuple(each.removeprefix("sha256:") for each in digests)


def _planned(
    paths: tuple[Path, ...], digests: tuple[str, ...], root: Path, at: datetime
) -> tuple[Judgement, tuple[str, ...], Plan]:
    folder = department(root)
    wanted = tuple(dict.fromkeys(named_page(path, folder) for path in paths))
    judgement = judge_root(root, at)
    return judgement, wanted, erasing.plan(judgement, wanted, _digests(digests))


@erase.command()
@paths_argument
@version_option
@root_option
def plan(paths: tuple[Path, ...], digests: tuple[str, ...], root: Path) -> int:
    """Show what an order about PATHs would take out of the history, and what it would leave.

    Every version that ever stood there, on any branch, but for today's. Nothing is signed or changed.

    \b
    clearance records erase plan content/posts/2026/arrest.md content/posts/2026/arrest.jpg
    """
    judgement, _, planned = _planned(paths, digests, root, now())
    click.echo("\n".join(_told(planned, judgement.evidence)))
    return 0


@erase.command()
@paths_argument
@version_option
@click.option(
    "--authority", required=True, metavar="TEXT", help="The court's order or the statute, with its number."
)
@signing_options
@reason_option("Why, for the record, without a word of what is erased.")
@root_option
def order(  # noqa: PLR0913 - one parameter a flag
    *,
    paths: tuple[Path, ...],
    digests: tuple[str, ...],
    authority: str,
    member: str,
    key: Path,
    reason: str,
    root: Path,
) -> int:
    """Sign, as custodian of records, that PATHs are to be erased; nothing is erased yet.

    Whatever a hold keeps is refused. The record names paths and digests, and no content.

    \b
    clearance records erase order content/posts/2026/arrest.md --as records1 --key ~/.ssh/clearance \\
        --authority "Circuit Court of Cook County, 2026-CR-0412, 2026-11-20" --reason "Expungement."
    """
    at = now()
    judgement, wanted, planned = _planned(paths, digests, root, at)
    approval.require_own_key(judgement.evidence.guidelines, member, key, at)
    try:
        statement = erasing.order(
            judgement, planned, wanted, member=member, authority=authority, reason=reason, at=at
        )
    except OnHold as held:
        return _refused(held)
    record = approval.sign(department(root), statement, key)
    click.echo("\n".join(_told(planned, judgement.evidence)))
    click.echo(
        f"ordered, and signed in {record}\nCommit and push it. Then the chief looks at it and confirms it:\n"
        f"clearance records erase confirm {record}"
    )
    return 0


@erase.command()
@click.argument("record")
@signing_options
@root_option
def confirm(record: str, member: str, key: Path, root: Path) -> int:
    """Sign, as chief, that the order in RECORD is right; it can't be who ordered it.

    From then on these bytes are refused wherever they come back. They are erased by `carry-out`.

    \b
    clearance records erase confirm records/2026/2026-11-26-erasure-arrest-0123456789ab.json \\
        --as chief --key ~/.ssh/clearance
    """
    at = now()
    judgement = judge_root(root, at)
    evidence = judgement.evidence
    approval.require_own_key(evidence.guidelines, member, key, at)
    erasure = erasing.named(evidence, record)
    try:
        statement = erasing.confirm(judgement, erasure, member=member, at=at)
    except OnHold as held:
        return _refused(held)
    click.echo("\n".join(_ordered(erasure, evidence)))
    signed = approval.sign(department(root), statement, key)
    click.echo(
        f"confirmed, and signed in {signed}\nCommit and push it. Then it is carried out, where nobody else "
        f"works on the history meanwhile:\nclearance records erase carry-out {erasure.record}"
    )
    return 0


@erase.command(name="carry-out")
@click.argument("record")
@signing_options
@root_option
def carry_out(record: str, member: str, key: Path, root: Path) -> int:
    """Rewrite this clone's history without what the confirmed order in RECORD names, and sign it.

    All branches and tags go over at once; the working files stay as they are. Take a fresh clone that has
    all branches, and see that nobody pushes meanwhile. If it is stopped, run it again. Afterwards it tells
    what is to be done on the forge and with every other copy.

    \b
    clearance records erase carry-out records/2026/2026-11-26-erasure-arrest-0123456789ab.json \\
        --as records1 --key ~/.ssh/clearance
    """
    at, folder = now(), department(root)
    judgement = judge_root(root, at)
    evidence = judgement.evidence
    approval.require_own_key(evidence.guidelines, member, key, at)
    erasure = erasing.named(evidence, record)
    try:
        erasing.require_ready(judgement, erasure, member=member, at=at)
    except OnHold as held:
        return _refused(held)
    if sys.stderr.isatty():
        click.echo("Rewriting the history; this takes some seconds for each thousand commits.", err=True)
    done = rewriting.carry_out(evidence, erasure)
    signed = approval.sign(folder, erasing.carried_out(evidence, erasure, done, member=member, at=at), key)
    rewriting.forget_begun(folder)
    left = rewriting.purge(folder, erasure.versions, cache_folder(folder, os.environ))
    click.echo(f"erased {_count(erasure.versions)}: {done.before[:_SHOWN]} is {done.after[:_SHOWN]} now")
    click.echo(f"  signed in {signed}")
    return _left_over(left) or _say(ELSEWHERE)


@erase.command()
@root_option
def purge(root: Path) -> int:
    """Rid this clone of what was erased elsewhere: its old commits, and what was kept of earlier runs.

    Fetch, and move its branches over to the new history first. Whatever no branch or tag leads to is gone
    afterwards, commits of your own included that you have reset or amended away.
    """
    folder = department(root)
    evidence = judge_root(root, now()).evidence
    versions = [version for one in evidence.erasures.values() if one.done for version in one.versions]
    if not versions:
        return _say("Nothing was ever erased; nothing was done.")
    rewriting.require_no_stash(folder)
    left = rewriting.purge(folder, versions, cache_folder(folder, os.environ))
    return _left_over(left) or _say(f"This clone has nothing of what was erased ({_count(versions)}).")


@erase.command(name="list")
@root_option
def list_(root: Path) -> int:
    """List all orders of erasure, how far each has come, and which versions it names."""
    evidence = judge_root(root, now()).evidence
    if not evidence.erasures:
        return _say("No erasure was ever ordered.")
    for one in evidence.erasures.values():
        click.echo("\n".join(_ordered(one, evidence)))
    return 0


# --- what is told ------------------------------------------------------------------------------


def _say(text: str) -> int:
    click.echo(text)
    return 0


def _refused(held: OnHold) -> int:
    click.echo("\n".join(plain(reason) for reason in held.reasons), err=True)
    click.echo("Nothing was done. A hold is released first, or the court says which order stands.", err=True)
    return 1


def _left_over(left: list[Version]) -> int:
    if not left:
        return 0
    for version in left:
        click.echo(f"still in this clone: blob {version.blob} ({plain(version.paths[0])})", err=True)
    click.echo(
        "A branch, a tag, another work tree, a borrowed object store or a kept pack still leads there. "
        "Delete this clone and take a new one.",
        err=True,
    )
    return 1


def _count(versions: Iterable[Version]) -> str:
    number = len([*versions])
    return "1 version" if number == 1 else f"{number:,} versions"


def _told(planned: Plan, evidence: Evidence) -> Iterator[str]:
    yield f"would be erased: {_count(planned.versions)}"
    for one in planned.covered:
        zone = evidence.guidelines.zone
        days = [record.issued.astimezone(zone).date().isoformat() for record in one.approved]
        approved = f"approved {', '.join(days)}" if days else "never approved"
        size, first = f"{one.size:,} bytes", f"first in {one.commit[:10]}"
        yield f"  sha256:{one.version.digest[:_SHOWN]}…  {size}, {approved}, {first}"
        yield from (f"    {plain(path)}" for path in one.version.paths)
    yield from (f"stays: {plain(path)}, as it is today" for path in planned.kept)
    yield from (
        f"stays, since it is not named: {plain(path)}, which was approved with it" for path in planned.beside
    )
    if planned.records:
        number = len(planned.records)
        yield f"stays: {number} signed record{'s' * (number > 1)} with paths and digests of it"
    for record in planned.remarks:
        yield f"  {record.path}: has a reason in free words; read it"
    for commit in planned.commits:
        said = plain(_subject(evidence.root, commit))
        yield f"stays: what the message of commit {commit[:10]} says: {said}"


def _subject(root: Path, commit: str) -> str:
    return run(root, "show", "-s", "--format=%s", commit).text[:80]


def _ordered(erasure: Erasure, evidence: Evidence) -> Iterator[str]:
    day = erasure.ordered.astimezone(evidence.guidelines.zone)
    yield f"{erasure.record}: {_state(erasure)}"
    yield f"  ordered {day:%Y-%m-%d %H:%M} by {erasure.member}: {plain(erasure.detail.authority)}"
    if erasure.confirmed_by:
        yield f"  confirmed by {erasure.confirmed_by}"
    if erasure.done:
        before, after = erasure.done.before[:_SHOWN], erasure.done.after[:_SHOWN]
        yield f"  carried out, signed in {erasure.done_in}: {before} became {after}"
    for version in erasure.versions:
        yield f"  sha256:{version.digest}  blob {version.blob}"
        yield from (f"    {plain(path)}" for path in version.paths)


def _state(erasure: Erasure) -> str:
    if erasure.done:
        return "carried out"
    return "confirmed, and waits to be carried out" if erasure.confirmed_by else "waits for the chief"
