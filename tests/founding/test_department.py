"""A new department as it is found: whole, cleared, its own."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.department import Department, Keys, digests

from clearance.cli.create import DEFAULTS
from clearance.errors import CannotJudge
from clearance.evidence import read_evidence
from clearance.founding.department import Answers, Founded, found
from clearance.founding.for_github import TEMPLATE

AT = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=1)
ANSWERS = Answers(**DEFAULTS)
PACKS = sorted((TEMPLATE / "guidelines" / "rules").iterdir())


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Founded:
    folder = tmp_path_factory.mktemp("new")
    return found(folder / "maple", ANSWERS, keys=folder / "maple-keys", at=AT)


@pytest.fixture(scope="module")
def maple(founded: Founded) -> Department:
    return Department(founded.folder, Keys(founded.keys), founded.pin)


def test_it_holds_everything_and_nothing_else(maple: Department) -> None:
    files = {name for name in digests(maple.root) if not name.startswith((".git/", "records/"))}
    year = AT.astimezone(read_evidence(maple.root, at=AT, pin=maple.pin).guidelines.zone).year
    assert files == {
        ".gitattributes",
        ".gitignore",
        "README.md",
        "content/about.md",
        "content/contact.md",
        "content/index.md",
        f"content/posts/{year}/our-new-website.md",
        "guidelines/categories.yml",
        "guidelines/department.yml",
        "guidelines/monitoring.yml",
        "guidelines/retention.yml",
        "guidelines/roster.yml",
        *(f"guidelines/rules/{pack.name}" for pack in PACKS),
        "guidelines/training.yml",
        "mkdocs.yml",
        "requirements.txt",
    }


def test_everything_is_committed_adopted_and_approved(maple: Department) -> None:
    assert maple.git("status", "--porcelain") == ""
    assert maple.git("rev-parse", "--abbrev-ref", "HEAD") == "main"
    outcome = maple.judge(AT).outcome
    assert {str(judged.state) for judged in outcome.pages} == {"live"}
    assert outcome.all_findings == ()


def test_who_committed_what(maple: Department) -> None:
    log = maple.git("log", "--reverse", "--format=%ae %ce %s").splitlines()
    assert log == [
        "chief@police.example chief@police.example Set up the website",
        "pio@police.example pio@police.example First pages and first post",
        "chief@police.example chief@police.example Adopt the guidelines, approve the first pages",
    ]


def test_the_root_of_trust_is_its_own_and_pinned(founded: Founded, maple: Department, tmp_path: Path) -> None:
    assert re.fullmatch("sha256:[0-9a-f]{64}", founded.pin)
    assert maple.git("config", "clearance.rootPin") == founded.pin
    assert founded.pin in maple.read("README.md")
    second = found(tmp_path / "oak", ANSWERS, keys=tmp_path / "keys", at=AT)
    assert second.pin != founded.pin


def test_private_keys_stand_outside_and_are_for_their_owner_alone(founded: Founded) -> None:
    names = {path.name: path.stat().st_mode & 0o777 for path in founded.keys.iterdir()}
    assert {name: mode for name, mode in names.items() if not name.endswith(".pub")} == {
        "chief": 0o600,
        "pio": 0o600,
    }
    assert founded.keys.stat().st_mode & 0o777 == 0o700
    assert [
        path for path in founded.folder.rglob("*") if path.is_file() and b"PRIVATE KEY" in path.read_bytes()
    ] == []


def test_every_placeholder_of_the_template_is_filled_in(maple: Department) -> None:
    left = {
        name: re.findall(r"\$[a-z_{]+", maple.read(name))
        for name in digests(maple.root)
        if not name.startswith((".git/", "records/", ".github/", "guidelines/rules/"))
    }
    assert {name for name, found in left.items() if found} == set()
    assert (TEMPLATE / "README.md").is_file()


@pytest.mark.parametrize("name", ["mkdocs.yml", "guidelines/department.yml", "guidelines/roster.yml"])
def test_what_was_answered_is_in_it(maple: Department, name: str) -> None:
    wanted = {
        "mkdocs.yml": ("name", "site_url"),
        "guidelines/department.yml": ("name", "short_name", "timezone", "phone", "email", "address", "hours"),
        "guidelines/roster.yml": ("chief_name", "chief_email", "pio_name", "pio_email"),
    }
    assert [field for field in wanted[name] if getattr(ANSWERS, field) not in maple.read(name)] == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param({"short_name": "!!!"}, "no Latin letter", id="no id"),
        pytest.param({"email": "x"}, "e-mail address", id="no address"),
        pytest.param({"name": "Maple {% include %}"}, "PP103", id="an include"),
    ],
)
def test_a_department_that_can_not_be_made_leaves_nothing_behind(
    tmp_path: Path, change: dict[str, str], message: str
) -> None:
    with pytest.raises(CannotJudge, match=message):
        found(tmp_path / "maple", replace(ANSWERS, **change), keys=tmp_path / "keys", at=AT)
    assert [*tmp_path.iterdir()] == []


def test_a_folder_where_nothing_can_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(CannotJudge):
        found(tmp_path / "file/maple", ANSWERS, keys=tmp_path / "keys", at=AT)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file"]
