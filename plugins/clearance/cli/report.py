"""The command by which any member reports what should not be public (1021.5)."""

from __future__ import annotations

from datetime import date, datetime
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
from clearance.publish import approval, reporting
from clearance.report.terminal import plain
from clearance.takedown.report import Kind

LEFT = (
    "Commit and push the new files under records/, so that it counts. If people could be harmed, telephone a "
    "supervisor now."
)


@click.command()
@click.argument("post", metavar="POST")
@click.option(
    "--kind",
    type=click.Choice([*map(str, Kind)]),
    default=str(Kind.PROHIBITED),
    show_default=True,
    help="What you take it to be.",
)
@click.option(
    "--received",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="When a protected official's written request came in; by default today.",
)
@signing_options
@reason_option("What is wrong. The public doesn't see it.")
@effect_options(build=False)
@root_option
def report(  # noqa: PLR0913 - what click gives
    *,
    post: str,
    kind: str,
    received: datetime | None,
    member: str,
    key: Path,
    reason: str,
    effect: Effect,
    root: Path,
) -> int:
    """Report POST, a file or its address on the site, to the supervisors. Any member can.

    Nothing is published or taken down by it. It stands first in `clearance status`, with the time by which
    the page must be down, until a supervisor has resolved it. Don't repeat in the reason what must not
    be known: the record stays.

    \b
    clearance report https://police.example/posts/2026/wanted/ --reason "It shows another person." \\
        --as patrol7 --key ~/.ssh/clearance --push
    clearance report content/posts/2026/court.md --kind protected-official --received 2026-11-20 \\
        --reason "The judge asked in writing." --as lt2 --key ~/.ssh/clearance --push
    """
    at, folder = now(), department(root)
    judgement = judge_root(root, at)
    approval.require_own_key(judgement.evidence.guidelines, member, key, at)
    path = reporting.page_at(judgement, post) if "://" in post else relative((Path(post),), folder)[0]
    statement = reporting.prepare(
        judgement, path, member=member, kind=Kind(kind), reason=reason, received=_day(received), at=at
    )
    effect.require_possible(folder)
    record = approval.sign(folder, statement, key)
    click.echo(f"reported {plain(path)}\n  signed in {record}")
    return effect.carry_out(folder, [record], "Report to the supervisors", LEFT)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
