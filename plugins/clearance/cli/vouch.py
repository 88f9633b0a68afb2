"""Commands by which a supervisor vouches: approve a page's present bytes, take one down, settle a record."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from clearance.cli.effect import Effect, effect_options
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
from clearance.takedown.report import Cause


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
    for statement, record in zip(statements, approval.sign_all(folder, statements, key), strict=True):
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
@effect_options(build=True)
@root_option
def withdraw(  # noqa: PLR0913 - what click gives
    *, paths: tuple[Path, ...], member: str, key: Path, reason: str, effect: Effect, root: Path
) -> int:
    """Take pages down, whatever their state, until a supervisor approves them anew.

    Writes a signed record for each, for all of them or for none. Once it is committed, the next build has
    neither the page nor its pictures nor its place in lists, feeds and search: --push commits and
    pushes it, --build commits it and builds here. Any supervisor can, and an incident's commander of its
    updates. Reports of the page stay open until `clearance resolve` tells the cause. Don't repeat in
    the reason what must not be known.

    \b
    clearance withdraw content/posts/2026/wanted.md --reason "Wrong person in the picture." \\
        --as sgt1 --key ~/.ssh/clearance --push
    """
    at, folder = now(), department(root)
    judgement = judge_root(root, at)
    approval.require_own_key(judgement.evidence.guidelines, member, key, at)
    wanted = dict.fromkeys(relative(paths, folder))
    statements = withdrawal.prepare(judgement, wanted, member=member, reason=reason, at=at)
    effect.require_possible(folder)
    return take_down(folder, statements, key, effect)


WITHDRAWN = "Commit and push the new files under records/, and build: then it is gone from the site."


def take_down(folder: Path, statements: Sequence[Statement], key: Path, effect: Effect) -> int:
    """Sign these withdrawals, all or none, and see to what follows; the exit code."""
    records = approval.sign_all(folder, statements, key)
    for statement, record in zip(statements, records, strict=True):
        click.echo(f"withdrew {_names(statement)}\n  signed in {record}")
    message = "Withdraw a page" if len(records) == 1 else f"Withdraw {len(records)} pages"
    return effect.carry_out(folder, records, message, WITHDRAWN)


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option("--cause", type=click.Choice([*map(str, Cause)]), help="Of a report: what you found.")
@signing_options
@reason_option("What you found, and what was done.")
@effect_options(build=False)
@root_option
def resolve(  # noqa: PLR0913 - what click gives
    *,
    paths: tuple[Path, ...],
    cause: str | None,
    member: str,
    key: Path,
    reason: str,
    effect: Effect,
    root: Path,
) -> int:
    """Resolve reports, or settle files among the records that don't count (RC101), after looking into them.

    A path of a page resolves all that was reported of it; that of a report, the report alone. A page that
    is still up as it was reported is withdrawn or corrected first, unless the report was mistaken.
    Records are never deleted; a supervisor's signed word stays beside them instead.

    \b
    clearance resolve content/posts/2026/wanted.md --cause inaccurate \\
        --reason "The picture was mixed up; withdrawn within the hour." --as lt2 --key ~/.ssh/clearance
    clearance resolve records/2026/2026-05-03-approval-x-0123456789ab.json \\
        --reason "Key stolen on May 3; the post was approved anew." --as lt2 --key ~/.ssh/clearance
    """
    at, folder = now(), department(root)
    judgement = judge_root(root, at)
    approval.require_own_key(judgement.evidence.guidelines, member, key, at)
    wanted = dict.fromkeys(relative(paths, folder))
    found = Cause(cause) if cause else None
    statement = resolution.prepare(judgement, wanted, member=member, reason=reason, cause=found, at=at)
    effect.require_possible(folder)
    record = approval.sign(folder, statement, key)
    click.echo(f"settled {', '.join(wanted)}\n  signed in {record}")
    left = "Commit the new files under records/, so that it counts."
    return effect.carry_out(folder, [record], "Resolve what was looked into", left)
