from __future__ import annotations

from tests.rules.builders import PATH, department, judged

from clearance.model import Violation
from clearance.rules import unsafe_path
from clearance.rules.rule import Stray


def test_ordinary_files_pass() -> None:
    assert [*unsafe_path.check(department(files={PATH: "d"}, pages=(judged(),)))] == []


def test_strays() -> None:
    strays = (Stray("content/passwd", "is a symbolic link"), Stray("content/pipe", "is a named pipe"))
    assert [*unsafe_path.check(department(strays=strays))] == [
        ("content/passwd", Violation("is a symbolic link; expected an ordinary file inside content/")),
        ("content/pipe", Violation("is a named pipe; expected an ordinary file inside content/")),
    ]
