"""Departments some years on: one whose publications are recorded, one with a story, one with a schedule."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from tests.conftest import Copy
from tests.department import Department
from tests.retention.aging import schedule
from tests.retention.story import DRAFT, DRAFT_WORDS, GONE, LATER, PRIVATE
from tests.village import NOW, OTHER, POST, post

from clearance.records.statement import Statement
from clearance.takedown.detail import Told
from clearance.takedown.report import Kind

THEME = "theme/partials/copyright.html"
Export = Callable[..., Path]


@pytest.fixture(scope="session")
def recorded(tmp_path_factory: pytest.TempPathFactory, founded: Department) -> Department:
    """Never change it: take `kept`, a copy."""
    root = tmp_path_factory.mktemp("recorded") / "department"
    shutil.copytree(founded.root, root, symlinks=True)
    department = replace(founded, root=root)
    _grow(department)
    ran = department.build()
    assert ran.code == 0, ran.err
    publish(department)
    return department


def _grow(department: Department) -> None:
    """Each step some days after the one before, as in life."""
    days = [NOW - timedelta(days=number) for number in (20, 15, 10, 9)]
    department.replace("mkdocs.yml", "font: false", "font: false\n  custom_dir: theme")
    department.write(THEME, "<p>Village of Test</p>\n")
    department.commit("mkdocs.yml", "theme", as_="chief", at=days[0])
    department.adopt(at=days[0])
    department.replace("guidelines/department.yml", "hours: always", "hours: day and night")
    department.commit("guidelines", as_="chief", at=days[1])
    department.adopt(at=days[1])
    department.replace(OTHER, "on Monday", "on Tuesday")
    department.tell(OTHER, "The day has changed.", at=days[2])
    department.commit("content", as_="officer", at=days[2])
    department.approve(OTHER, by="lt", at=days[3])


def publish(department: Department) -> str:
    """Record what was built, as the pipeline does; the record's path."""
    key = str(department.keys.private("recorder"))
    ran = department.run("records", "publication", "--as", "recorder", "--key", key)
    assert ran.code == 0, ran.err
    department.commit("records", as_="recorder")
    return next(line.split()[-1] for line in ran.out.splitlines() if "signed in" in line)


@pytest.fixture
def kept(recorded: Department, copy_of: Copy) -> Department:
    """A department of which all that was published is recorded, to be changed at will."""
    return copy_of(recorded)


@pytest.fixture(scope="session")
def storied(tmp_path_factory: pytest.TempPathFactory, founded: Department) -> Department:
    """Never change it: take a copy."""
    root = tmp_path_factory.mktemp("storied") / "department"
    shutil.copytree(founded.root, root, symlinks=True)
    told = replace(founded, root=root)
    _write_story(told)
    ran = told.build()
    assert ran.code == 0, ran.err
    return told


def _write_story(told: Department) -> None:
    week = NOW - timedelta(days=7)
    told.write(GONE, post("An old notice", "It was once here.\n", date=week))
    told.write(LATER, post("Raid on Friday", "Nobody knows of it yet.\n", date=NOW + timedelta(days=10)))
    told.write(DRAFT, post("A draft", f"{DRAFT_WORDS} in a draft.\n", more="draft: true\n"))
    told.commit("content", at=week)
    told.approve(GONE, LATER, at=week)
    told.tell(POST, "The time changed.", at=week + timedelta(hours=1))
    told.commit(POST, at=week + timedelta(hours=1))
    told.approve(POST, at=week + timedelta(hours=2))
    (told.root / GONE).unlink()
    told.commit("content", at=week + timedelta(hours=3))
    digest = told.judge().evidence.tree.digests[OTHER]
    for kind, by, hours in (("report", "patrol", 4), ("withdrawal", "sgt", 5)):
        moment = week + timedelta(hours=hours)
        said = Statement(kind, "test-pd", moment, by, {OTHER: digest}, reason=f"{PRIVATE} by {by}")
        if kind == "report":
            said = replace(said, detail=Told(Kind.PROHIBITED, OTHER).written())
        told.record(said, key=by)
        told.commit("records", as_=by, at=moment)


@pytest.fixture
def told(storied: Department, copy_of: Copy) -> Department:
    """The department with its story and its built site, to be changed at will."""
    return copy_of(storied)


@pytest.fixture(scope="session")
def request_bag(tmp_path_factory: pytest.TempPathFactory, storied: Department) -> Path:
    """Never change it: what a request for everything by date gets."""
    place = tmp_path_factory.mktemp("request") / "bag"
    site = str(storied.root / "site")
    ran = storied.run("records", "export", "--to", str(place), "--from", "2024-01-01", "--site", site)
    assert ran.code == 0, ran.err
    return place


@pytest.fixture(scope="session")
def transfer_bag(tmp_path_factory: pytest.TempPathFactory, storied: Department) -> Path:
    """Never change it: everything, with the site built for it."""
    place = tmp_path_factory.mktemp("transfer") / "bag"
    ran = storied.run("records", "export", "--to", str(place), "--all")
    assert ran.code == 0, ran.err
    return place


@pytest.fixture(scope="session")
def scheduled(tmp_path_factory: pytest.TempPathFactory, founded: Department) -> Department:
    """Never change it: take a copy. A department whose schedule keeps posts for a year."""
    root = tmp_path_factory.mktemp("scheduled") / "department"
    shutil.copytree(founded.root, root, symlinks=True)
    department = replace(founded, root=root)
    schedule(department)
    return department
