"""Forked processes: what they say, how they end, and a system without room. In a process of its own each."""

from __future__ import annotations

import pytest
from tests.program import printed

HEAD = """
import errno, os, signal, time
from pathlib import Path
from clearance.ahead import meanwhile
from clearance.errors import CannotJudge
from clearance.forked import fork, start
from clearance.publish.crew import Crew
from clearance.texts.workers import in_workers
here = os.getpid()
def descriptors(): return len([*Path("/proc/self/fd").iterdir()])
def no_room(): raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
"""


def said(program: str) -> str:
    return printed(HEAD + program).strip()


@pytest.mark.parametrize(
    ("work", "ended"),
    [
        pytest.param("lambda out: out.write(b'so')", "(0, b'so')", id="done"),
        pytest.param("lambda out: out.write(b'x') and 1 / 0", "(1, b'x')", id="an exception"),
        pytest.param("lambda out: os._exit(7)", "(7, b'')", id="a code of its own"),
        pytest.param("lambda out: os.kill(os.getpid(), signal.SIGKILL)", "(-9, b'')", id="killed"),
        pytest.param("lambda out: os.kill(os.getpid(), signal.SIGINT)", "(-2, b'')", id="interrupted"),
    ],
)
def test_how_a_process_ends_and_what_it_said(work: str, ended: str) -> None:
    assert said(f"print(start({work}).read())") == ended


def test_a_process_that_is_ended_leaves_nothing_behind() -> None:
    program = """
before = descriptors()
child = start(lambda out: time.sleep(60))
child.end()
child.end()
print(descriptors() - before)
try: os.waitpid(-1, 0)
except ChildProcessError: print("none left")
"""
    assert said(program) == "0\nnone left"


def test_a_process_holds_no_pipe_of_those_before_it() -> None:
    """Else one of them would never notice that nobody listens any more."""
    program = """
first = start(lambda out: time.sleep(60))
second = start(lambda out: out.write(b"%d" % descriptors()), [first])
third = start(lambda out: out.write(b"%d" % descriptors()), [first, second])
print(second.read()[1] == third.read()[1])
first.end()
"""
    assert said(program) == "True"


def test_without_room_for_another_process_the_work_is_done_here() -> None:
    program = """
os.fork = no_room
before = descriptors()
with meanwhile(os.getpid, worth=True) as value: print(value() == here)
crew = Crew.fork(3)
print(crew.place, crew.share(["a", "b", "c"]), crew.handed_in())
try: next(in_workers([[1]], lambda part: []))
except CannotJudge as error: print(error)
print(descriptors() - before)
"""
    assert said(program).splitlines() == [
        "True",
        "0 ['a', 'b', 'c'] []",
        "no further process could be started to read the pages (Resource temporarily unavailable)",
        "0",
    ]


def test_a_crew_that_is_not_whole_is_sent_home() -> None:
    program = """
forked, forks = os.fork, []
def once():
    if forks: no_room()
    forks.append(1)
    return forked()
os.fork = once
crew = Crew.fork(3)
if crew.place: time.sleep(60)
print(crew.place, crew.size)
try: os.waitpid(-1, 0)
except ChildProcessError: print("none left")
"""
    assert said(program) == "0 1\nnone left"
