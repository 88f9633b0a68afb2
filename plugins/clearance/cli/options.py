"""Options and small helpers that several commands share."""

from __future__ import annotations

import functools
import os
import re
import shutil
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from clearance.errors import CannotJudge
from clearance.publish.keeping import FOLDER, VARIABLE, cache_folder, require_apart

if TYPE_CHECKING:
    from clearance.gate import Judgement

Command = TypeVar("Command", bound=Callable[..., Any])

REPOSITORY = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{1,100}", re.ASCII)
"""the name of a repository on GitHub, with its owner"""


format_option = click.option(
    "--format",
    "format_",
    type=click.Choice(["json", "text"]),
    default="text",
    show_default=True,
    help="How to report.",
)


def root_option(command: Command) -> Command:
    """`--root DIR`: the department's folder."""
    return click.option(
        "--root",
        type=click.Path(path_type=Path),
        default=Path(),
        show_default="the current folder",
        metavar="DIR",
        help="The department's folder.",
    )(command)


def cache_options(command: Command) -> Command:
    """`--cache DIR` and `--no-cache`, handed on as `cache`: the folder, or None for none."""

    @functools.wraps(command)
    def with_cache(*, cache: Path | None, no_cache: bool, root: Path, **others: Any) -> Any:  # noqa: ANN401 - what click gives
        folder = department(root)
        chosen = None if no_cache else cache or cache_folder(folder, os.environ)
        if chosen is not None:
            chosen = chosen.absolute()
            require_apart(chosen, folder)
        return command(cache=chosen, root=root, **others)

    named = click.option(
        "--cache",
        type=click.Path(path_type=Path),
        metavar="DIR",
        show_default=f"{FOLDER} in the department's folder, or what {VARIABLE} names",
        help="Where verdicts on texts are kept, to be quicker next time. It may be deleted at any time.",
    )
    off = click.option("--no-cache", is_flag=True, help="Keep no verdicts and use none from before.")
    return named(off(with_cache))  # type: ignore[return-value]  # the same but for the two options


def signing_options(command: Command) -> Command:
    """`--as MEMBER --key FILE`: who signs, and with what."""
    key = click.option(
        "--key",
        required=True,
        envvar="CLEARANCE_KEY",
        show_envvar=True,
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Private key file, or the .pub file of a key held by an agent or a hardware key.",
    )
    member = click.option(
        "--as",
        "member",
        required=True,
        envvar="CLEARANCE_MEMBER",
        show_envvar=True,
        metavar="MEMBER",
        help="Your id in guidelines/roster.yml.",
    )
    return member(key(command))


def reason_option(text: str) -> Callable[[Command], Command]:
    """`--reason TEXT`, which must say something. `text` is its help."""

    def said(_context: click.Context, _option: click.Parameter, value: str) -> str:
        if not value.strip():
            raise CannotJudge("--reason says nothing; expected a sentence for the record")
        return value.strip()

    return click.option("--reason", required=True, metavar="TEXT", help=text, callback=said)


def department(root: Path) -> Path:
    """The department's folder, absolute. Raises CannotJudge when it is none."""
    resolved = root.resolve()
    if not resolved.is_dir():
        raise CannotJudge("there is no such folder; `clearance init` makes a department", path=str(root))
    if not (resolved / "guidelines").is_dir():
        raise CannotJudge("has no guidelines/, so it is no department; name one with --root", path=str(root))
    return resolved


def now() -> datetime:
    """The clock, read once for each command, here at the door."""
    return datetime.now(UTC)


def judge_root(
    root: Path, at: datetime, cache: Path | None = None, wanted: Callable[[str], bool] | None = None
) -> Judgement:
    """The verdict on the department; with `wanted`, on the pages whose path is.

    Only of the whole department the generator is asked whether it can read its configuration.
    """
    from clearance.publish.decision import decide, look  # noqa: PLC0415 - half a second, which not all need

    if wanted is None:
        return decide(department(root), at=at, cache=cache).judgement
    return look(department(root), at=at, cache=cache, wanted=wanted)


def relative(paths: tuple[Path, ...], root: Path) -> tuple[str, ...]:
    """Paths as the user gave them (from the current folder or the department's), made department-relative."""
    return tuple(_relative(path, root) for path in paths)


def _relative(path: Path, root: Path) -> str:
    for candidate in (Path.cwd() / path, root / path):
        absolute = Path(os.path.normpath(candidate))  # not resolved: a link is judged as what it is
        if (absolute.exists() or absolute.is_symlink()) and absolute.is_relative_to(root):
            return absolute.relative_to(root).as_posix()
    raise CannotJudge("there is no such file in the department", path=str(path))


def terminal_width() -> int:
    return min(shutil.get_terminal_size((100, 24)).columns, 100)


def is_terminal() -> bool:
    return sys.stdout.isatty()


def wants_colour() -> bool:
    """Whether to colour: on a terminal, unless the reader asks for none (no-color.org)."""
    return is_terminal() and not os.environ.get("NO_COLOR")
