from __future__ import annotations

import logging
import os
import sys
from pathlib import Path

import pytest
from tests.department import Department, run_command
from tests.village import MKDOCS

from clearance.errors import CannotJudge
from clearance.publish.generator import choose, load_config, plain_renderer, renderer

GENERATOR = os.environ.get("CLEARANCE_GENERATOR") or "mkdocs"


@pytest.mark.parametrize("name", [GENERATOR, ""])
def test_the_chosen_generator(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("CLEARANCE_GENERATOR", name)
    assert choose() == (name or "mkdocs")


def test_an_unknown_generator(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLEARANCE_GENERATOR", "hugo")
    with pytest.raises(
        CannotJudge, match="CLEARANCE_GENERATOR is 'hugo'; expected one of mkdocs, properdocs"
    ):
        choose()


def test_a_generator_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "properdocs.replacement", None)
    monkeypatch.setenv("CLEARANCE_GENERATOR", "properdocs")
    with pytest.raises(CannotJudge, match="properdocs is not installed here"):
        choose()


@pytest.mark.site
@pytest.mark.parametrize("generator", ["mkdocs", "properdocs"])
def test_everything_runs_on_the_generator_that_was_chosen(tmp_path: Path, generator: str) -> None:
    program = (
        "from clearance.publish.generator import choose; choose()\n"
        "import clearance.mkdocs_plugin.plugin, mkdocs.plugins\n"
        "print(mkdocs.plugins.__name__, clearance.mkdocs_plugin.plugin.BasePlugin.__module__)"
    )
    ran = run_command(tmp_path, "python", "-c", program, generator=generator)
    assert (ran.out, ran.err) == (f"{generator}.plugins {generator}.plugins\n", "")


def configured(root: Path, text: str) -> Path:
    (root / "content").mkdir(exist_ok=True)
    (root / "mkdocs.yml").write_text(text)
    return root


def test_a_configuration_is_loaded_as_the_generator_reads_it(department: Department) -> None:
    config = load_config(department.root, site_dir=str(department.root / "elsewhere"))
    assert (config.site_name, config.site_dir, [*config.plugins][-1]) == (
        "Village of Test Police Department",
        str(department.root / "elsewhere"),
        "clearance",
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(
            MKDOCS.replace("plugins:\n", "plugins:\n  - none-such\n"),
            'The "none-such" plugin is not installed',
            id="a plugin",
        ),
        pytest.param(MKDOCS.replace("material", "none-such"), "none-such", id="a theme"),
        pytest.param(MKDOCS.replace("attr_list", "none_such"), "none_such", id="an extension"),
        pytest.param(MKDOCS.replace("site_name", "site_nam"), "site_name", id="no name"),
        pytest.param(MKDOCS.replace("fail", "never"), "uncleared", id="our own option"),
        pytest.param("site_name: [\n", "mkdocs.yml", id="no YAML"),
        pytest.param(f"{MKDOCS}hooks: [hooks/gone.py]\n", "gone.py", id="a hook that is gone"),
    ],
)
def test_a_mistake_in_it_is_told(tmp_path: Path, text: str, message: str) -> None:
    root = configured(tmp_path, text)
    with pytest.raises(CannotJudge, match=r"^mkdocs\.yml: ") as refused:
        load_config(root)
    assert message in str(refused.value)


@pytest.mark.parametrize(
    "hook", ["raise ValueError('x')", "def (", "import no_such_module", "raise SystemExit(0)"]
)
def test_a_hook_that_fails_while_it_is_loaded(tmp_path: Path, hook: str) -> None:
    (tmp_path / "hooks").mkdir()
    (tmp_path / "hooks/ours.py").write_text(hook)
    with pytest.raises(CannotJudge, match=r"mkdocs.yml|hooks"):
        load_config(configured(tmp_path, f"{MKDOCS}hooks: [hooks/ours.py]\n"))


def test_reading_a_configuration_leaves_the_log_as_it_was(department: Department) -> None:
    logger = logging.getLogger("mkdocs")
    before = (logger.level, logger.propagate, logger.handlers[:])
    load_config(department.root)
    assert (logger.level, logger.propagate, logger.handlers) == before


@pytest.mark.site
def test_a_committed_cache_beside_a_hook_is_not_run(department: Department) -> None:
    """Python would take it for the hook itself, and an adoption does not cover it."""
    program = "import sys; from pathlib import Path; from clearance.publish.generator import load_config\n"
    program += "load_config(Path('.')); print(sys.pycache_prefix)"
    ran = run_command(department.root, "python", "-c", program)
    assert ran.err == ""
    assert not Path(ran.out.strip()).is_relative_to(department.root)


# --- Markdown ----------------------------------------------------------------------------------


def test_markdown_is_rendered_with_the_sites_own_extensions(department: Department) -> None:
    render = renderer(load_config(department.root))
    assert render("| a |\n|---|\n| b |\n").startswith("<table>")
    assert "footnote" not in render("x[^1]\n\n[^1]: y\n")


def test_one_page_leaves_nothing_behind_for_the_next(department: Department) -> None:
    render = renderer(load_config(department.root))
    assert render("[x]: https://a.example/\n\n[x]") == '<p><a href="https://a.example/">x</a></p>'
    assert render("[x]") == "<p>[x]</p>"


def test_the_plain_renderer_knows_what_most_sites_have() -> None:
    render = plain_renderer()
    assert "footnote" in render("x[^1]\n\n[^1]: y\n")
    assert 'onclick="x"' in render("Text.\n{: onclick='x' }\n")
