"""What a build is told by whoever asks for it, and what it tells while it runs."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

import click

from clearance.gate import Judgement


class Search(StrEnum):
    """When the index of the site's own search is made."""

    NOW = "now"
    AFTER = "after"
    SKIP = "skip"


@dataclass(slots=True)
class Watch:
    """The steps of a build and how long each took; on a terminal, what is under way."""

    shown: bool = False
    laps: list[tuple[str, float]] = field(default_factory=list)
    _step: str = ""
    _since: float = field(default_factory=time.perf_counter)

    def begin(self, step: str) -> None:
        """The step before has ended, if there was one, and this one begins."""
        now = time.perf_counter()
        if self._step:
            self.laps.append((self._step, now - self._since))
        self._step, self._since = step, now
        if self.shown:
            click.echo(f"\r\033[K{step}…" if step else "\r\033[K", err=True, nl=False)

    def end(self) -> None:
        self.begin("")

    def pause(self) -> None:
        """Something else is about to be printed."""
        if self.shown:
            click.echo("\r\033[K", err=True, nl=False)

    def table(self) -> str:
        """Seconds for each step, their sum, and the most memory that this process used."""
        rows = [*self.laps, ("in all", sum(seconds for _, seconds in self.laps))]
        lines = [f"  {step:32}{seconds:8.2f} s" for step, seconds in rows]
        return "\n".join([*lines, f"  {'memory at most':32}{_megabytes():8,.0f} MB"])


def _megabytes() -> float:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1 << 20) if sys.platform == "darwin" else most / 1024  # bytes there, kilobytes here


@dataclass(frozen=True, slots=True)
class Published:
    """How many of a site's pages and lists were made anew and how many were as they were; `why` if all."""

    made: int
    kept: int
    why: str


def nobody(_: Published) -> None:
    """Tells nobody."""


@dataclass(slots=True)
class Orders:
    """`judgement` was made before; `cache` is where things are kept, or None for nowhere. `tell` is called
    as soon as the site is public. With `omit`, what isn't cleared doesn't stop the rest, whatever
    mkdocs.yml says.
    """

    judgement: Judgement | None = None
    cache: Path | None = None
    search: Search = Search.AFTER
    watch: Watch = field(default_factory=Watch)
    tell: Callable[[Published], None] = nobody
    omit: bool = False
