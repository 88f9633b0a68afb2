"""Commands for a git server of one's own: hooks that let in and publish only what is cleared."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from clearance.cli.options import now
from clearance.errors import CannotJudge
from clearance.history.pin import set_pin, trusted_pin
from clearance.server import hooks
from clearance.server.push import Update, object_folders, read_updates, refusals
from clearance.server.settings import (
    BRANCH,
    SITE_SETTING,
    bound,
    read_settings,
    require_bare,
    write_setting,
)
from clearance.server.site import rebuild as rebuild_site

Command = TypeVar("Command", bound=Callable[..., Any])

_MOST_READ = 1_000_000


def _repository_option(command: Command) -> Command:
    return click.option(
        "--repository",
        type=click.Path(path_type=Path),
        default=Path(),
        show_default="the current folder",
        metavar="BARE_REPO",
        help="The bare repository.",
    )(command)


@click.group()
def hook() -> None:
    """Publish from a git server of one's own: no forge, only git.

    On the server, for the bare repository that everybody pushes to:

    \b
    clearance hook install /srv/police.git --site-dir /srv/www/site --pin sha256:…
    """


@hook.command()
@click.argument("repository", type=click.Path(path_type=Path), metavar="BARE_REPO")
@click.option(
    "--site-dir",
    type=click.Path(path_type=Path),
    required=True,
    metavar="DIR",
    help="The folder that the web server shows; nothing but Clearance may write it.",
)
@click.option("--pin", default="", metavar="SHA256", help="The id of the first adoption, from the chief.")
@click.option("--force", is_flag=True, help="Put hooks of another's aside, and keep them.")
def install(repository: Path, site_dir: Path, pin: str, force: bool) -> int:  # noqa: FBT001 - click's flag
    """Write the hooks pre-receive and post-receive into BARE_REPO, and what they trust.

    main then takes only what is cleared, history is never rewritten, records are only added; each
    push to main is built aside and swapped in. Run it again after each upgrade of Clearance.
    """
    place = repository.resolve()
    require_bare(place)
    trusted = pin or trusted_pin(place, {})
    if not trusted:
        raise CannotJudge("which first adoption is to be trusted? Take its id from the chief: --pin sha256:…")
    trusted_pin(place, {"CLEARANCE_ROOT_PIN": trusted})
    told = [*hooks.install(place, force=force)]
    set_pin(place, trusted)
    write_setting(place, SITE_SETTING, str(site_dir.resolve()))
    bound(place)
    click.echo("\n".join([*told, f"trusts {trusted}", f"publishes main to {site_dir.resolve()}"]))
    return 0


@hook.command()
@_repository_option
def status(repository: Path) -> int:
    """Whether the hooks are in place, what they trust, and where they publish."""
    place = repository.resolve()
    settings = read_settings(place)
    click.echo(f"trusts {settings.pin}\npublishes main to {settings.site}")
    for name in (absent := hooks.missing(place)):
        click.echo(f"{name} is not the hook of this installation; run `clearance hook install` again")
    if not absent:
        click.echo("both hooks are in place")
    return 1 if absent else 0


@hook.command()
@_repository_option
def remove(repository: Path) -> int:
    """Take the hooks away, and put back those that were there before. The site stays."""
    require_bare(place := repository.resolve())
    click.echo("\n".join([*hooks.remove(place)]) or "there were no hooks of Clearance")
    return 0


@hook.command()
@_repository_option
def rebuild(repository: Path) -> int:
    """Publish what main holds now: for a schedule, so that posts go out and expire in time."""
    return _publish(repository.resolve())


@hook.command(name="pre-receive", hidden=True)
@_repository_option
def pre_receive(repository: Path) -> int:
    """What git runs before it takes a push in: refuse what isn't cleared."""
    settings = read_settings(repository)
    reasons = [*refusals(_updates(), settings, object_folders(repository), at=now())]
    for reason in reasons:
        click.echo(reason, err=True)
    if reasons:
        click.echo("Nothing was taken in. Another branch than main takes work that isn't finished.", err=True)
    return 1 if reasons else 0


@hook.command(name="post-receive", hidden=True)
@_repository_option
def post_receive(repository: Path) -> int:
    """What git runs after it has taken a push in: publish, if main has moved."""
    if any(update.ref == BRANCH for update in _updates()):
        return _publish(repository)
    return 0


def _publish(repository: Path) -> int:
    built = rebuild_site(read_settings(repository), clock=now)
    if built.exit_code == 0:
        click.echo(f"published {built.pages} pages in {built.site}", err=True)
    else:
        click.echo("The site stays as it was.", err=True)
    return built.exit_code


def _updates() -> tuple[Update, ...]:
    return read_updates(sys.stdin.read(_MOST_READ))
