"""Commands for a department on GitHub: record what its supervisors reviewed there."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

import click

from clearance.cli.options import REPOSITORY, department, format_option, judge_root, now, root_option
from clearance.errors import CannotJudge
from clearance.forge.doctor.checks import examine
from clearance.forge.doctor.settings import read_settings
from clearance.forge.doctor.telling import as_json as doctor_as_json
from clearance.forge.doctor.telling import as_text as doctor_as_text
from clearance.forge.doctor.telling import exit_code as doctor_exit_code
from clearance.forge.github import PUBLIC, GitHub
from clearance.forge.monitor import tell, what_waits
from clearance.forge.record import Setup
from clearance.forge.record import record as record_merges
from clearance.forge.telling import as_markdown, as_text
from clearance.history.pin import trusted_pin
from clearance.history.retention import is_checkout
from clearance.publish.asking import asking
from clearance.publish.known_rules import known_rules
from clearance.report.as_review import render_review
from clearance.report.formats import FORMATS

_repository_option = click.option(
    "--repository",
    envvar="GITHUB_REPOSITORY",
    show_envvar=True,
    required=True,
    metavar="OWNER/NAME",
    help="The department's repository on GitHub.",
)


@click.group()
def forge() -> None:
    """Publish from GitHub: pull requests, reviews, and records of them.

    GITHUB_TOKEN holds the token; GITHUB_API_URL the API's address, where it isn't GitHub's own.
    """


@forge.command()
@click.option(
    "--summary",
    envvar="GITHUB_STEP_SUMMARY",
    show_envvar=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Add what a supervisor decides on to this file, as Markdown.",
)
@click.option(
    "--sarif",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the findings to this file as SARIF.",
)
@root_option
def check(summary: Path | None, sarif: Path | None, root: Path) -> int:
    """Judge a pull request before its review: what must be mended, and what a supervisor is asked.

    Prints findings as annotations on the lines. Unlike `clearance check` it doesn't mind that
    nobody has approved the pages yet. Exit code 1 when something must be mended first.
    """
    judgement = judge_root(root, now())
    asked = asking(judgement)
    rules = known_rules(judgement.evidence.guidelines.packs)
    click.echo(FORMATS["github"](asked.outcome, rules=rules), nl=False)
    if sarif:
        _write(sarif, FORMATS["sarif"](asked.outcome, rules=rules), "w")
    if summary:
        _write(summary, render_review(asked.briefs, asked.department), "a")
    return asked.exit_code


@forge.command()
@_repository_option
@click.option(
    "--key",
    envvar="CLEARANCE_KEY",
    show_envvar=True,
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The recorder's private key.",
)
@click.option(
    "--remote", default="origin", show_default=True, metavar="NAME", help="GitHub's name in records/."
)
@click.option("--dry-run", is_flag=True, help="Only say what would be recorded.")
@click.option(
    "--summary",
    envvar="GITHUB_STEP_SUMMARY",
    show_envvar=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Add what was done to this file, as Markdown.",
)
@root_option
def record(  # noqa: PLR0913, PLR0917 - one for each option
    repository: str,
    key: Path,
    remote: str,
    dry_run: bool,  # noqa: FBT001 - click's flag
    summary: Path | None,
    root: Path,
) -> int:
    """Turn merged pull requests into signed approvals, or say why not.

    For each page that was merged into main: a supervisor of the roster who had no part in it must
    have approved exactly these bytes before the merge, and named each open question in the review
    (`accept PB104`). The approval is signed with the recorder's key and pushed to the branch of the
    records. Run it again at any time. Exit code 1 when something merged is not approved.

    \b
    clearance forge record --repository alder-creek/website --key recorder-key
    """
    folder = department(root)
    setup = Setup(folder, _named(repository), _api(), _pin(folder), key, now, remote)
    if not is_checkout(folder, "records"):
        raise CannotJudge(
            "is no checkout of its own; clone the branch of the records into it", path="records/"
        )
    report = record_merges(setup, dry_run=dry_run)
    click.echo(as_text(report, dry_run=dry_run))
    if summary:
        _write(summary, as_markdown(report, dry_run=dry_run), "a")
    return 1 if report.refusals else 0


@forge.command()
@_repository_option
@format_option
def doctor(repository: str, format_: str) -> int:
    """Say what is missing or unsafe in the repository's settings, and how to set it.

    Reads rulesets, environments, secrets' names, deploy keys, Actions, Pages and the pin; changes
    nothing. What the token may not read is told, and not taken for fine. A token for this needs
    read access to administration, actions, environments, pages, secrets and variables. Exit code 1
    when anything is to be set, or could not be read.
    """
    advices = examine(read_settings(_api(), _named(repository)))
    click.echo(doctor_as_json(repository, advices) if format_ == "json" else doctor_as_text(advices))
    return doctor_exit_code(advices)


@forge.command()
@_repository_option
@click.option("--dry-run", is_flag=True, help="Only print what waits, as Markdown.")
@root_option
def monitor(repository: str, dry_run: bool, root: Path) -> int:  # noqa: FBT001 - click's flag
    """Open one issue about what waits for somebody, keep it up to date, and close it when nothing does.

    Overdue reviews and reports, silent incidents, pages that wait, training. Reports and members are counted
    and not named, since whoever can read the repository can read the issue. The token needs `issues: write`.

    \b
    clearance forge monitor --repository alder-creek/website
    """
    waits = what_waits(judge_root(root, now()))
    if dry_run:
        click.echo("\n".join(f"- {one}" for one in waits) or "Nothing waits.")
        return 0
    done = tell(_api(), _named(repository), waits)
    click.echo(f"{done.what} issue {done.number}" if done.number else "Nothing waits, and there is no issue.")
    return 0


def _named(repository: str) -> str:
    if not REPOSITORY.fullmatch(repository):
        raise CannotJudge(f"{repository!r} is no name of a repository; expected OWNER/NAME")
    return repository


def _api() -> GitHub:
    return GitHub(os.environ.get("GITHUB_API_URL") or PUBLIC, os.environ.get("GITHUB_TOKEN", ""))


def _pin(root: Path) -> str:
    pin = trusted_pin(root)
    if not pin:
        raise CannotJudge("which first adoption is to be trusted? Set CLEARANCE_ROOT_PIN to its id")
    return pin


def _write(path: Path, text: str, mode: Literal["a", "w"]) -> None:
    try:
        with path.open(mode, encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise CannotJudge(f"can't be written: {error.strerror}", path=str(path)) from None
