"""Processes that are forked in the middle of a build, each of which goes on with a share of the pages.

A member of the crew hands in what it has to say and ends. One that ends in any other way ends the
whole build: what it should have made is never taken for made.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import NoReturn

from clearance.errors import CannotJudge
from clearance.forked import Child, fork


@dataclass(slots=True)
class Crew:
    """`place` is this process's place in the crew; 0 is the one that forked the others."""

    place: int
    size: int
    _others: list[Child]
    _out: int = -1

    @classmethod
    def fork(cls, size: int) -> Crew:
        """The crew, as seen by each of its `size` processes. Alone where there is room for no other."""
        crew = cls(0, size, [])
        try:
            for place in range(1, size):
                child, pipe = fork(crew._others)
                if child is None:
                    return cls(place, size, [], pipe)
                crew._others.append(child)
        except OSError:
            crew.dismiss()
            return cls(0, 1, [])
        return crew

    def share(self, pages: list[str]) -> list[str]:
        """The part of the pages that is for this process."""
        return pages[self.place :: self.size]

    def hand_in(self, said: bytes) -> NoReturn:
        """End this process, which is not the first one, with what it has to say."""
        with os.fdopen(self._out, "wb") as pipe:
            pipe.write(said)
        self.leave(0)

    def leave(self, code: int) -> NoReturn:
        """End this process at once, with nothing of what the interpreter does at its end."""
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)

    def handed_in(self) -> list[bytes]:
        """What each of the others said, when all have ended. Raises CannotJudge where one did not finish."""
        ended = [other.read() for other in self._others]
        if any(code != 0 or not said for code, said in ended):
            raise CannotJudge("a process that made pages did not finish; nothing was published")
        return [said for _, said in ended]

    def dismiss(self) -> None:
        """Stop those that still run."""
        for other in self._others:
            other.end()
