"""The error boundary: every end of a command is one message and one exit code."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from tests.department import Department, run_here

from clearance.cli import main
from clearance.errors import CannotJudge

COMMANDS = (
    "init",
    "new",
    "check",
    "status",
    "explain",
    "approve",
    "adopt",
    "resolve",
    "withdraw",
    "build",
    "serve",
    "audit",
)


@pytest.fixture
def broken_by(monkeypatch: pytest.MonkeyPatch) -> Callable[[BaseException], None]:
    """Have a command of its own end with an error, to see what the boundary makes of it."""

    def arrange(error: BaseException) -> None:
        @click.command()
        def crash() -> None:
            raise error

        monkeypatch.setitem(main.cli.commands, "crash", crash)

    return arrange


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        pytest.param(
            CannotJudge("no idea", path="x.yml", line=3),
            2,
            "clearance: can't judge. x.yml:3: no idea\n",
            id="2",
        ),
        pytest.param(KeyboardInterrupt(), 130, "clearance: interrupted\n", id="Ctrl-C"),
        pytest.param(click.exceptions.Abort(), 130, "clearance: interrupted\n", id="Ctrl-C at a question"),
        pytest.param(
            click.ClickException("no such thing"), 1, "Error: no such thing\n", id="the parser's own"
        ),
        pytest.param(
            KeyError("secret"),
            3,
            "clearance: a fault of ours (KeyError). Nothing was published. "
            "Run again with CLEARANCE_DEBUG=1 and report what it prints.\n",
            id="a fault of ours",
        ),
        pytest.param(
            RecursionError(),
            3,
            "clearance: a fault of ours (RecursionError). Nothing was published. "
            "Run again with CLEARANCE_DEBUG=1 and report what it prints.\n",
            id="a deep fault of ours",
        ),
    ],
)
def test_how_a_command_ends(
    broken_by: Callable[[BaseException], None], error: BaseException, code: int, message: str
) -> None:
    broken_by(error)
    ran = run_here("crash")
    assert (ran.code, ran.out, ran.err.strip()) == (code, "", message.strip())


def test_debug_shows_the_whole_fault(
    broken_by: Callable[[BaseException], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLEARANCE_DEBUG", "1")
    broken_by(KeyError("detail"))
    ran = run_here("crash")
    assert ran.code == 3
    assert ran.err.startswith("Traceback (most recent call last):")
    assert "KeyError: 'detail'" in ran.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["chek"], "No such command 'chek'", id="an unknown command"),
        pytest.param(["check", "--formt", "json"], "No such option", id="an unknown option"),
        pytest.param(["check", "--format", "xml"], "'xml' is not one of", id="an unknown format"),
        pytest.param(["approve"], "Missing argument 'PATH...'", id="no path"),
        pytest.param(["approve", "x.md"], "Missing option '--as'", id="no member"),
        pytest.param(["approve", "x.md", "--as", "chief"], "Missing option '--key'", id="no key"),
        pytest.param(["adopt", "--as", "chief"], "Missing option '--key'", id="no key to adopt with"),
        pytest.param(["explain"], "Missing argument 'CODE'", id="no code"),
        pytest.param(["audit"], "Missing argument", id="no site"),
        pytest.param(["init"], "Missing argument 'DIR'", id="no folder"),
        pytest.param(["check", "--root"], "requires an argument", id="no value"),
    ],
)
def test_a_mistyped_command_line(arguments: list[str], message: str) -> None:
    ran = run_here(*arguments)
    assert (ran.code, message in ran.err) == (2, True), ran.err


@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_names_every_command_and_every_exit_code(flag: str) -> None:
    ran = run_here(flag)
    assert (ran.code, ran.err) == (0, "")
    assert re.findall(r"^  ([a-z][a-z-]*)  ", ran.out, re.MULTILINE) == sorted(main.COMMANDS)
    assert set(COMMANDS) <= main.COMMANDS.keys()
    assert all(f"{code} " in ran.out for code in (0, 1, 2, 3, 130))


@pytest.mark.parametrize("command", sorted(main.COMMANDS))
def test_each_command_has_help(command: str) -> None:
    ran = run_here(command, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"Usage: clearance {command} ")
    assert "\b" not in ran.out


def test_the_version() -> None:
    assert re.fullmatch(r"clearance, version [0-9.]+\n", run_here("--version").out)


def test_without_a_command_help_is_shown() -> None:
    ran = run_here()
    assert "Usage: clearance" in ran.out + ran.err
    assert ran.code in {0, 2}


@pytest.mark.parametrize("command", [["check"], ["status"], ["build"], ["serve"], ["new", "x"]])
@pytest.mark.parametrize(
    ("folder", "message"),
    [
        pytest.param("missing", "there is no such folder", id="a missing folder"),
        pytest.param("empty", "has no guidelines/, so it is no department", id="an empty folder"),
        pytest.param("file", "there is no such folder", id="a file"),
    ],
)
def test_what_is_no_department(tmp_path: Path, command: list[str], folder: str, message: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("")
    ran = run_here(*command, "--root", str(tmp_path / folder))
    assert (ran.code, ran.out, message in ran.err) == (2, "", True), ran.err


def test_a_department_without_git(department: Department) -> None:
    (department.root / ".git").rename(department.root.with_name("gone"))
    ran = department.run("check")
    assert (ran.code, ran.out, "is not in a git repository" in ran.err) == (2, "", True)


def test_a_department_without_git_on_this_machine(
    department: Department, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    ran = department.run("check")
    assert (ran.code, "the program git was not found" in ran.err) == (2, True), ran.err


@pytest.mark.site
def test_ctrl_c_in_a_real_process(department: Department) -> None:
    """While it waits for an answer."""
    command = [str(Path(sys.executable).parent / "clearance"), "new"]
    with subprocess.Popen(
        command, cwd=department.root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.read(5) == b"Title"
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=30)
    assert (process.returncode, b"clearance: interrupted" in said) == (130, True), said


@pytest.mark.site
def test_a_reader_that_goes_away_is_no_fault(department: Department) -> None:
    """As with `| head -1`."""
    command = [str(Path(sys.executable).parent / "clearance"), "check", "--format", "sarif"]
    with subprocess.Popen(
        command, cwd=department.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        said = process.stderr.read()
    assert (process.returncode in {0, 1}, said) == (True, b"")


@pytest.mark.parametrize("command", sorted(main.COMMANDS))
def test_examples_in_a_help_text_stand_on_lines_of_their_own(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in ([command], *([command, inner] for inner in _inner(command))):
        assert main.run([*words, "--help"]) == 0
        shown = capsys.readouterr().out
        assert "\\b" not in shown
        examples = [line for line in shown.splitlines() if line.startswith("  clearance ")]
        assert [line for line in examples if "    " in line] == [], "a backslash that joins two lines"


def _inner(command: str) -> list[str]:
    """The names of a command's own commands, if it is a group."""
    found = main.cli.get_command(click.Context(main.cli), command)
    return sorted(found.commands) if isinstance(found, click.Group) else []
