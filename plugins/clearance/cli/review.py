"""Commands between an author and a supervisor: ask for an approval, and look at what is asked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath

import click

from clearance.cli.options import (
    department,
    format_option,
    judge_root,
    now,
    relative,
    root_option,
    terminal_width,
    wants_colour,
)
from clearance.gate import Judgement
from clearance.model import WAITING, State
from clearance.publish.brief import Brief, brief
from clearance.report.as_brief import approve_line, render_brief, render_brief_json
from clearance.report.terminal import plain


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@format_option
@root_option
def show(path: Path, format_: str, root: Path) -> int:
    """Show one page for one decision: what is new in it, what is open, how to approve it.

    Compares with what was approved last. Exit code 1 while the page waits for something.

    \b
    clearance show content/posts/2026/road-closure.md
    """
    judgement = judge_root(root, now())
    found = brief(judgement, relative((path,), department(root))[0])
    if format_ == "json":
        click.echo(render_brief_json(found), nl=False)
    else:
        click.echo(render_brief(found, width=terminal_width(), colour=wants_colour()), nl=False)
    return 1 if found.judged.state in WAITING else 0


@click.command(name="review-request")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option(
    "--remote", default="origin", show_default=True, metavar="NAME", help="The server's name in this clone."
)
@root_option
def review_request(paths: tuple[Path, ...], remote: str, root: Path) -> int:
    """Write what to send to a supervisor who is to approve PATHs, or all pages that wait.

    Names a branch to push the commit to, since main takes only what is approved. Nothing is asked
    for while something must be mended first, or isn't committed.

    \b
    clearance review-request content/posts/2026/road-closure.md
    """
    folder, judgement = department(root), judge_root(root, now())
    wanted = relative(paths, folder) or _waiting(judgement)
    if not wanted:
        click.echo("No page waits for an approval.")
        return 0
    found = [brief(judgement, path) for path in wanted]
    if _tell_unready(found, judgement):
        return 1
    _write(found, f"review/{PurePosixPath(wanted[0]).stem}", remote)
    return 0


def _waiting(judgement: Judgement) -> tuple[str, ...]:
    asked = {State.PENDING, State.STALE}
    return tuple(sorted(page.path for page in judgement.outcome.pages if page.state in asked))


def _tell_unready(found: Sequence[Brief], judgement: Judgement) -> bool:
    uncommitted = judgement.evidence.history.uncommitted
    unready = False
    for each in found:
        reasons = [f"line {finding.line}: {finding.message} ({finding.code})" for finding in each.mend]
        reasons += [f"{path} is not committed" for path in sorted(each.judged.subjects.keys() & uncommitted)]
        if reasons:
            unready = True
            click.echo(f"{plain(each.judged.path)} isn't ready to be approved:", err=True)
            for reason in reasons:
                click.echo(f"  - {plain(reason)}", err=True)
    return unready


def _write(found: Sequence[Brief], branch: str, remote: str) -> None:
    click.echo(f"First:\n  git push {remote} HEAD:refs/heads/{branch}\n\nThen send this:\n")
    click.echo("Please read and decide:")
    for each in found:
        click.echo(f"\n  {plain(each.page.title)}\n  {plain(each.judged.path)} ({each.judged.state})")
        for finding in each.open:
            click.echo(f"  asks you, line {finding.line}: {plain(finding.message)} ({finding.code})")
    click.echo(f"\n  git fetch {remote} && git checkout {remote}/{branch}")
    for each in found:
        click.echo(f"  clearance show {plain(each.judged.path)}")
    for each in found:
        click.echo(f"  {plain(approve_line(each))}")
    click.echo(f"  git add records && git commit -m Approved && git push {remote} HEAD:main")
