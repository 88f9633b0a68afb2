from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.guidelines.sample import FILES, changed, read, write

from clearance.errors import CannotJudge
from clearance.guidelines.loading import load_guidelines

MEMBER_KEYS = "from, until, id, name, office, authorized_by, github_id, emails, roles, devices, note"
ROLES = "chief, supervisor, author, pio, incident-commander, recorder, custodian, reviewer, web-admin"
SLUG = "a short name of lower-case letters, digits and single hyphens, such as records1"
CORE = "guidelines/"


def test_a_whole_department_is_read(tmp_path: Path) -> None:
    assert load_guidelines(write(tmp_path, FILES)) == read(FILES)


def test_rule_packs_may_be_absent(tmp_path: Path) -> None:
    files = {name: text for name, text in FILES.items() if not name.startswith("rules/")}
    assert load_guidelines(write(tmp_path, files)).packs == ()


def test_packs_come_in_the_order_of_their_names() -> None:
    other = FILES["rules/words.yml"].replace("pack: words", "pack: also").replace("PB901", "GD901")
    packs = read(FILES | {"rules/also.yml": other.replace("names-a-lawsuit", "another")}).packs
    assert [pack.pack for pack in packs] == ["also", "words"]


@pytest.mark.parametrize("name", [name for name in FILES if "/" not in name])
def test_a_missing_file(tmp_path: Path, name: str) -> None:
    root = write(tmp_path, FILES)
    (root / "guidelines" / name).unlink()
    with pytest.raises(CannotJudge) as refused:
        load_guidelines(root)
    assert str(refused.value) == f"guidelines/{name}: the file is missing; the guidelines need it"


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        pytest.param("rosters.yml", "; did you mean 'roster.yml'?", id="a name nearly right"),
        pytest.param("Roster.YML", "; did you mean 'roster.yml'?", id="a name in capitals"),
        pytest.param("roster.yaml", "; did you mean 'roster.yml'?", id="another ending"),
        pytest.param("x.yml", "; rule packs are named such as rules/prohibited.yml", id="a name like none"),
        pytest.param(
            "rules/Words.yml", "; rule packs are named such as rules/prohibited.yml", id="a pack in capitals"
        ),
        pytest.param(
            "rules/x.yaml", "; rule packs are named such as rules/prohibited.yml", id="a pack's other ending"
        ),
    ],
)
def test_a_file_that_would_be_without_force(tmp_path: Path, name: str, hint: str) -> None:
    with pytest.raises(CannotJudge) as refused:
        load_guidelines(write(tmp_path, FILES | {name: "a: 1"}))
    assert str(refused.value) == f"guidelines/{name}: no such file belongs to the guidelines{hint}"


def test_a_name_that_is_not_text(tmp_path: Path) -> None:
    root = write(tmp_path, FILES)
    Path(os.fsdecode(os.fsencode(root / "guidelines/rules") + b"/\xff.yml")).write_text(
        "a: 1", encoding="utf-8"
    )
    with pytest.raises(CannotJudge) as refused:
        load_guidelines(root)
    assert refused.value.path == "guidelines/rules/?.yml"


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    others = {"README.md": "Words.", ".roster.yml.swp": "x", "rules/notes.txt": "y"}
    assert load_guidelines(write(tmp_path, FILES | others)) == read(FILES)


@pytest.mark.parametrize("kind", ["link", "broken link", "pipe", "folder"])
def test_what_is_no_file_is_not_read(tmp_path: Path, kind: str) -> None:
    root = write(tmp_path, FILES)
    roster = root / "guidelines/roster.yml"
    roster.rename(tmp_path / "elsewhere.yml")
    match kind:
        case "link":
            roster.symlink_to(tmp_path / "elsewhere.yml")
        case "broken link":
            roster.symlink_to(tmp_path / "nowhere.yml")
        case "pipe":
            os.mkfifo(roster)
        case _:
            roster.mkdir()
    with pytest.raises(CannotJudge) as refused:
        load_guidelines(root)
    assert str(refused.value) == "guidelines/roster.yml: not a file by itself (a link is not followed)"


def test_a_linked_folder_is_not_followed(tmp_path: Path) -> None:
    root = write(tmp_path / "a", FILES)
    (tmp_path / "b").mkdir()
    (tmp_path / "b/guidelines").symlink_to(root / "guidelines")
    with pytest.raises(CannotJudge, match="guidelines: a link is not followed; put the folder itself here"):
        load_guidelines(tmp_path / "b")


def test_the_departments_own_folder_may_be_reached_by_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(write(tmp_path / "a", FILES))
    assert load_guidelines(tmp_path / "link") == read(FILES)


@pytest.mark.parametrize(
    ("folder", "message"),
    [
        pytest.param("policy", "policy: the folder is missing; it holds the guidelines", id="missing"),
        pytest.param("../x", "../x: the folder must lie within the department's own", id="above"),
        pytest.param("/etc", "/etc: the folder must lie within the department's own", id="elsewhere"),
        pytest.param("file", "file: the folder can't be read: Not a directory", id="a file"),
    ],
)
def test_a_folder_that_is_none(tmp_path: Path, folder: str, message: str) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(CannotJudge) as refused:
        load_guidelines(tmp_path, folder)
    assert str(refused.value) == message


def test_a_folder_by_another_name(tmp_path: Path) -> None:
    root = write(tmp_path, changed("monitoring.yml", "annual: 1", "annual: 13"))
    (root / "guidelines").rename(root / "policy")
    with pytest.raises(CannotJudge, match=r"^policy/monitoring\.yml:3:1: 13 does not fit here"):
        load_guidelines(root, "policy")
