"""Several records at once: all of them are written, or none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.department import Keys
from tests.village import NOW, POST

from clearance.errors import CannotJudge
from clearance.records.signing import write_record, write_records
from clearance.records.statement import Statement

FIRST = Statement("withdrawal", "test-pd", NOW, "lt", {POST: "0" * 64}, reason="x")
SECOND = replace(FIRST, subjects={"content/other.md": "0" * 64})


def files(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


def test_all_of_them(tmp_path: Path, keys: Keys) -> None:
    written = write_records(tmp_path, (FIRST, SECOND), keys.private("lt"))
    assert len(files(tmp_path)) == 4
    assert all((tmp_path / path).is_file() for path in written)


def test_none_when_the_last_one_has_no_room(tmp_path: Path, keys: Keys) -> None:
    taken = write_record(tmp_path, SECOND, keys.private("lt"))
    before = {path: path.read_bytes() for path in files(tmp_path)}
    with pytest.raises(CannotJudge, match="a record of this name is there already") as caught:
        write_records(tmp_path, (FIRST, SECOND), keys.private("lt"))
    assert caught.value.path == taken
    assert {path: path.read_bytes() for path in files(tmp_path)} == before


def test_none_when_one_could_not_be_read_again(tmp_path: Path, keys: Keys) -> None:
    with pytest.raises(CannotJudge):
        write_records(tmp_path, (FIRST, replace(SECOND, subjects={})), keys.private("lt"))
    assert files(tmp_path) == []
