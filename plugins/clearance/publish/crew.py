"""Processes that are forked in the middle of a build, each of which goes on with a share of the pages.

A member of the crew hands in what it has to say and ends. One that ends in any other way ends the
whole build: what it should have made is never taken for made.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from dataclasses import dataclass
from typing import NoReturn

from clearance.errors import CannotJudge


@dataclass(slots=True)
class _Member:
    process: int
    pipe: int
    ended: bool = False


@dataclass(slots=True)
class Crew:
    """`place` is this process's place in the crew; 0 is the one that forked the others."""

    place: int
    size: int
    _members: list[_Member]
    _out: int = -1

    @classmethod
    def fork(cls, size: int) -> Crew:
        """The crew, as seen by each of its `size` processes. Flushes what is to be printed first."""
        sys.stdout.flush()
        sys.stderr.flush()
        members: list[_Member] = []
        for place in range(1, size):
            reading, writing = os.pipe()
            process = os.fork()
            if process == 0:
                os.close(reading)
                for member in members:
                    os.close(member.pipe)
                return cls(place, size, [], writing)
            os.close(writing)
            members.append(_Member(process, reading))
        return cls(0, size, members)

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
        said = [_read(member) for member in self._members]
        for member, data in zip(self._members, said, strict=True):
            _, status = os.waitpid(member.process, 0)
            member.ended = True
            if status != 0 or not data:
                raise CannotJudge("a process that made pages did not finish; nothing was published")
        return said

    def dismiss(self) -> None:
        """Stop those that still run."""
        for member in self._members:
            if not member.ended:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(member.process, signal.SIGKILL)
                os.waitpid(member.process, 0)
                member.ended = True


def _read(member: _Member) -> bytes:
    with os.fdopen(member.pipe, "rb") as pipe:
        return pipe.read()
