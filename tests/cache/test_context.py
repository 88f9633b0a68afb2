from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.rules.builders import guidelines, member, pack, pack_rule

from clearance.cache import context
from clearance.guidelines.models import Guidelines

RENDERING = '[["tables"], {}]'
RULES = guidelines(packs=(pack("words", pack_rule("PB101", "a-word")),))


def context_of(rules: Guidelines, rendering: str) -> str:
    """As a new process works it out."""
    context.software.cache_clear()
    return context.context_of(rules, rendering)


@pytest.fixture(autouse=True)
def _software_as_it_is() -> Iterator[None]:
    """What a test had put in its place is not left to the next one."""
    yield
    context.software.cache_clear()


def test_the_same_of_all_gives_the_same() -> None:
    again = guidelines(packs=(pack("words", pack_rule("PB101", "a-word")),))
    assert context_of(RULES, RENDERING) == context_of(again, RENDERING)
    assert len(bytes.fromhex(context_of(RULES, RENDERING))) == 32


def changed(name: str, **values: Any) -> Any:
    return replace(RULES, **{name: getattr(RULES, name).model_copy(update=values)})


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(changed("department", short_name="Other PD"), id="the department"),
        pytest.param(guidelines(member("new1", "author"), packs=RULES.packs), id="the roster"),
        pytest.param(changed("categories", categories=RULES.categories.categories[:1]), id="the categories"),
        pytest.param(changed("training", valid_months=12), id="the training"),
        pytest.param(changed("retention", custodian="chief1"), id="the retention"),
        pytest.param(changed("monitoring", annual=2), id="the monitoring"),
        pytest.param(replace(RULES, packs=()), id="without the pack"),
        pytest.param(
            replace(RULES, packs=(pack("words", pack_rule("PB101", "a-word", message="says it")),)),
            id="a message of a rule",
        ),
        pytest.param(
            replace(RULES, packs=(pack("words", pack_rule("PB101", "a-word", severity="note")),)),
            id="the severity of a rule",
        ),
    ],
)
def test_other_guidelines_are_another_context(other: Any) -> None:
    assert context_of(other, RENDERING) != context_of(RULES, RENDERING)


def test_another_rendering_is_another_context() -> None:
    assert context_of(RULES, '[["tables", "toc"], {}]') != context_of(RULES, RENDERING)


def test_another_version_of_anything_installed_is_another_context(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = context_of(RULES, RENDERING)
    (tmp_path / "something-1.0.dist-info").mkdir()
    monkeypatch.syspath_prepend(str(tmp_path))
    first = context_of(RULES, RENDERING)
    (tmp_path / "something-1.0.dist-info").rename(tmp_path / "something-1.1.dist-info")
    assert len({before, first, context_of(RULES, RENDERING)}) == 3


def test_a_library_that_stands_before_the_installed_one_is_another_context(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = context_of(RULES, RENDERING)
    (tmp_path / "phonenumbers").mkdir()
    (tmp_path / "phonenumbers/__init__.py").write_text("")
    monkeypatch.delitem(sys.modules, "phonenumbers")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert context_of(RULES, RENDERING) != before


def test_another_python_is_another_context(monkeypatch: pytest.MonkeyPatch) -> None:
    before = context_of(RULES, RENDERING)
    monkeypatch.setattr(sys, "version", "3.99")
    assert context_of(RULES, RENDERING) != before


def test_another_byte_or_file_of_this_software_is_another_context(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = tmp_path / "clearance"
    shutil.copytree(context._OURS, ours)
    monkeypatch.setattr(context, "_OURS", ours)
    seen = {context_of(RULES, RENDERING)}
    for name in ("rules/active_html.py", "guidelines/given-names.txt", "new_module.py"):
        with (ours / name).open("a", encoding="utf-8") as file:
            file.write("\n")
        seen.add(context_of(RULES, RENDERING))
    assert len(seen) == 4
    (ours / "rules/__pycache__").mkdir(exist_ok=True)
    (ours / "rules/__pycache__/active_html.pyc").write_bytes(b"compiled")
    assert context_of(RULES, RENDERING) in seen
