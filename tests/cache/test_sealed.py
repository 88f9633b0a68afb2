from __future__ import annotations

import marshal
from pathlib import Path

import pytest

from clearance.cache.memory import Memory
from clearance.cache.records import RecordsCache
from clearance.cache.sealed import SealedFile
from clearance.records.statement import NamedKey, Statement, decode, encode

KEY = b"k" * 32


def test_what_was_saved_is_there(tmp_path: Path) -> None:
    file = SealedFile(tmp_path / "new", "a.kept", "context", KEY)
    assert file.load() is None
    file.save(b"contents")
    assert file.load() == b"contents"
    assert (tmp_path / "new/a.kept").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "new/.gitignore").read_text().endswith("\n*\n")


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"context": "another"}, id="another context"),
        pytest.param({"key": b"o" * 32}, id="another user"),
    ],
)
def test_for_others_it_is_not_there(tmp_path: Path, other: dict[str, object]) -> None:
    fields = {"folder": tmp_path, "name": "a.kept", "context": "context", "key": KEY}
    SealedFile(**fields).save(b"contents")  # type: ignore[arg-type]  # a few of each type
    assert SealedFile(**{**fields, **other}).load() is None  # type: ignore[arg-type]


def test_under_another_name_it_is_not_there(tmp_path: Path) -> None:
    SealedFile(tmp_path, "a.kept", "context", KEY).save(b"contents")
    (tmp_path / "a.kept").rename(tmp_path / "b.kept")
    assert SealedFile(tmp_path, "b.kept", "context", KEY).load() is None


@pytest.mark.parametrize("length", [0, 5, 30, 51, 55])
def test_a_part_of_it_is_nothing(tmp_path: Path, length: int) -> None:
    file = SealedFile(tmp_path, "a.kept", "context", KEY)
    file.save(b"contents")
    whole = (tmp_path / "a.kept").read_bytes()
    assert length < len(whole)
    (tmp_path / "a.kept").write_bytes(whole[:length])
    assert file.load() is None


def test_where_it_can_not_be_saved_nothing_happens(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    file = SealedFile(tmp_path / "file", "a.kept", "context", KEY)
    file.save(b"contents")
    assert file.load() is None


# --- records -----------------------------------------------------------------------------------

SAID = (
    b'{"_type": "https://in-toto.io/Statement/v1", "subject": [{"name": "content/\xc3\xbc.md", "digest": '
    b'{"sha256": "'
    + b"a"
    * 64
    + b'"}}], "predicateType": "https://clearance.example/approval/v1", "predicate": '
    b'{"department": "pd", "member": "sgt", "issued": "2026-03-06T09:00:00.5-06:00", "accepts": ["PB101"], '
    b'"reason": "Because.", "source": {"commits": {"c0": ["pio"]}}}}'
)
IDS = ("1" * 64, "2" * 64)


def test_a_record_comes_back_as_it_was() -> None:
    first = RecordsCache(None)
    said = decode(SAID)
    first.put(IDS, said, "SHA256:x")
    kept = first.learned()
    assert kept is not None
    again = RecordsCache(kept)
    found = again.get(IDS)
    assert found == (said, "SHA256:x")
    assert encode(found[0]) == encode(said)
    assert again.learned() is None
    assert again.get(("1" * 64, "3" * 64)) is None


def test_an_adoption_with_its_keys_too() -> None:
    said = Statement(
        "adoption", "pd", decode(SAID).issued, "chief", {"a": "b" * 64}, keys=(NamedKey("chief", "k"),)
    )
    first = RecordsCache(None)
    first.put(IDS, said, "SHA256:x")
    assert RecordsCache(first.learned()).get(IDS) == (said, "SHA256:x")


def test_what_was_not_asked_for_is_let_go() -> None:
    first = RecordsCache(None)
    first.put(IDS, decode(SAID), "SHA256:x")
    assert marshal.loads(RecordsCache(first.learned()).learned() or b"") == {}  # noqa: S302 - just made


def test_a_memory_of_nothing(tmp_path: Path) -> None:
    memory = Memory.open(tmp_path / "kept", KEY, tmp_path, "sha1")
    assert memory.digests.before is None
    memory.save()
    assert not (tmp_path / "kept").exists()
