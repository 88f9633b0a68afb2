"""Run the generator with the gate in it, and tell how it ended."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from clearance.errors import CannotJudge
from clearance.garbage import seldom_looked_for
from clearance.gate import Judgement
from clearance.publish.decision import decide, require_gate
from clearance.publish.generator import GENERATORS, load_config
from clearance.publish.known_rules import known_rules
from clearance.publish.orders import Orders
from clearance.report.as_text import render_text
from clearance.report.exit_code import exit_code
from clearance.site_config import GATE

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

WIDTH = 100
AGAIN = 75
"""how a build ends that is to be made once more (EX_TEMPFAIL of sysexits.h)"""


@dataclass(frozen=True, slots=True)
class Built:
    """How a build ended. `site` is where the public site is; a failed build has left it as it was."""

    site: Path
    pages: int
    exit_code: int


def build_site(root: Path, *, site_dir: Path | None, quiet: bool, at: datetime, orders: Orders) -> Built:
    """Build and publish the department at `root`. Raises CannotJudge; findings go to standard error."""
    orders.watch.begin("reading and judging")
    decision = decide(root, at=at, cache=orders.cache)
    require_gate(decision.judgement)
    if decision.config is None:
        orders.watch.end()
        tell(decision.judgement)
        return Built(site_dir or root / "site", 0, exit_code(decision.outcome))
    config = decision.config
    if site_dir:
        config.site_dir = str(site_dir.absolute())
    site = Path(config.site_dir)
    orders.judgement = decision.judgement
    orders.watch.begin("planning")
    code = _run(config, orders, quiet=quiet)
    if code == AGAIN:
        click.echo("clearance: the files of the last build were changed; everything is made anew", err=True)
        code = _run(load_config(root, site_dir=str(site)), orders, quiet=quiet)
    orders.watch.end()
    return Built(site, sum(page.published for page in decision.outcome.pages), code)


def _run(config: MkDocsConfig, orders: Orders, *, quiet: bool) -> int:
    config.plugins[GATE].orders = orders  # type: ignore[attr-defined]  # ours, by its name
    return run_generator(config, quiet=quiet)


def tell(judgement: Judgement) -> None:
    """Say on standard error what keeps a department, or a part of it, from being published."""
    rules = known_rules(judgement.evidence.guidelines.packs)
    text = render_text(judgement.outcome, rules=rules, width=WIDTH, colour=False)
    click.echo(text, err=True, nl=False)


def run_generator(config: MkDocsConfig, *, quiet: bool, command: Literal["build", "serve"] = "build") -> int:
    """One build, with the gate in it; the exit code. With `serve` it is a preview, and shows everything."""
    from mkdocs.commands.build import build  # noqa: PLC0415 - only after the generator is chosen

    _log_to_terminal(quiet=quiet)
    config.plugins.on_startup(command=command, dirty=False)
    try:
        with seldom_looked_for():
            build(config)
    except click.ClickException as stop:
        if stop.exit_code != AGAIN:
            click.echo(stop.format_message(), err=True)
        return stop.exit_code
    except SystemExit:
        raise CannotJudge("a hook or a plugin ended the build; nothing was published") from None
    finally:
        config.plugins.on_shutdown()
    return 0


def _log_to_terminal(*, quiet: bool) -> None:
    """The generator's own warnings (a dead anchor, say), in its own words."""
    for name in GENERATORS:
        logger = logging.getLogger(name)
        logger.setLevel(logging.WARNING)
        if not logger.handlers:
            handler = logging.StreamHandler()
            handler.setLevel(logging.ERROR if quiet else logging.WARNING)
            handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
            logger.addHandler(handler)
