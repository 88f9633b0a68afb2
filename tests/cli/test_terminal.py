"""What a reader at a terminal gets: colour and the terminal's width; in a pipe, neither."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from tests.department import Department
from tests.village import post

pytestmark = pytest.mark.site
ESCAPE = "\x1b["


def at_terminal(department: Department, *command: str, **variables: str) -> tuple[int, str]:
    """Exit code and output of a command whose standard output is a terminal."""
    ours, theirs = pty.openpty()
    program = str(Path(sys.executable).parent / "clearance")
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "60", **variables}
    with subprocess.Popen(
        [program, *command], cwd=department.root, stdout=theirs, env=environment
    ) as process:
        os.close(theirs)
        said = b""
        while chunk := _read(ours):
            said += chunk
    os.close(ours)
    return process.returncode, said.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux tells so that the other end is closed
        return b""


@pytest.fixture
def waiting(department: Department) -> Department:
    department.write("content/posts/new.md", post("New"))
    department.commit()
    return department


@pytest.mark.parametrize("command", [["check"], ["status"], ["explain", "AP101"]], ids=" ".join)
def test_colour_at_a_terminal_and_none_in_a_pipe(waiting: Department, command: list[str]) -> None:
    code, said = at_terminal(waiting, *command)
    piped = waiting.run(*command)
    assert (ESCAPE in said, ESCAPE in piped.out) == (True, False)
    assert (code, "AP101" in said or "new.md" in said) == (piped.code, True)


@pytest.mark.parametrize("command", [["check"], ["status"]], ids=" ".join)
def test_no_colour_where_the_reader_wants_none(waiting: Department, command: list[str]) -> None:
    _, said = at_terminal(waiting, *command, NO_COLOR="1")
    assert ESCAPE not in said
    assert max(len(line) for line in said.splitlines() if "/" not in line) <= 60
