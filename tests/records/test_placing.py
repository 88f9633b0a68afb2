from __future__ import annotations

import errno
import os
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.records.shelf import APPROVAL, DIGEST, adoption

from clearance.errors import CannotJudge
from clearance.records.placing import file_name, is_named_for, place_record
from clearance.records.statement import Statement, encode, record_id

DATA = encode(APPROVAL)
SIGNATURE = b"a signature"
NAME = f"records/2026/2026-03-05-approval-road-{record_id(DATA)[:12]}.json"


def files(root: Path) -> dict[str, bytes]:
    return {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def problem(root: Path) -> tuple[str, str]:
    with pytest.raises(CannotJudge) as caught:
        place_record(root, APPROVAL, DATA, SIGNATURE)
    return caught.value.path, caught.value.message


def test_a_record_is_two_files_that_anybody_may_read(tmp_path: Path) -> None:
    assert place_record(tmp_path, APPROVAL, DATA, SIGNATURE) == NAME
    assert files(tmp_path) == {NAME: DATA, f"{NAME}.sig": SIGNATURE}
    assert (tmp_path / NAME).stat().st_mode & 0o777 == 0o644


def test_no_record_is_written_over_another(tmp_path: Path) -> None:
    place_record(tmp_path, APPROVAL, DATA, SIGNATURE)
    with pytest.raises(CannotJudge, match="a record of this name is there already; nothing was written"):
        place_record(tmp_path, APPROVAL, DATA, b"another")
    assert files(tmp_path) == {NAME: DATA, f"{NAME}.sig": SIGNATURE}


def test_a_record_without_its_signature_is_not_completed(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.parent.mkdir(parents=True)
    path.write_bytes(b"somebody else's")
    assert problem(tmp_path) == (NAME, "a record of this name is there already; nothing was written")
    assert files(tmp_path) == {NAME: b"somebody else's"}


@pytest.mark.parametrize("where", ["records", "records/2026"])
def test_a_folder_that_is_a_link_is_not_written_to(tmp_path: Path, where: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    root = tmp_path / "root"
    (root / where).parent.mkdir(parents=True)
    (root / where).symlink_to(outside)
    assert problem(root) == (where, "expected a folder of its own, and not a link or a file")
    assert files(outside) == {}


def test_a_file_in_the_folder_s_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "records").write_bytes(b"")
    assert problem(tmp_path) == ("records", "expected a folder of its own, and not a link or a file")


def test_a_folder_that_can_t_be_written_is_told(tmp_path: Path) -> None:
    assert problem(tmp_path / ("x" * 300)) == (NAME, f"can't be written: {os.strerror(errno.ENAMETOOLONG)}")


@pytest.mark.parametrize(
    ("statement", "start"),
    [
        pytest.param(APPROVAL, "2026/2026-03-05-approval-road-", id="a post"),
        pytest.param(adoption(), "2026/2026-03-01-adoption-", id="an adoption, named after no file"),
        pytest.param(
            replace(APPROVAL, issued=datetime(2027, 1, 1, 0, 30, tzinfo=timezone(timedelta(hours=9)))),
            "2027/2027-01-01-approval-road-",
            id="the day where it was signed",
        ),
        pytest.param(
            replace(APPROVAL, subjects={"content/a.png": DIGEST, "content/Über  Wasser!.md": DIGEST}),
            "2026/2026-03-05-approval-uber-wasser-",
            id="letters beyond ASCII",
        ),
        pytest.param(
            replace(APPROVAL, subjects={"content/contact/index.md": DIGEST}),
            "2026/2026-03-05-approval-contact-",
            id="a folder's index",
        ),
        pytest.param(
            replace(APPROVAL, subjects={"content/道路.md": DIGEST}),
            "2026/2026-03-05-approval-",
            id="no such letters",
        ),
        pytest.param(
            replace(APPROVAL, subjects={f"content/{'long-' * 30}.md": DIGEST}),
            f"2026/2026-03-05-approval-{'long-' * 8}",
            id="a long name",
        ),
    ],
)
def test_a_record_is_named_for_people(statement: Statement, start: str) -> None:
    data = encode(statement)
    assert file_name(statement, data) == f"{start}{record_id(data)[:12]}.json"


@given(st.text(min_size=1, max_size=60))
def test_no_page_s_name_leads_out_of_the_folder(name: str) -> None:
    made = file_name(replace(APPROVAL, subjects={f"content/{name}.md": DIGEST}), DATA)
    assert len(made) < 120
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-./")
    assert made.count("/") == 1
    assert ".." not in made


def test_the_kind_in_a_name_is_no_word_of_what_it_is_about() -> None:
    made = file_name(replace(APPROVAL, subjects={"content/an-incident-here.md": DIGEST}), DATA)
    assert is_named_for(f"records/{made}", APPROVAL.kind)
    assert not is_named_for(f"records/{made}", "incident")
