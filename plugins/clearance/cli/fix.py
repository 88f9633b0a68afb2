"""The command that mends: fix."""

from __future__ import annotations

from pathlib import Path

import click

from clearance.cli.options import department, relative, root_option
from clearance.mending.mend import Mended, mend
from clearance.report.terminal import plain

CANNOT_READ, NOT_ALL_MENDED, DONE = 2, 1, 0


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@root_option
def fix(paths: tuple[Path, ...], dry_run: bool, root: Path) -> int:  # noqa: FBT001 - click's flag
    """Mend what needs no judgement in the files PATHs under content/ (or in folders of them).

    Pictures lose their metadata (position, camera, names) and whatever is hidden behind their end;
    pixels, colours and orientation stay. PDFs and Office files lose the names of their authors; PDFs
    are saved anew, so that no earlier version can be recovered. Pages lose invisible characters.
    A file that was mended needs a new approval.

    Exit codes: 0 all is mended, 1 something is left for a person (or, with --dry-run, something
    would be mended), 2 a file can't be read.

    \b
    clearance fix content/posts/2026/map.jpg
    clearance fix content/posts/2026 --dry-run
    """
    folder = department(root)
    told = []
    for mended in mend(folder, dict.fromkeys(relative(paths, folder)), dry_run=dry_run):
        _tell(mended, dry_run=dry_run)
        told.append(mended)
    changed = sum(bool(each.removed) for each in told)
    done = "would be mended" if dry_run else "mended"
    click.echo(f"{len(told)} file(s) looked at, {changed} {done}.")
    if any(each.problem for each in told):
        return CANNOT_READ
    unfinished = any(each.left for each in told) or (dry_run and changed)
    return NOT_ALL_MENDED if unfinished else DONE


def _tell(mended: Mended, *, dry_run: bool) -> None:
    """What happened to one file; nothing for one that needed nothing."""
    path = plain(mended.path)
    if mended.problem:
        click.echo(f"{path}: can't be mended: {plain(mended.problem)}", err=True)
    if mended.removed:
        click.echo(f"{path}: {'would take' if dry_run else 'took'} out {plain(', '.join(mended.removed))}")
    if mended.left:
        click.echo(f"{path}: left for a person: {plain(', '.join(mended.left))}")
