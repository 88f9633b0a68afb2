"""Real processes are forked, in a process of their own: the tests' own one may have threads."""

from __future__ import annotations

import pytest
from tests.program import printed

PROGRAM = """
import os, signal, sys, threading, time
from clearance.errors import CannotJudge
from clearance.forked import can_fork
from clearance.texts.workers import WorkerFault, in_workers

def judged(parts, work):
    try:
        return sorted(in_workers(parts, work))
    except (CannotJudge, WorkerFault) as error:
        return f"{type(error).__name__}: {error}"

def each(part):
    for number in part:
        yield number, b"%d" % number * number

def children():
    try:
        return os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return None
"""


def said(program: str) -> str:
    return printed(PROGRAM + program)


def test_every_page_comes_once_whatever_its_size() -> None:
    program = """
found = judged([[0, 2, 4, 2000], [1, 3, 70000]], each)
print(found == sorted(each([0, 1, 2, 3, 4, 2000, 70000])), children())
"""
    assert said(program) == "True None\n"


def test_a_part_may_be_empty() -> None:
    assert said("print(judged([[], [1]], each), children())") == "[(1, b'1')] None\n"


@pytest.mark.parametrize(
    ("ending", "told"),
    [
        pytest.param("os.kill(os.getpid(), signal.SIGKILL)", "was ended by signal 9", id="killed"),
        pytest.param("os.kill(os.getpid(), signal.SIGSEGV)", "was ended by signal 11", id="crashed"),
        pytest.param("os._exit(0)", "was ended with code 0", id="gone without a word"),
        pytest.param("os._exit(7)", "was ended with code 7", id="gone with a code"),
        pytest.param("return", "was ended with code 0", id="a page left out"),
        pytest.param(
            "raise MemoryError", "WorkerFault: MemoryError in a process that read pages", id="short of memory"
        ),
        pytest.param(
            "raise ValueError('odd')", "WorkerFault: ValueError in a process that read pages", id="a fault"
        ),
        pytest.param(
            "raise CannotJudge('is amiss', path='guidelines/x.yml', line=3)",
            "CannotJudge: guidelines/x.yml:3: is amiss",
            id="without a verdict",
        ),
    ],
)
def test_one_that_does_not_read_all_ends_it_all(ending: str, told: str) -> None:
    program = f"""
def work(part):
    for number in part:
        if number == 3:
            {ending}
        yield number, b"x"
outcome = judged([[0, 1, 2], [5, 3, 4]], work)
print(outcome if isinstance(outcome, str) else "went on", children())
"""
    printed = said(program)
    assert told in printed
    assert printed.endswith(" None\n")


def test_a_fault_tells_where_it_was() -> None:
    program = "\ndef work(part):\n    yield 0, 1 / 0\nprint(judged([[0]], work))"
    assert "ZeroDivisionError: division by zero" in said(program)


def test_the_others_are_ended_when_one_fails() -> None:
    program = """
def work(part):
    if part == [1]:
        raise ValueError
    time.sleep(60)
    yield 0, b""
begin = time.monotonic()
print(judged([[0], [1]], work)[:11], time.monotonic() - begin < 20, children())
"""
    assert said(program) == "WorkerFault True None\n"


def test_they_are_ended_when_nobody_asks_for_more() -> None:
    program = """
def work(part):
    yield 0, b"x" * 100_000
    time.sleep(60)
    yield 1, b""
entries = in_workers([[0, 1]], work)
print(len(next(entries)[1]), entries.close(), children())
"""
    assert said(program) == "100000 None None\n"


def test_nothing_that_was_printed_before_is_printed_twice() -> None:
    program = "\nprint('once', end='')\nprint(judged([[1], [2]], each))"
    assert said(program) == "once[(1, b'1'), (2, b'22')]\n"


def test_they_need_no_more_memory_than_what_they_send_at_a_time() -> None:
    """A hundred megabytes in all, of which only some are ever on their way."""
    program = """
def kilobytes(what):  # of this program alone; getrusage has the peak of whoever started it, too
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith(what))
def work(part):
    for number in part:
        yield number, b"x" * 1_000_000
before = kilobytes("VmRSS")
size = sum(len(entry) for _, entry in in_workers([range(50), range(50, 100)], work))
print(size, kilobytes("VmHWM") - before < 40_000)
"""
    assert said(program) == "100000000 True\n"


def test_only_a_process_with_one_thread_may_be_forked() -> None:
    program = """
print(can_fork())
threading.Thread(target=time.sleep, args=(1,)).start()
print(can_fork())
"""
    assert said(program) == "True\nFalse\n"


def test_where_the_system_keeps_no_account_of_ended_processes_what_they_sent_counts() -> None:
    program = """
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
def work(part):
    yield 2, b""
print(judged([[1], [2]], each), judged([[1, 2]], work)[:52])
"""
    whole, _, told = said(program).partition("] ")
    assert whole == "[(1, b'1'), (2, b'22')"
    assert told.startswith("CannotJudge: a process that read the pages was ended")
