"""A value from another process: the same, or CannotJudge. In a process of its own: pytest has threads."""

from __future__ import annotations

import pytest
from tests.program import printed

HEAD = """
import os, signal
from clearance.ahead import meanwhile
from clearance.forked import can_fork
from clearance.errors import CannotJudge
here = os.getpid()
def told(work, **how):
    try:
        with meanwhile(work, worth=True) as value:
            return value()
    except CannotJudge as error:
        return str(error)
def refuse(): raise CannotJudge("so", path="a.md", line=3, column=2)
"""


def said(program: str) -> str:
    return printed(HEAD + program).strip()


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        pytest.param(
            "print(told(lambda: {'a': (1, frozenset({2}))}))", "{'a': (1, frozenset({2}))}", id="data"
        ),
        pytest.param("print(told(os.getpid) != here)", "True", id="by another process"),
        pytest.param("print(told(refuse))", "a.md:3:2: so", id="CannotJudge, with its place"),
        pytest.param(
            "print(told(lambda: os._exit(0)))",
            "a process that worked for this one did not finish; try again",
            id="an end without a value",
        ),
        pytest.param(
            "print(told(lambda: os.kill(os.getpid(), signal.SIGKILL)))",
            "a process that worked for this one did not finish; try again",
            id="killed",
        ),
        pytest.param("print(len(told(lambda: 'x' * 3_000_000)))", "3000000", id="much data"),
    ],
)
def test_what_comes_of_it(program: str, expected: str) -> None:
    assert said(program) == expected


def test_a_value_that_nobody_asked_for_is_dropped_at_once() -> None:
    program = """
import time
begun = time.monotonic()
with meanwhile(lambda: time.sleep(60), worth=True): pass
print(time.monotonic() - begun < 30)
try: os.waitpid(-1, 0)
except ChildProcessError: print("none left")
"""
    assert said(program) == "True\nnone left"


def test_what_is_not_worth_it_is_done_here_and_when_asked_for() -> None:
    program = """
with meanwhile(os.getpid, worth=False) as value: print(value() == here)
import threading, time
threading.Thread(target=time.sleep, args=[1], daemon=True).start()
print(can_fork())
print(told(os.getpid) == here)
"""
    assert said(program) == "True\nFalse\nTrue"
