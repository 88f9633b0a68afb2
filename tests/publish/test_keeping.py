from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from tests.department import Department
from tests.village import NOW, OTHER, POST, post

from clearance.errors import CannotJudge
from clearance.evidence import Evidence, read_evidence
from clearance.publish.decision import decide, decide_with
from clearance.publish.generator import load_config
from clearance.publish.keeping import cache_folder, open_store, processors, require_apart
from clearance.site_config import SiteConfig

ROOT = Path("/srv/pd")


@pytest.mark.parametrize(
    ("environment", "folder"),
    [
        pytest.param({}, "/srv/pd/.clearance-cache", id="by default in the department"),
        pytest.param({"CLEARANCE_CACHE": "/var/cache/pd"}, "/var/cache/pd", id="where the environment says"),
        pytest.param({"CLEARANCE_CACHE": ""}, None, id="nowhere"),
    ],
)
def test_where_verdicts_are_kept(environment: Mapping[str, str], folder: str | None) -> None:
    assert cache_folder(ROOT, environment) == (Path(folder) if folder else None)


@pytest.mark.parametrize("folder", ["content", "content/x/y", "guidelines", "records/2026"])
def test_not_among_the_departments_own_files(folder: str) -> None:
    with pytest.raises(CannotJudge, match="name a folder outside of it"):
        require_apart(ROOT / folder, ROOT)


@pytest.mark.parametrize("folder", [".clearance-cache", "contents", "site/content", "../content"])
def test_elsewhere_it_may_lie(folder: str) -> None:
    require_apart(ROOT / folder, ROOT)


@pytest.fixture
def evidence(department: Department) -> Evidence:
    return read_evidence(department.root, at=NOW, pin=department.pin)


def test_there_is_a_store_where_all_is_known(evidence: Evidence, tmp_path: Path) -> None:
    assert open_store(tmp_path, evidence, "described") is not None


def test_there_is_none_without_a_folder_a_description_or_with_hooks(
    evidence: Evidence, tmp_path: Path
) -> None:
    hooked = replace(evidence, config=SiteConfig(hooks=("hooks/own.py",)))
    assert open_store(None, evidence, "described") is None
    assert open_store(tmp_path, evidence, None) is None
    assert open_store(tmp_path, hooked, "described") is None


@pytest.mark.parametrize("home", ["", "relative", "/proc/nowhere"])
def test_there_is_none_where_the_user_can_have_no_key(
    evidence: Evidence, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: str
) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", home)
    assert open_store(tmp_path, evidence, "described") is None


def test_there_is_none_where_the_key_would_lie_in_the_department(
    evidence: Evidence, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(evidence.root / "home"))
    assert open_store(tmp_path, evidence, "described") is None
    assert not (evidence.root / "home").exists()


def test_as_many_processes_as_this_one_may_use() -> None:
    assert 1 <= processors() <= (os.cpu_count() or 1)


# --- the same decision ---------------------------------------------------------------------


def outcomes(department: Department, cache: Path) -> set[str]:
    """The outcome with no cache, with one that is filled by it, and with that one full."""
    decided = [decide(department.root, at=NOW, cache=folder).outcome for folder in (None, cache, cache)]
    config = load_config(department.root)
    decided.append(decide_with(config, department.root, at=NOW, cache=cache).outcome)
    return {repr(outcome) for outcome in decided}


def test_it_is_the_same_cold_warm_and_without(department: Department, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    assert len(outcomes(department, cache)) == 1
    department.write("content/posts/new.md", post(body="A lawsuit.\n"))
    department.write("content/posts/odd.md", "nothing")
    department.commit()
    assert len(outcomes(department, cache)) == 1
    department.replace("guidelines/rules/wording.yml", "[lawsuit]", "[lawsuit, meets]")
    department.adopt()
    assert len(outcomes(department, cache)) == 1
    department.write(OTHER, department.read(OTHER) + "\nMore.\n")
    assert len(outcomes(department, cache)) == 1
    department.replace("mkdocs.yml", "[attr_list,", "[admonition, attr_list,")
    assert len(outcomes(department, cache)) == 1
    department.adopt()
    assert len(outcomes(department, cache)) == 1


def test_what_stands_and_what_time_it_is_is_judged_anew_each_time(
    department: Department, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    before = decide(department.root, at=NOW, cache=cache).outcome.page(POST)
    department.replace(
        "guidelines/training.yml", "member: pio, topics: all", "member: pio, topics: [privacy]"
    )
    department.record(
        replace(department.statement(POST), kind="withdrawal", reason="A mistake."), key="chief"
    )
    department.commit(as_="chief")
    after = decide(department.root, at=NOW, cache=cache).outcome.page(POST)
    assert before is not None
    assert after is not None
    assert (str(before.state), str(after.state)) == ("live", "withdrawn")


@pytest.mark.parametrize("damage", [b"", b"clearance verdicts 1\n\xff\xff", b"\0" * 100])
def test_a_damaged_cache_changes_nothing(department: Department, tmp_path: Path, damage: bytes) -> None:
    cache = tmp_path / "cache"
    whole = decide(department.root, at=NOW, cache=cache).outcome
    (kept,) = cache.glob("*.verdicts")
    kept.write_bytes(damage)
    assert repr(decide(department.root, at=NOW, cache=cache).outcome) == repr(whole)
