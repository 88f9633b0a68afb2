"""Lines for a terminal, or for a log that is read like one. Markup in a text is never interpreted."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from io import StringIO
from typing import TYPE_CHECKING

from clearance.report.visible import visible

if TYPE_CHECKING:
    from rich.text import Text

MINIMUM_WIDTH = 20


def plain(text: str) -> str:
    """Visible text that is also no workflow command, should the report go to a runner's log.

    A GitHub runner takes `::name` at the start of a line, and `##[name]` anywhere, for a command.
    """
    return visible(text).replace("::", r":\x3a").replace("##[", r"#\x23[")


def wrapped(text: str, *, width: int, indent: int, style: str = "") -> list[Text]:
    """Break the text into lines of `width` columns, each but an overlong word's indented by `indent`."""
    from rich.text import Text  # noqa: PLC0415 - a tenth of a second, which `plain` does without

    room = max(width - indent, MINIMUM_WIDTH)
    lines = textwrap.wrap(plain(text), room, break_long_words=False, break_on_hyphens=False)
    return [Text(" " * indent).append(line, style) for line in lines]


def paint(lines: Iterable[Text], *, colour: bool) -> str:
    """Join the lines into one string that ends with a newline; with terminal colours only if asked."""
    from rich.console import Console  # noqa: PLC0415 - see above

    sheet = StringIO()
    console = Console(
        file=sheet,
        force_terminal=colour,
        color_system="standard" if colour else None,
        _environ={},  # who calls has decided on colour; NO_COLOR and TERM are read at the door
    )
    for line in lines:
        console.print(line, soft_wrap=True, highlight=False)
    return sheet.getvalue()
