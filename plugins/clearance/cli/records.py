"""`clearance records …`: what was published, by whom, and the proof of it (1021.7)."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

import click

COMMANDS: Mapping[str, str] = {
    "dispose": "records_disposal",
    "due": "records_disposal",
    "export": "records_export",
    "fixity": "records_export",
    "hold": "records_disposal",
    "list": "records_search",
    "on": "records_day",
    "publication": "records_publication",
    "rebuild": "records_publication",
    "search": "records_search",
    "verify": "records_proof",
}
"""each command with the module that it is in, which is loaded when it is run"""
BUILT_IN = frozenset({"list"})
"""names that Python has itself; the function has a "_" behind them"""


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click names it
        return sorted({*COMMANDS, *self.commands})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in COMMANDS and cmd_name not in self.commands:
            module = import_module(f"clearance.cli.{COMMANDS[cmd_name]}")
            name = f"{cmd_name}_" if cmd_name in BUILT_IN else cmd_name.replace("-", "_")
            self.add_command(getattr(module, name), cmd_name)
        return super().get_command(ctx, cmd_name)


@click.group(cls=_Commands)
def records() -> None:
    """Prove, search and keep what was published (1021.7).

    For the records custodian: what the public saw on a day, who wrote and approved it, and whether
    anybody has meddled with it since.
    """
