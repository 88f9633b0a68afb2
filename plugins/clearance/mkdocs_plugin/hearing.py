"""The generator's warnings: which pages they are about, and what other processes have to say.

A page that was warned about is made again by the next build, so that the warning comes again.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from clearance.publish.generator import GENERATORS

_SOURCE = re.compile(r"'([^']+\.md)'")

Said = tuple[str, int, str]
"""logger, level, message"""


class _Ear(logging.Handler):
    def __init__(self, hearing: Hearing) -> None:
        super().__init__(logging.WARNING)
        self._hearing = hearing

    def emit(self, record: logging.LogRecord) -> None:
        self._hearing.heard((record.name, record.levelno, record.getMessage()))


@dataclass(slots=True)
class Hearing:
    """`page` is the source of the page that is being read or written. `astray` tells of a warning about
    nobody knows which page.
    """

    said: list[Said] = field(default_factory=list)
    warned: set[str] = field(default_factory=set)
    astray: bool = False
    page: str = ""
    _ear: logging.Handler | None = None

    def begin(self) -> None:
        self._ear = _Ear(self)
        for name in GENERATORS:
            logging.getLogger(name).addHandler(self._ear)

    def end(self) -> None:
        for name in GENERATORS:
            if self._ear is not None:
                logging.getLogger(name).removeHandler(self._ear)

    def heard(self, said: Said) -> None:
        self.said.append(said)
        pages = {*_SOURCE.findall(said[2]), *([self.page] if self.page else [])}
        self.warned |= pages
        self.astray = self.astray or not pages

    def keep_to_oneself(self) -> None:
        """Print and count nothing here: what was said is handed to the process that prints and counts."""
        self.said.clear()
        for name in GENERATORS:
            logger = logging.getLogger(name)
            logger.propagate = False
            logger.handlers = [handler for handler in logger.handlers if handler is self._ear]

    def errors(self) -> list[str]:
        """What went wrong, as the generator says it."""
        return [f"ERROR: {message}" for _, level, message in self.said if level >= logging.ERROR]

    def repeat(self, said: Iterable[Said]) -> None:
        """Say what another process has heard."""
        for name, level, message in said:
            record = logging.LogRecord(name, level, "", 0, message, None, None)
            logging.getLogger(name).handle(record)
