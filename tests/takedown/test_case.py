"""Ids of cases: only who has the secret learns anything from one."""

from __future__ import annotations

import hashlib
import hmac
import stat
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from tests.village import post

from clearance.content.page import read_page
from clearance.errors import CannotJudge
from clearance.model import Page
from clearance.takedown.case import belongs, mentions, new_id, plain_number, read_secret, write_secret

SECRET, OTHER = bytes(32), bytes(range(32))
NUMBER = "24-CR-0153"


def test_no_two_ids_of_a_case_are_alike_and_all_are_found() -> None:
    made = {new_id(NUMBER, SECRET) for _ in range(50)}
    parts = [part for one in made for part in one.split("-")[1:]]
    assert len(set(parts)) == len(parts) == 100
    assert all(belongs(one, NUMBER, SECRET) for one in made)


def test_it_is_the_hmac_of_rfc_2104() -> None:
    _, nonce, mac = new_id(NUMBER, SECRET).split("-")
    whole = hmac.new(SECRET, bytes.fromhex(nonce) + b"24CR0153", hashlib.sha256).hexdigest()
    assert whole.startswith(mac)


@pytest.mark.parametrize(
    ("number", "secret", "found"),
    [
        pytest.param(NUMBER, SECRET, True, id="the same"),
        pytest.param("24 cr 0153", SECRET, True, id="written otherwise"),
        pytest.param("２４-CR-０１５３", SECRET, True, id="in wide digits"),
        pytest.param("24-CR-0154", SECRET, False, id="the next case"),
        pytest.param("24-CR-153", SECRET, False, id="without a nought, which may be another case"),
        pytest.param(NUMBER, OTHER, False, id="by who doesn't have the secret"),
    ],
)
def test_which_ids_belong_to_a_case(number: str, secret: bytes, found: bool) -> None:  # noqa: FBT001 - a case
    assert belongs(new_id(NUMBER, SECRET), number, secret) is found


@pytest.mark.parametrize("number", ["", "--", "7", "a 1"])
def test_what_is_no_number(number: str) -> None:
    with pytest.raises(CannotJudge, match="no number of a case"):
        plain_number(number)


def test_a_text_that_names_it() -> None:
    assert mentions("By order in 24 CR 0153.", NUMBER)
    assert not mentions("By order of a court.", NUMBER)


def test_a_page_takes_an_id_and_never_a_number() -> None:
    zone = ZoneInfo("America/Chicago")
    made = new_id(NUMBER, SECRET)
    page = read_page("content/posts/x.md", post(clearance=f"  case: {made}\n").encode(), zone)
    assert isinstance(page, Page)
    assert page.case == made
    refused = read_page("content/posts/x.md", post(clearance=f"  case: {NUMBER}\n").encode(), zone)
    assert not isinstance(refused, Page)
    assert "must be what `clearance case` prints" in refused.message
    assert NUMBER not in refused.message


# --- the secret --------------------------------------------------------------------------------


def test_a_secret_is_written_once_for_its_owner_alone(tmp_path: Path) -> None:
    file, root = tmp_path / "secret", tmp_path / "department"
    write_secret(file, root)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(read_secret(file, root)) == 32
    with pytest.raises(CannotJudge, match="no secret is ever replaced"):
        write_secret(file, root)


def test_two_secrets_differ(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_secret(tmp_path / name, tmp_path / "department")
    assert (tmp_path / "one").read_bytes() != (tmp_path / "two").read_bytes()


@pytest.mark.parametrize(
    ("text", "mode", "message"),
    [
        pytest.param("00" * 32, 0o644, "other people can read this secret", id="readable by others"),
        pytest.param("hunter2", 0o600, "expected 64 digits", id="a password"),
        pytest.param("00" * 31, 0o600, "expected 64 digits", id="too short"),
        pytest.param("", 0o600, "expected 64 digits", id="empty"),
    ],
)
def test_what_is_no_secret(tmp_path: Path, text: str, mode: int, message: str) -> None:
    file = tmp_path / "secret"
    file.write_text(text)
    file.chmod(mode)
    with pytest.raises(CannotJudge, match=message) as caught:
        read_secret(file, tmp_path / "department")
    assert text not in str(caught.value) or not text


def test_a_secret_in_the_department_s_folder_is_refused(tmp_path: Path) -> None:
    for way in (read_secret, write_secret):
        with pytest.raises(CannotJudge, match="lies in the department's folder"):
            way(tmp_path / "guidelines" / "secret", tmp_path)
    with pytest.raises(CannotJudge, match="can't be read"):
        read_secret(tmp_path / "none", tmp_path / "department")
