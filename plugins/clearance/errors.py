"""Why the gate could not judge. Every door turns these into one line and exit code 2."""

from __future__ import annotations


class CannotJudge(Exception):
    """Something needed for a verdict is missing, unreadable or unverifiable.

    `message` says what is wrong and what was expected; `path` is relative to the
    department's folder; `line` and `column` count from 1.
    """

    def __init__(self, message: str, *, path: str = "", line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line
        self.column = column

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part)
        return f"{place}: {self.message}" if place else self.message
