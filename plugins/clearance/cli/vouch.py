"""Commands by which a supervisor vouches: approve a page's present bytes, take one down, settle a record."""

from __future__ import annotations

from pathlib import Path

import click

from clearance.cli.options import (
    department,
    judge_root,
    now,
    reason_option,
    relative,
    root_option,
    signing_options,
)
from clearance.publish import approval, resolution, withdrawal
from clearance.records.statement import Statement


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@signing_options
@click.option(
    "--accept",
    "accepts",
    multiple=True,
    metavar="CODE",
    help="Accept an open question by its code, for these bytes. Repeat for more.",
)
@root_option
def approve(paths: tuple[Path, ...], member: str, key: Path, accepts: tuple[str, ...], root: Path) -> int:
    """Approve exactly the present bytes of PATHs and of the files they show.

    Writes a signed record for each page under records/; commit and push it. Nothing is signed
    unless every page can be approved.

    \b
    clearance approve content/posts/2026/road-closure.md --as sgt1 --key ~/.ssh/clearance
    clearance approve content/posts/2026/wanted.md --as lt2 --key ~/.ssh/clearance --accept BP102
    """
    at, folder = now(), department(root)
    judgement = judge_root(root, at)
    approval.require_own_key(judgement.evidence.guidelines, member, key, at)
    statements: list[Statement] = []
    problems: list[approval.NotApprovable] = []
    for path in dict.fromkeys(relative(paths, folder)):
        try:
            statements.append(approval.prepare(judgement, path, member=member, accepts=accepts, at=at))
        except approval.NotApprovable as problem:
            problems.append(problem)
    if problems:
        _tell(problems)
        return 1
    _warn_of_unused(accepts, statements)
    for statement in statements:
        record = approval.sign(folder, statement, key)
        click.echo(f"approved {_names(statement)}\n  signed in {record}")
    click.echo("Commit the new files under records/, so that the approval counts.")
    return 0


def _tell(problems: list[approval.NotApprovable]) -> None:
    for problem in problems:
        click.echo(f"{problem.path} can't be approved:", err=True)
        for reason in problem.reasons:
            click.echo(f"  - {reason}", err=True)
    click.echo("Nothing was signed.", err=True)


def _warn_of_unused(accepts: tuple[str, ...], statements: list[Statement]) -> None:
    used = {code for statement in statements for code in statement.accepts}
    for code in accepts:
        if code not in used:
            click.echo(f"note: nothing asks for {code}; it was left out", err=True)


def _names(statement: Statement) -> str:
    page, *files = sorted(statement.subjects, key=lambda path: (not path.endswith(".md"), path))
    return f"{page}" + (f" with {', '.join(files)}" if files else "")


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@signing_options
@reason_option("Why, for the record. The public doesn't see it.")
@root_option
def withdraw(paths: tuple[Path, ...], member: str, key: Path, reason: str, root: Path) -> int:
    """Take pages down, whatever their state, until a supervisor approves them anew.

    Writes a signed record for each; commit and push it, and the next build has neither the page nor
    its place in lists and search. Don't repeat in the reason what must not be known.

    \b
    clearance withdraw content/posts/2026/wanted.md --reason "Wrong person in the picture." \
        --as sgt1 --key ~/.ssh/clearance
    """
    at, folder = now(), department(root)
    judgement = judge_root(root, at)
    approval.require_own_key(judgement.evidence.guidelines, member, key, at)
    wanted = dict.fromkeys(relative(paths, folder))
    for statement in withdrawal.prepare(judgement, wanted, member=member, reason=reason, at=at):
        record = approval.sign(folder, statement, key)
        click.echo(f"withdrew {_names(statement)}\n  signed in {record}")
    click.echo("Commit and push the new files under records/, and build: then it is gone from the site.")
    return 0


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@signing_options
@reason_option("What you found, and what was done.")
@root_option
def resolve(paths: tuple[Path, ...], member: str, key: Path, reason: str, root: Path) -> int:
    """Settle files among the records that don't count (RC101), after looking into them.

    Records are never deleted; a supervisor's signed word on such a file stays beside it instead.

    \b
    clearance resolve records/2026/2026-05-03-approval-x-0123456789ab.json \
        --reason "Key stolen on May 3; the post was approved anew." --as lt2 --key ~/.ssh/clearance
    """
    at, folder = now(), department(root)
    judgement = judge_root(root, at)
    approval.require_own_key(judgement.evidence.guidelines, member, key, at)
    wanted = dict.fromkeys(relative(paths, folder))
    statement = resolution.prepare(judgement, wanted, member=member, reason=reason, at=at)
    record = approval.sign(folder, statement, key)
    click.echo(f"settled {', '.join(wanted)}\n  signed in {record}")
    click.echo("Commit the new files under records/, so that it counts.")
    return 0
