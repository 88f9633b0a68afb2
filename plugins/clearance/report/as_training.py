"""Whose training lapses when, for people and for programs; and the reminders of `status`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from rich.text import Text

from clearance.guidelines.lapses import Lapse, together
from clearance.report.as_json import VERSION, dump
from clearance.report.as_text import PIPE_WIDTH
from clearance.report.terminal import paint, plain, wrapped

OVER, NEAR, HOLDS = "over", "near", "holds"


def render_training(lapses: Sequence[Lapse], *, width: int = PIPE_WIDTH, colour: bool = False) -> str:
    """A line for each member and day, what is over first; then how many are over."""
    lines = [line for row in _rows(lapses) for line in wrapped(row[0], width=width, indent=0, style=row[1])]
    return paint([*lines, Text(), Text(_closing(lapses), style="bold")], colour=colour)


def render_training_json(lapses: Sequence[Lapse]) -> str:
    day = lapses[0].day.isoformat() if lapses else None
    return dump({"version": VERSION, "day": day, "training": entries(lapses)})


def lines(lapses: Iterable[Lapse], width: int) -> Iterator[Text]:
    """The reminders: what is over, or will be soon, of those who may act; and one empty line after them."""
    urgent = [lapse for lapse in lapses if lapse.acts and (lapse.is_over or lapse.is_near)]
    for text, style in _rows(urgent):
        yield from wrapped(f"TRAINING: {text}", width=width, indent=0, style=style)
    if urgent:
        yield Text()


def entries(lapses: Iterable[Lapse]) -> list[dict[str, object]]:
    return [
        {
            "member": lapse.member,
            "topic": lapse.topic,
            "lapses": lapse.on.isoformat() if lapse.on else None,
            "state": _state(lapse),
            "acts": lapse.acts,
        }
        for lapse in lapses
    ]


def _state(lapse: Lapse) -> str:
    if lapse.is_over:
        return OVER
    return NEAR if lapse.is_near else HOLDS


_STYLES = {OVER: "bold red", NEAR: "bold yellow", HOLDS: ""}


def _rows(lapses: Sequence[Lapse]) -> Iterator[tuple[str, str]]:
    by_key = {(lapse.member, lapse.on): lapse for lapse in lapses}
    for (member, on), topics in together(lapses).items():
        lapse = by_key[member, on]
        state = _state(lapse)
        idle = "" if lapse.acts else "; has no part in publishing now"
        yield f"{_when(on, state)}  {plain(member)}: {', '.join(map(plain, topics))}{idle}", _STYLES[state]


def _when(on: date | None, state: str) -> str:
    if on is None:
        return "never trained    "
    return f"{'lapsed' if state == OVER else 'until'.ljust(6)} {on}"


def _closing(lapses: Sequence[Lapse]) -> str:
    over = {lapse.member for lapse in lapses if lapse.acts and lapse.is_over}
    near = {lapse.member for lapse in lapses if lapse.acts and lapse.is_near} - over
    if over:
        who = "1 member who may act is" if len(over) == 1 else f"{len(over)} members who may act are"
        return f"{who} not trained in everything."
    if near:
        return f"All who may act are trained; {len(near)} should renew it soon."
    return "All who may act are trained."
