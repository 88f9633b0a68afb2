"""Commands for the custodian of records; each is loaded when it is run."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

import click

COMMANDS: Mapping[str, str] = {
    "export": "records_export",
    "due": "records_disposal",
    "hold": "records_disposal",
    "dispose": "records_disposal",
    "fixity": "records_export",
}
"""each command with the module that it is in"""


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click names it
        return sorted({*COMMANDS, *self.commands})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in COMMANDS and cmd_name not in self.commands:
            module = import_module(f"clearance.cli.{COMMANDS[cmd_name]}")
            self.add_command(getattr(module, cmd_name.replace("-", "_")))
        return super().get_command(ctx, cmd_name)


@click.group(cls=_Commands)
def records() -> None:
    """Keep, find, hand out and dispose of public records (1021.7)."""
