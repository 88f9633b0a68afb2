"""`--push` and `--build`: what a signed record needs before it counts, done by the command that signed it."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from clearance.cli.options import now
from clearance.publish import delivery
from clearance.publish.build import build_site
from clearance.publish.keeping import cache_folder
from clearance.publish.orders import Orders, Published

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Effect:
    push: bool
    build: bool

    def require_possible(self, folder: Path) -> None:
        """Raise CannotJudge before anything is signed that could not be committed and pushed."""
        if self.push or self.build:
            delivery.require_committable(folder, push=self.push)

    def carry_out(self, folder: Path, records: Sequence[str], message: str, otherwise: str) -> int:
        """Commit, push and build as asked; the exit code. `otherwise` says what is left to do by hand."""
        if not (self.push or self.build):
            click.echo(otherwise)
            return 0
        delivery.commit(folder, records, message)
        click.echo("committed")
        if self.push:
            delivery.push(folder)
            click.echo("pushed")
        return _build(folder) if self.build else 0


def _build(folder: Path) -> int:
    """Whatever else waits: what was taken down may not stay up because another page isn't cleared."""
    published: list[Published] = []
    orders = Orders(cache=cache_folder(folder, os.environ), tell=published.append, omit=True)
    built = build_site(folder, site_dir=None, quiet=True, at=now(), orders=orders)
    if published:
        click.echo(f"the site is public without it, in {built.site}")
    else:
        click.echo("THE OLD SITE IS STILL UP. What keeps the new one back is told above.", err=True)
    return built.exit_code


def effect_options(*, build: bool) -> Callable[[Command], Command]:
    """`--push` and, with `build`, `--build`, handed on as one `effect`."""

    def with_options(command: Command) -> Command:
        @functools.wraps(command)
        def with_effect(*, push: bool, build: bool = False, **others: Any) -> Any:  # noqa: ANN401 - what click gives
            return command(effect=Effect(push=push, build=build), **others)

        made: Any = click.option("--push", is_flag=True, help="Also commit the record, alone, and push it.")(
            with_effect
        )
        if not build:
            return made  # type: ignore[no-any-return]  # the same but for its options
        help_ = "Also commit the record, alone, and build the site here, without whatever else isn't cleared."
        return click.option("--build", is_flag=True, help=help_)(made)  # type: ignore[no-any-return]  # the same

    return with_options
