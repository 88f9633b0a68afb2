"""Commands that sign: approve a page's present bytes, adopt the guidelines, settle a refused record."""

from __future__ import annotations

from pathlib import Path

import click

from clearance.cli.options import department, judge_root, now, relative, root_option, signing_options
from clearance.history.pin import PIN_SETTING, PIN_VARIABLE, set_pin, trusted_pin
from clearance.publish import adoption, approval, resolution
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
@signing_options
@click.option("--first", is_flag=True, help="Begin: this department has never adopted anything.")
@click.option("--dry-run", is_flag=True, help="Only show what would be adopted.")
@root_option
def adopt(member: str, key: Path, first: bool, dry_run: bool, root: Path) -> int:  # noqa: FBT001 - click's flags
    """Adopt the guidelines and the site's configuration as they are now.

    The adoption covers guidelines/, mkdocs.yml, the theme's overrides and every hook. It must be
    signed with a key of the chief that the adoption before it named.
    """
    at, folder = now(), department(root)
    pin = trusted_pin(folder)
    proposal = adoption.propose(folder, member=member, key=key, pin=pin, at=at, first=first)
    if proposal.empty:
        click.echo("Nothing has changed since the last adoption; nothing was signed.")
        return 0
    _show(proposal)
    if dry_run:
        return 0
    record = adoption.sign(folder, proposal, key)
    click.echo(f"adopted by {member}\n  signed in {record.path}")
    if first:
        _pin(folder, record.id)
    click.echo("Commit the new files under records/, so that the adoption counts.")
    return 0


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@signing_options
@click.option("--reason", required=True, metavar="TEXT", help="What you found, and what was done.")
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
    statement = resolution.prepare(judgement, wanted, member=member, reason=reason.strip(), at=at)
    record = approval.sign(folder, statement, key)
    click.echo(f"settled {', '.join(wanted)}\n  signed in {record}")
    click.echo("Commit the new files under records/, so that it counts.")
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


def _pin(folder: Path, adoption_id: str) -> None:
    pin = f"sha256:{adoption_id}"
    set_pin(folder, pin)
    click.echo(
        f"\nThis is the root of trust: {pin}\n"
        f"It is now pinned in this clone (git config {PIN_SETTING}). In every other clone and in CI,\n"
        f"set it by hand from a source you trust:  git config {PIN_SETTING} {pin}\n"
        f"or, in CI, the variable {PIN_VARIABLE}."
    )
