"""`clearance records on`: what the public saw on a day."""

from __future__ import annotations

from pathlib import Path

import click

from clearance.cli.options import cache_options, department, format_option, now, root_option
from clearance.cli.records_days import instant, midnight
from clearance.cli.records_pin import required_pin
from clearance.errors import CannotJudge
from clearance.evidence import read_evidence
from clearance.retention.day_answers import day_as_json, day_as_text
from clearance.retention.days import on as on_day


@click.command()
@click.argument("day", metavar="DAY")
@click.argument("path", default="", metavar="[PATH]")
@click.option("--show", is_flag=True, help="Print the source of PATH as it was public then.")
@format_option
@cache_options
@root_option
def on(  # noqa: PLR0913, PLR0917 - one parameter a flag
    day: str,
    path: str,
    show: bool,  # noqa: FBT001 - click's flag
    format_: str,
    root: Path,
    cache: Path | None,
) -> int:
    """Say what the public saw on DAY: every page that was out, who approved it, and when.

    DAY is a day, which means its end, or an instant, in the department's time zone. Where publications
    are recorded (`clearance records publication`), the answer is what was published; else it is worked
    out from the commits and records of that time. With PATH, of this page alone. Exit code 1 when
    PATH was not public then.

    \b
    clearance records on 2026-03-03 content/posts/closure.md --show
    """
    folder = department(root)
    if show and not path:
        raise CannotJudge("--show needs the PATH of a page, such as content/posts/closure.md")
    pin, at = required_pin(folder), now()
    evidence = read_evidence(folder, at=at, pin=pin)
    zone = evidence.guidelines.zone
    wanted = instant(day, zone, "DAY")
    if wanted > at and midnight(at.astimezone(zone).date(), zone) < midnight(
        wanted.astimezone(zone).date(), zone
    ):
        raise CannotJudge(f"DAY is {day}, which is still to come")
    answer = on_day(evidence, min(wanted, at), pin=pin, path=path, cache=cache)
    if show and answer.source:
        click.echo(answer.source.decode(), nl=False)
        return 0
    render = day_as_json if format_ == "json" else day_as_text
    click.echo(render(answer, zone, path), nl=False)
    return 1 if path and not answer.seen else 0
