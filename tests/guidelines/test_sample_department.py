"""The sample department at the repository's root holds together, and its keys say what they are."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from tests.guidelines.sample import ROOT

from clearance.guidelines.loading import load_guidelines
from clearance.guidelines.matching import check_examples
from clearance.guidelines.models import Equipment
from clearance.strict_yaml import decode, parse

SAMPLE = load_guidelines(ROOT)
KEYS = sorted(path for path in (ROOT / "sample-keys").iterdir() if path.suffix == "")
FILES = sorted((ROOT / "guidelines").rglob("*.yml"))
MARK = "SAMPLE KEY, public: never for a real site"
FIRST = datetime(2023, 1, 1, 12, tzinfo=UTC)
LAST = datetime(2026, 12, 31, 12, tzinfo=UTC)


def test_the_department_is_the_invented_one() -> None:
    department = SAMPLE.department
    assert (department.id, department.timezone) == ("alder-creek-pd", "America/Chicago")
    assert department.equipment is Equipment.UNVERIFIED
    assert {number[:12] for number in department.allow.phones} == {"711", "911", "988", "(708) 555-01"}


def test_the_eight_categories_of_the_policy() -> None:
    assert {(c.clause, c.id) for c in SAMPLE.categories.categories} == {
        ("1021.4(a)", "announcements"),
        ("1021.4(b)", "crime-prevention"),
        ("1021.4(c)", "investigative-requests"),
        ("1021.4(d)", "community-projects"),
        ("1021.4(e)", "safety"),
        ("1021.4(f)", "traffic"),
        ("1021.4(g)", "media-releases"),
        ("1021.4(h)", "recruitment"),
    }


def test_who_may_do_what() -> None:
    at = datetime(2026, 6, 1, 12, tzinfo=UTC)
    members = [member.id for member in SAMPLE.roster.members]
    assert [m for m in members if SAMPLE.may_author(m, at)] == ["pio1", "officer5"]
    assert [m for m in members if SAMPLE.may_approve(m, at)] == ["chief1", "lt2", "sgt1", "sgt3"]
    assert [m for m in members if SAMPLE.has_role(m, "incident-commander", at)] == ["sgt3"]
    assert SAMPLE.may_author("pio2", datetime(2024, 6, 1, 12, tzinfo=UTC))


def test_whoever_may_write_or_approve_is_trained_on_every_day() -> None:
    at, untrained = FIRST, []
    while at <= LAST:
        untrained += [
            (member.id, at.date(), gaps)
            for member in SAMPLE.roster.members
            if (SAMPLE.may_author(member.id, at) or SAMPLE.may_approve(member.id, at))
            and (gaps := SAMPLE.training_gaps(member.id, at))
        ]
        at += timedelta(days=1)
    assert untrained == []


def test_the_rules_do_what_their_examples_say() -> None:
    assert [*check_examples(SAMPLE.packs)] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.name))
def test_each_file_names_the_schema_that_it_follows(path: Path) -> None:
    text = decode(path.read_bytes(), path.name)
    first, _, _ = text.partition("\n")
    start = "# yaml-language-server: $schema="
    assert first.startswith(start)
    schema = parse((path.parent / first.removeprefix(start)).read_text(encoding="utf-8"), "schema").value
    assert isinstance(schema, dict)
    assert [e.message for e in Draft202012Validator(schema).iter_errors(parse(text, path.name).value)] == []


@pytest.mark.parametrize("path", KEYS, ids=lambda path: str(path.name))
def test_each_private_key_says_that_it_is_public_and_stands_in_the_roster(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "key"
    copy.write_bytes(path.read_bytes())
    copy.chmod(0o600)
    derived = subprocess.run(
        ["ssh-keygen", "-yf", str(copy)], check=True, capture_output=True, text=True
    ).stdout
    assert derived == path.with_suffix(".pub").read_text(encoding="utf-8")
    assert derived.endswith(f" {path.name} - {MARK}\n")
    owners = {device.key: member.id for member in SAMPLE.roster.members for device in member.devices}
    assert owners[derived.rstrip("\n")] == path.name.removesuffix("-2025")


def test_every_device_has_its_private_key_here() -> None:
    names = ["chief1", "lt2", "lt2-2025", "officer5", "pio1", "pio2", "recorder", "sgt1", "sgt3"]
    assert [path.name for path in KEYS] == names
    assert len(SAMPLE.signers()) == len(names)


def test_the_readme_says_so_plainly() -> None:
    readme = (ROOT / "sample-keys/README.md").read_text(encoding="utf-8")
    assert readme.startswith("# These keys are public. Never use them for a real site.\n")
