"""A group whose commands are loaded when they are run: most need little of what the others import."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

_BUILT_IN = frozenset({"list"})
"""names that Python has itself; the function has a "_" behind them"""


class LazyGroup(click.Group):
    """`modules` has each command's name with its module in this package; `of-two-words` is `of_two_words`."""

    def __init__(self, *arguments: Any, modules: Mapping[str, str], **options: Any) -> None:  # noqa: ANN401 - click's
        super().__init__(*arguments, **options)
        self._modules = modules

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click names it
        return sorted({*self._modules, *self.commands})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in self._modules and cmd_name not in self.commands:
            module = import_module(f"clearance.cli.{self._modules[cmd_name]}")
            function = f"{cmd_name}_" if cmd_name in _BUILT_IN else cmd_name.replace("-", "_")
            self.add_command(getattr(module, function), cmd_name)
        return super().get_command(ctx, cmd_name)
