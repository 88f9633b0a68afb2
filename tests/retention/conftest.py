"""A department some years on: two adoptions more, a post in two versions, its site built and recorded."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.conftest import Copy
from tests.department import Department
from tests.village import NOW, OTHER

THEME = "theme/partials/copyright.html"


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
