"""The real `git`, run so that neither the repository nor the environment can change what it says.

A repository's own configuration may name programs to run and may hide changes, so only plumbing
commands are used, none of which reads the index, and every setting that bears on them is given
on the command line. `GIT_CONFIG_…` variables stay: that is where a user keeps `safe.directory`.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from clearance.errors import CannotJudge

_SETTINGS = {
    "core.commitGraph": "false",
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.pager": "cat",
    "core.quotepath": "off",
    "core.useReplaceRefs": "false",
    "gc.auto": "0",
    "maintenance.auto": "false",
}
_OPTIONS = ("--no-pager", *(part for key, value in _SETTINGS.items() for part in ("-c", f"{key}={value}")))
_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "",  # a partial clone would fetch what it lacks, by a program of its own choosing
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_FIELDS = 3
"""of what git says of an object before its bytes: id, type, size"""
_EXCEPTION = re.compile(r"git config --global --add safe\.directory .+")


@dataclass(frozen=True, slots=True)
class Answer:
    """What one run of git gave back."""

    code: int
    output: bytes
    errors: str

    @property
    def text(self) -> str:
        """The output as one text, without the newline that ends it."""
        return os.fsdecode(self.output.removesuffix(b"\n"))


@dataclass(frozen=True, slots=True)
class Repository:
    """A checkout whose whole history is at hand.

    `root` is the department's folder, the checkout's top or a folder in it; `hash_name` is sha1
    or sha256; `head` the full id of the commit checked out.
    """

    root: Path
    hash_name: str
    head: str

    def git(self, *arguments: str, feed: bytes = b"") -> bytes:
        """The output of a git command run in the folder. Raises CannotJudge when it fails."""
        return checked(run(self.root, *arguments, feed=feed), self.root).output

    def objects(self, ids: Iterable[str]) -> dict[str, bytes]:
        """The bytes of each of these objects. Raises CannotJudge when one is missing."""
        wanted = tuple(dict.fromkeys(ids))
        feed = "".join(f"{object_id}\n" for object_id in wanted).encode()
        output = self.git("cat-file", "--batch", feed=feed)
        found: dict[str, bytes] = {}
        start = 0
        for object_id in wanted:
            newline = output.index(b"\n", start)
            header = output[start:newline].decode(errors="replace").split(" ")
            if header[0] != object_id or not header[-1].isdigit():
                raise CannotJudge(f"git has lost the object {object_id}; clone the repository again")
            end = newline + 1 + int(header[-1])
            found[object_id] = output[newline + 1 : end]
            start = end + 1
        return found


class Objects:
    """Objects one after another out of one run of git, for as long as the block lasts."""

    def __init__(self, root: Path) -> None:
        command = ["git", *_OPTIONS, "-C", str(root), "cat-file", "--batch"]
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def read(self, object_id: str) -> bytes:
        """The bytes of this object. Raises CannotJudge when git doesn't have it."""
        asked, answers = self._process.stdin, self._process.stdout
        assert asked is not None  # noqa: S101 - both are pipes
        assert answers is not None  # noqa: S101
        try:
            asked.write(f"{object_id}\n".encode())
            asked.flush()
        except BrokenPipeError:
            raise CannotJudge("git could not read the history: it ended before it answered") from None
        header = answers.readline().split()
        if len(header) != _FIELDS or header[0].decode() != object_id:
            raise CannotJudge(f"git has lost the object {object_id}; clone the repository again")
        data = answers.read(int(header[2]) + 1)
        return data[:-1]


def run(folder: Path, *arguments: str, feed: bytes = b"") -> Answer:
    """Run git in a folder, whatever it answers. Raises CannotJudge when there is no git to run."""
    command = ["git", *_OPTIONS, "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, input=feed, capture_output=True, env=_environment(), check=False)
    except FileNotFoundError:
        message = "the program git was not found; install it, for it keeps who wrote what and when"
        raise CannotJudge(message) from None
    except OSError as error:
        raise CannotJudge(f"the program git could not be started: {error.strerror}") from None
    return Answer(done.returncode, done.stdout, done.stderr.decode(errors="backslashreplace"))


def checked(answer: Answer, folder: Path) -> Answer:
    """The same answer. Raises CannotJudge, in plain words, when git failed."""
    if answer.code == 0:
        return answer
    raise CannotJudge(_plain_words(answer.errors, folder))


def _environment(variables: Mapping[str, str] = os.environ) -> dict[str, str]:
    kept = {k: v for k, v in variables.items() if not k.startswith("GIT_") or k.startswith("GIT_CONFIG_")}
    return kept | _ENVIRONMENT


def _plain_words(errors: str, folder: Path) -> str:
    if "not a git repository" in errors:
        return (
            f"the folder {folder} is not in a git repository, so who wrote what can't be proved; clone "
            "the department's repository, or run `git init` and commit its files"
        )
    if "dubious ownership" in errors or "unsafe repository" in errors:
        remedy = _EXCEPTION.search(errors)
        command = remedy[0] if remedy else "git config --global --add safe.directory FOLDER"
        return (
            f"git refuses to read {folder}, for it belongs to another user; if you trust it, run `{command}`"
        )
    told = [line for line in errors.splitlines() if line.startswith(("fatal:", "error:"))]
    last = (told or [errors.strip() or "it gave no reason"])[-1]
    return f"git could not read the history: {last.removeprefix('fatal:').removeprefix('error:').strip()}"
