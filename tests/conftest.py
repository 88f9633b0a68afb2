"""What all tests share: a department to copy, and an environment without this machine's own settings."""

from __future__ import annotations

import os
import resource
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings

from clearance.publish.generator import choose

# Before any test imports mkdocs, so that the whole run is on the generator of CLEARANCE_GENERATOR.
choose()

from tests.department import Department, Keys, found_department  # noqa: E402 - only after choose

# Neither a pin nor a git setting of whoever runs the tests may bear on them.
for name in [name for name in os.environ if name.startswith("GIT_")]:
    del os.environ[name]
for name in (
    "CLEARANCE_ROOT_PIN",
    "CLEARANCE_MEMBER",
    "CLEARANCE_KEY",
    "CLEARANCE_DEBUG",
    "CLEARANCE_CACHE",
    "NO_COLOR",
    "PYTHONDONTWRITEBYTECODE",  # or each command of the tests would compile the package again
):
    os.environ.pop(name, None)
os.environ |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}

# A busy machine is slow, not wrong.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

# What is kept between runs is sealed by a key of these tests alone.
_OWN_CACHE = tempfile.TemporaryDirectory(prefix="clearance-tests-")
os.environ["XDG_CACHE_HOME"] = _OWN_CACHE.name


@pytest.fixture(autouse=True)
def _no_bound_is_left() -> Iterator[None]:
    """A bound that a test sets for its own process ends that process during some later test."""
    before = resource.getrlimit(resource.RLIMIT_CPU)
    yield
    assert resource.getrlimit(resource.RLIMIT_CPU) == before


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    return Keys.make(tmp_path_factory.mktemp("people") / "keys")


Copy = Callable[[Department], Department]


@pytest.fixture
def copy_of(tmp_path: Path) -> Copy:
    def copy(original: Department) -> Department:
        root = tmp_path / "department"
        shutil.copytree(original.root, root, symlinks=True)
        return replace(original, root=root)

    return copy


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory, keys: Keys) -> Department:
    """Never change it: take `department`, a copy."""
    return found_department(tmp_path_factory.mktemp("founded") / "department", keys)


@pytest.fixture
def department(founded: Department, copy_of: Copy) -> Department:
    """A department in which everything is cleared, to be changed at will."""
    return copy_of(founded)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, founded: Department) -> Department:
    """Never change it: take `live`, a copy."""
    root = tmp_path_factory.mktemp("built") / "department"
    shutil.copytree(founded.root, root, symlinks=True)
    department = replace(founded, root=root)
    ran = department.build()
    assert ran.code == 0, ran.err
    return department


@pytest.fixture
def live(built: Department, copy_of: Copy) -> Department:
    """A department with its built site."""
    return copy_of(built)
