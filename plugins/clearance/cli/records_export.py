"""Commands that hand out records and compare copies of them."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path, PurePosixPath

import click

from clearance.cli.options import cache_options, department, judge_root, now, root_option
from clearance.errors import CannotJudge
from clearance.report.terminal import plain
from clearance.retention.export import Exported, NothingToExport, Order, check_place
from clearance.retention.export import export as write_export
from clearance.retention.fixity import Copy, compare, read_copy
from clearance.retention.selection import LeftOut, Selection

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def day(_context: click.Context, option: click.Parameter, value: str | None) -> date | None:
    """A day as YYYY-MM-DD; None where nothing was said."""
    if value is None:
        return None
    try:
        if _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise CannotJudge(f"--{option.name} is {value!r}; expected a day such as 2026-03-01")


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option(
    "--to", required=True, type=click.Path(path_type=Path), metavar="DIR", help="A new folder, outside."
)
@click.option("--from", "from", metavar="DAY", callback=day, help="Posts dated on this day or later.")
@click.option("--until", metavar="DAY", callback=day, help="Posts dated on this day or before.")
@click.option(
    "--category", default="", metavar="CATEGORY", help="Posts whose newest version has this category."
)
@click.option("--all", "everything", is_flag=True, help="Everything with the git history: for a transfer.")
@click.option("--include-withdrawn", is_flag=True, help="Also what was withdrawn, with reports and reasons.")
@click.option(
    "--site", type=click.Path(path_type=Path), metavar="DIR", help="The built site; else it is built."
)
@cache_options
@root_option
def export(  # noqa: PLR0913 - what click gives
    *,
    paths: tuple[Path, ...],
    to: Path,
    until: date | None,
    category: str,
    everything: bool,
    include_withdrawn: bool,
    site: Path | None,
    cache: Path | None,
    root: Path,
    **others: date | None,
) -> int:
    """Hand out records: for a request name PATHs, days or a category; for a transfer --all.

    Writes a BagIt bag into DIR: each approved version of the pages with its files, the signed records, the
    pages as published (WARC), an index, and a page by which anybody checks all of it offline. Begin with
    data/index.html.

    What was withdrawn, reports about it, and what isn't public yet stay out of a request, and the index says
    how many. The git history, which holds everything, is only in a transfer.

    \b
    clearance records export --to ../request-26-031 --from 2026-01-01 --until 2026-03-31
    clearance records export --to ../request-26-032 content/posts/2026/road-closure.md
    clearance records export --to ../transfer-2026 --all
    """
    at, folder = now(), department(root)
    place = check_place(to, folder)
    named = tuple(dict.fromkeys(named_page(path, folder) for path in paths))
    selection = Selection(named, others["from"], until, category, everything, include_withdrawn)
    judgement = judge_root(root, at, cache)
    try:
        exported = write_export(Order(judgement, selection, site, at), place)
    except NothingToExport as nothing:
        click.echo("Nothing of it can go out; nothing was written.", err=True)
        _tell_left_out(nothing.left_out, err=True)
        return 1
    _tell(exported, to)
    return 0


def named_page(path: Path, root: Path) -> str:
    """A page may be gone and yet be a public record: the path counts, from here or from the root."""
    here = Path(os.path.normpath(Path.cwd() / path))
    if here.is_relative_to(root / "content"):
        return here.relative_to(root).as_posix()
    inside = PurePosixPath(os.path.normpath(path.as_posix()))
    if inside.is_absolute() or inside.parts[:1] != ("content",):
        raise CannotJudge("is no path below content/", path=str(path))
    return str(inside)


def _tell(exported: Exported, to: Path) -> None:
    click.echo(
        f"exported {exported.pages} page(s) in {exported.versions} approved version(s), {exported.records} "
        f"record(s) and {exported.captured} file(s) as published to {plain(str(to))}"
    )
    for remark in exported.remarks:
        click.echo(f"  {remark}")
    _tell_left_out(exported.left_out, err=False)
    click.echo("Look through data/index.html before it goes out. data/VERIFY.html tells how to check it.")


def _tell_left_out(left_out: LeftOut, *, err: bool) -> None:
    for line in left_out.lines():
        click.echo(f"  left out: {line}", err=err)


@click.command()
@click.argument("one", type=click.Path(path_type=Path), metavar="COPY_A")
@click.argument("other", type=click.Path(path_type=Path), metavar="COPY_B")
def fixity(one: Path, other: Path) -> int:
    """Compare two copies, bags or clones: are both whole, and do they hold the same?

    A bag is held against its own lists of digests; of a clone git checks every object.

    \b
    clearance records fixity /mnt/a/transfer-2026 /mnt/b/transfer-2026
    clearance records fixity . /mnt/backup/website.git
    """
    copies = read_copy(one), read_copy(other)
    differences = compare(*copies)
    for name, copy in zip((one, other), copies, strict=True):
        _tell_copy(name, copy)
    for line in differences:
        click.echo(plain(line))
    whole = all(not copy.problems for copy in copies)
    if whole and not differences:
        click.echo(f"The two hold the same {copies[0].kind}: {len(copies[0].contents):,} {copies[0].unit}.")
        return 0
    click.echo("The two are not the same whole copy.")
    return 1


def _tell_copy(name: Path, copy: Copy) -> None:
    click.echo(f"{plain(str(name))}: {'whole' if not copy.problems else 'NOT WHOLE'}")
    for problem in copy.problems:
        click.echo(f"  {plain(problem)}")
