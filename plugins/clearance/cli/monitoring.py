"""Commands that look back and ahead: training, and the reviews of the appointed reviewer (1021.6, 1021.8)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import click

from clearance.cli.options import (
    department,
    format_option,
    judge_root,
    now,
    root_option,
    terminal_width,
    wants_colour,
)
from clearance.errors import CannotJudge
from clearance.gate import Judgement
from clearance.guidelines.lapses import lapses
from clearance.guidelines.loading import load_guidelines
from clearance.monitor import annual_files, completion
from clearance.monitor import checklist as lists
from clearance.monitor.annual import addresses, figures, frame
from clearance.monitor.live import external_links
from clearance.monitor.probing import MOST, SECONDS, probe
from clearance.monitor.quarterly import checklist
from clearance.monitor.weblogs import count
from clearance.publish import approval
from clearance.records.statement import Statement
from clearance.report.as_training import render_training, render_training_json
from clearance.report.terminal import plain
from clearance.reviews.period import Kind


@click.command()
@format_option
@root_option
def training(format_: str, root: Path) -> int:
    """Show whose training lapses when, by member and topic.

    Exit code 1 when somebody who may write or approve is not trained in everything now. Completions and the
    days of the reminder (`remind_days`) stand in guidelines/training.yml.

    \b
    clearance training
    clearance training --format json
    """
    found = lapses(load_guidelines(department(root)), now())
    if format_ == "json":
        click.echo(render_training_json(found), nl=False)
    else:
        click.echo(render_training(found, width=terminal_width(), colour=wants_colour()), nl=False)
    return int(any(lapse.acts and lapse.is_over for lapse in found))


@click.group()
def review() -> None:
    """Review what is live, every quarter and every year, and sign that it was done (1021.6)."""


_period_option = click.option(
    "--period",
    metavar="NAME",
    help="Which review, such as 2026-Q4 or 2026; else the newest that is due.",
)


def _signing(command: Callable[..., int]) -> Callable[..., int]:
    """`--as` and `--key`, which only `--complete` needs."""
    member = click.option("--as", "member", envvar="CLEARANCE_MEMBER", metavar="MEMBER", help="Your id.")
    key = click.option(
        "--key",
        envvar="CLEARANCE_KEY",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Your private key file.",
    )
    return member(key(command))


def _completion(metavar: str, told: str) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """`--complete`, what it signs by, and the options that every review has."""

    def with_options(command: Callable[..., int]) -> Callable[..., int]:
        complete = click.option("--complete", type=click.Path(path_type=Path), metavar=metavar, help=told)
        return complete(_period_option(_signing(root_option(command))))

    return with_options


@review.command()
@click.option(
    "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write the checklist to this new file."
)
@click.option(
    "--ticks-from",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Take over what is ticked in an earlier checklist of the same review.",
)
@click.option("--online", is_flag=True, help=f"Also try links to other sites, {MOST} in {SECONDS:.0f} s.")
@_completion("CHECKLIST", "Sign that this checklist was worked through.")
def quarterly(  # noqa: PLR0913 - what click gives
    *,
    output: Path | None,
    ticks_from: Path | None,
    online: bool,
    complete: Path | None,
    period: str | None,
    member: str | None,
    key: Path | None,
    root: Path,
) -> int:
    """Judge all that is live by today's rules, and write a checklist to work through.

    Also links that lead nowhere, pictures that changed, expired pages, keys of members who left, training,
    open reports, and all that was published since the last review. Exit code 1 when the rules, reports, links
    or files need somebody. With --complete the appointed reviewer signs that every box of the list is ticked;
    what came up since must be on it.

    \b
    clearance review quarterly --output review-2026-Q3.md
    clearance review quarterly --complete review-2026-Q3.md --as lt2 --key ~/.ssh/clearance
    """
    judgement = judge_root(root, now())
    if complete:
        _require_alone(complete=output or ticks_from or period or online)
        prepare = partial(completion.of_checklist, judgement, complete)
        return _sign_review(judgement, root, member, key, prepare)
    chosen = completion.chosen_period(judgement, Kind.QUARTERLY, period)
    made = checklist(judgement, chosen, probed=probe(external_links(judgement)) if online else None)
    text = lists.render(made, _ticked(ticks_from, made) if ticks_from else ())
    if output:
        _write_new(output, text)
        click.echo(f"wrote {plain(str(output))}: {sum(made.counts.values())} boxes")
    else:
        click.echo(text, nl=False)
    return int(any(made.counts[name] for name in _URGENT))


@review.command()
@click.option(
    "--output", type=click.Path(path_type=Path), metavar="DIR", help="Write the report into this new folder."
)
@click.option(
    "--logs",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A log of the web server or CDN, plain or gzip. Repeat it, or name more at the end.",
)
@click.argument("more_logs", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@_completion("DIR", "Sign that this report was made and read.")
def annual(  # noqa: PLR0913 - what click gives
    *,
    output: Path | None,
    logs: tuple[Path, ...],
    more_logs: tuple[Path, ...],
    complete: Path | None,
    period: str | None,
    member: str | None,
    key: Path | None,
    root: Path,
) -> int:
    """Write the report on a year: resources, effectiveness, what was wrong, how it was resolved (1021.6).

    A page for screens and paper, with charts, and tables as CSV. Views are counted from logs in Common or
    Combined Log Format, or in JSON lines of Cloudflare or CloudFront; nobody's address is kept. Robots are
    left out by the name that they give. With --complete the appointed reviewer signs a report that is, byte
    for byte, what today's records make with its views.

    \b
    clearance review annual --output report-2026 --logs access.log access.log.1.gz
    clearance review annual --complete report-2026 --as lt2 --key ~/.ssh/clearance
    """
    all_logs = (*logs, *more_logs)
    if complete:
        _require_alone(complete=output or all_logs or period)
        judgement = judge_root(root, now())
        prepare = partial(completion.of_report, judgement, complete)
        return _sign_review(judgement, root, member, key, prepare)
    if not output:
        raise CannotJudge("expected --output DIR for the report, or --complete DIR to sign one")
    annual_files.require_free(output)
    judgement = judge_root(root, now())
    found = figures(judgement, completion.chosen_period(judgement, Kind.ANNUAL, period))
    titles = addresses(judgement)
    views = count(all_logs, frame(judgement, found.period, titles)) if all_logs else None
    annual_files.write(output, annual_files.make(found, views, titles))
    click.echo(f"wrote {plain(str(output))}/{annual_files.PAGE}: {found.period.begins} to {found.through}")
    if views and views.broken:
        click.echo(f"note: {views.broken} of {views.lines} lines of the logs could not be read", err=True)
    return 0


_URGENT = ("found", "department", "reports", "dead-links", "media")
"""what a check found, and not only what is to be read anyway"""


def _require_alone(*, complete: object) -> None:
    if complete:
        raise CannotJudge("--complete takes the checklist as it is; leave the other options out")


def _ticked(file: Path, made: lists.Checklist) -> tuple[str, ...]:
    worked = completion.worked(file)
    if (worked.department, worked.period) != (made.department, made.period):
        raise CannotJudge(f"is of {worked.department}, {worked.period}", path=str(file))
    return tuple(worked.ticked)


def _write_new(file: Path, text: str) -> None:
    """Never over something else: somebody's ticks may be in it."""
    try:
        with file.open("x", encoding="utf-8", newline="\n") as opened:
            opened.write(text)
    except FileExistsError:
        raise CannotJudge("is there already; name another file", path=str(file)) from None
    except OSError as error:
        raise CannotJudge(f"can't be written: {error.strerror}", path=str(file)) from None


def _sign_review(
    judgement: Judgement,
    root: Path,
    member: str | None,
    key: Path | None,
    prepare: Callable[..., Statement],
) -> int:
    at = judgement.outcome.at
    if not member or not key:
        raise CannotJudge("--complete needs --as and --key; nothing was signed")
    approval.require_own_key(judgement.evidence.guidelines, member, key, at)
    completion.require_reviewer(judgement, member, at)
    statement = prepare(member=member, at=at)
    record = approval.sign(department(root), statement, key)
    click.echo(f"completed the {statement.detail['kind']} review {statement.detail['period']}")
    click.echo(f"  signed in {record}")
    click.echo("Commit and push the new files under records/, so that it counts; keep what you reviewed.")
    return 0
