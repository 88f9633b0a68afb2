"""What is known of files without reading them: never of one that may have changed."""

from __future__ import annotations

import hashlib
import os
import struct
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from clearance.disk import digests
from clearance.disk.digests import Before, Digests, of_hash

SETTLED_S = 0.3


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.md"
    path.write_bytes(b"first")
    time.sleep(SETTLED_S)
    return path


def read(file: Path, before: bytes | None = None, hash_name: str = "sha1") -> Digests:
    found = Digests(hash_name, Before.read(before))
    if found.known("a.md", file.lstat()) is None:
        found.read(file, "a.md")
    return found


def learned(file: Path, hash_name: str = "sha1") -> bytes:
    told = read(file, hash_name=hash_name).learned()
    assert told is not None
    return told


def known_files(found: Digests) -> int:
    return len(Before.read(found.learned()) or ())


def known(file: Path, before: bytes) -> str | None:
    found = Digests("sha1", Before.read(before)).known("a.md", file.lstat())
    return found.sha256 if found else None


@pytest.mark.parametrize("hash_name", ["sha1", "sha256"])
def test_a_file_has_both_digests(file: Path, hash_name: str) -> None:
    digest, kept = Digests(hash_name).read(file, "a.md", keep=3)
    assert digest.sha256 == hashlib.sha256(b"first").hexdigest()
    assert digest.blob == hashlib.new(hash_name, b"blob 5\0first").hexdigest()
    assert kept == b"fir"


@pytest.mark.parametrize("hash_name", ["sha1", "sha256"])
def test_what_is_unchanged_is_not_read_again(
    file: Path, hash_name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = learned(file, hash_name)
    monkeypatch.setattr(os, "open", None)
    again = read(file, told, hash_name)
    assert again.seen["a.md"].sha256 == hashlib.sha256(b"first").hexdigest()
    assert again.seen["a.md"].blob == hashlib.new(hash_name, b"blob 5\0first").hexdigest()
    assert again.learned() is None


def in_place(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.write(b"other")


def in_place_with_its_old_time(file: Path) -> None:
    status = file.stat()
    in_place(file)
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def another_in_its_place(file: Path) -> None:
    status = file.stat()
    other = file.with_name("b")
    other.write_bytes(b"other")
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    other.replace(file)


@pytest.mark.parametrize("change", [in_place, in_place_with_its_old_time, another_in_its_place])
def test_what_may_have_changed_is_not_known(file: Path, change: Callable[[Path], None]) -> None:
    told = learned(file)
    change(file)
    assert known(file, told) is None


def test_a_file_that_was_just_changed_is_read_again_next_time(tmp_path: Path) -> None:
    """Its next change could fall into the same tick of the clock."""
    fresh = tmp_path / "a.md"
    fresh.write_bytes(b"first")
    told = read(fresh).learned()
    assert told is None or known(fresh, told) is None


def test_where_times_are_coarse_more_time_must_have_passed(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exact = digests._stamp
    coarse = struct.pack(">q", 10**9 * int(time.time()))
    monkeypatch.setattr(digests, "_stamp", lambda status: exact(status)[:32] + coarse)
    assert read(file).learned() is None


def test_a_link_to_the_file_changes_its_time_and_not_what_is_known(file: Path, tmp_path: Path) -> None:
    first = read(file)
    (tmp_path / "link").hardlink_to(file)
    time.sleep(SETTLED_S)
    first.look_again(tmp_path, ["a.md"])
    told = first.learned()
    assert told is not None
    assert known(file, told) == hashlib.sha256(b"first").hexdigest()


def test_after_a_link_and_another_change_nothing_is_known(file: Path, tmp_path: Path) -> None:
    first = read(file)
    in_place(file)
    time.sleep(SETTLED_S)
    first.look_again(tmp_path, ["a.md"])
    assert known_files(first) == 0


def test_a_file_that_is_gone_is_forgotten(file: Path, tmp_path: Path) -> None:
    first = read(file)
    file.unlink()
    first.look_again(tmp_path, ["a.md"])
    assert known_files(first) == 0


def test_what_is_to_be_forgotten_is(file: Path) -> None:
    again = read(file, learned(file))
    again.forget("a.md")
    assert again.known("a.md", file.lstat()) is None


@pytest.mark.parametrize(
    "data", [b"", b"something else", b"clearance digests 2\nsha1    " + b"\0" * 15 + b"\1"]
)
def test_other_bytes_are_nothing_learned(data: bytes) -> None:
    assert Before.read(data) is None


def test_of_no_file_there_is_nothing_to_learn(file: Path) -> None:
    assert Digests().learned() is None
    told = learned(file)
    gone = Digests("sha1", Before.read(told)).learned()
    assert gone is not None
    assert len(Before(gone)) == 0


def test_another_hash_is_read_anew(file: Path) -> None:
    found = Digests("sha256", Before.read(learned(file)))
    assert found.known("a.md", file.lstat()) is None
    assert of_hash("sha256", found) is found
    assert of_hash("sha1", found).hash_name == "sha1"


def test_a_link_is_not_followed(file: Path, tmp_path: Path) -> None:
    (tmp_path / "l").symlink_to(file)
    with pytest.raises(OSError, match="symbolic links"):
        Digests().read(tmp_path / "l", "l")
