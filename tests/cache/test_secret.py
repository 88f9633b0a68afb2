from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from clearance.cache.secret import NAME, SIZE, key_folder, own_key


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    first = own_key(tmp_path / "a/b")
    assert first is not None
    assert (len(first), own_key(tmp_path / "a/b")) == (SIZE, first)
    assert (tmp_path / "a/b" / NAME).stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / "a/b").iterdir()] == [NAME]
    assert own_key(tmp_path / "other") != first


@pytest.mark.parametrize(
    ("data", "mode"),
    [
        pytest.param(b"k" * SIZE, 0o644, id="that others can read"),
        pytest.param(b"k" * SIZE, 0o620, id="that others can write"),
        pytest.param(b"k" * (SIZE - 1), 0o600, id="that is cut off"),
        pytest.param(b"k" * (SIZE + 1), 0o600, id="that is too long"),
        pytest.param(b"", 0o600, id="that is empty"),
    ],
)
def test_a_key_that_can_not_be_trusted_is_replaced(tmp_path: Path, data: bytes, mode: int) -> None:
    (tmp_path / NAME).write_bytes(data)
    (tmp_path / NAME).chmod(mode)
    made = own_key(tmp_path)
    assert made is not None
    assert made != data
    assert own_key(tmp_path) == made


def test_a_sound_key_stays(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"k" * SIZE)
    (tmp_path / NAME).chmod(0o600)
    assert own_key(tmp_path) == b"k" * SIZE


def test_no_key_where_none_can_be_had(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "linked").mkdir()
    (tmp_path / "elsewhere").write_bytes(b"k" * SIZE)
    (tmp_path / "elsewhere").chmod(0o600)
    (tmp_path / "linked" / NAME).symlink_to(tmp_path / "elsewhere")
    (tmp_path / "folder" / NAME).mkdir(parents=True)
    for folder in (tmp_path / "file", tmp_path / "linked", tmp_path / "folder", Path("/proc/nowhere")):
        assert own_key(folder) is None


def test_of_many_that_begin_at_once_all_have_the_same(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from clearance.cache.secret import own_key;"
        "sys.stdin.read(); print(own_key(Path(sys.argv[1])).hex())"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "new")]
    running = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(6)
    ]
    for process in running:
        assert process.stdin is not None
        process.stdin.close()
    said = set()
    for process in running:
        assert process.stdout is not None
        said.add(process.stdout.read())
        process.stdout.close()
        assert process.wait() == 0
    assert len(said) == 1


@pytest.mark.parametrize(
    ("environment", "folder"),
    [
        pytest.param({"HOME": "/home/a"}, "/home/a/.cache/clearance", id="at home"),
        pytest.param({"HOME": "/home/a", "XDG_CACHE_HOME": "/x"}, "/x/clearance", id="where XDG says"),
        pytest.param(
            {"HOME": "/home/a", "XDG_CACHE_HOME": "x"}, "/home/a/.cache/clearance", id="not relative"
        ),
        pytest.param({"HOME": "a"}, None, id="no home"),
        pytest.param({}, None, id="nothing is known"),
    ],
)
def test_where_the_key_lies(environment: dict[str, str], folder: str | None) -> None:
    assert key_folder(environment) == (Path(folder) if folder else None)
