"""The plugin's own guards: whatever the generator forgets or does out of order, nothing gets out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.plugins import EVENTS
from mkdocs.structure.files import Files
from tests.department import Department
from tests.village import NOW, post

from clearance.mkdocs_plugin.plugin import ClearancePlugin, Stop
from clearance.publish.generator import load_config


def plugin_of(department: Department) -> ClearancePlugin:
    plugin = load_config(department.root).plugins["clearance"]
    assert isinstance(plugin, ClearancePlugin)
    return plugin


@pytest.fixture
def fresh() -> ClearancePlugin:
    """A plugin for which the gate did not run."""
    return ClearancePlugin()


@pytest.mark.parametrize(
    "skipped",
    [
        pytest.param(lambda plugin: plugin._judged(), id="the gate"),
        pytest.param(lambda plugin: plugin._selected(), id="the selection"),
        pytest.param(lambda plugin: plugin._shown_views(), id="the lists"),
    ],
)
def test_what_did_not_run_ends_the_build(
    fresh: ClearancePlugin, skipped: Callable[[ClearancePlugin], object]
) -> None:
    with pytest.raises(Stop, match="nothing is published") as stopped:
        skipped(fresh)
    assert stopped.value.exit_code == 2


def test_files_are_never_passed_on_unjudged(fresh: ClearancePlugin, department: Department) -> None:
    with pytest.raises(Stop, match="the gate did not run"):
        fresh.on_files(Files([]), config=load_config(department.root))


def test_its_events_come_first_and_last(department: Department) -> None:
    """First to judge, before any other plugin could change a thing; last to choose and to audit."""
    config = load_config(department.root)
    priorities = {
        name: getattr(getattr(ClearancePlugin, name), "mkdocs_priority", 0)
        for name in ("on_pre_build", "on_page_markdown", "on_files", "on_post_page", "on_post_build")
    }
    assert priorities == {
        "on_pre_build": 100,
        "on_page_markdown": 100,
        "on_files": -100,
        "on_post_page": -100,
        "on_post_build": -100,
    }
    assert "clearance" in config.plugins


def test_no_helper_is_taken_for_an_event() -> None:
    named = {name for name in dir(ClearancePlugin) if name.startswith("on_")}
    assert named <= {f"on_{event}" for event in EVENTS}


def test_the_settings_are_few_and_strict(department: Department) -> None:
    plugin = plugin_of(department)
    assert dict(plugin.config) == {"uncleared": "fail", "cards": "posts"}


def test_templates_are_added_once(department: Department) -> None:
    config = load_config(department.root)
    plugin = config.plugins["clearance"]
    assert isinstance(plugin, ClearancePlugin)
    plugin.on_config(config)
    before = ([*config.theme.dirs], [*config.extra_css])
    plugin.on_config(config)
    assert ([*config.theme.dirs], [*config.extra_css]) == before
    assert before[1][0] == "assets/clearance/clearance.css"


def test_a_departments_own_templates_come_before_ours(department: Department) -> None:
    department.write("theme/main.html", "{% extends 'base.html' %}")
    department.replace("mkdocs.yml", "  font: false\n", "  font: false\n  custom_dir: theme\n")
    config = load_config(department.root)
    plugin = config.plugins["clearance"]
    assert isinstance(plugin, ClearancePlugin)
    plugin.on_config(config)
    assert Path(config.theme.dirs[0]) == department.root / "theme"
    assert "mkdocs_plugin/theme" in config.theme.dirs[1]


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        pytest.param(post(), 1, "not published; the site is as it was", id="refused"),
        pytest.param("x", 2, "not published; the site is as it was", id="unreadable"),
    ],
)
def test_what_is_refused_stops_before_a_byte_is_written(
    department: Department, text: str, code: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    department.write("content/posts/new.md", text)
    department.commit()
    config = load_config(department.root)
    plugin = config.plugins["clearance"]
    assert isinstance(plugin, ClearancePlugin)
    plugin.clock = lambda: NOW
    plugin.on_config(config)
    with pytest.raises(Stop, match=message) as stopped:
        plugin.on_pre_build(config=config)
    assert stopped.value.exit_code == code
    assert "content/posts/new.md" in capsys.readouterr().err
    assert sorted(path.name for path in department.root.glob("*site*")) == []


def test_an_error_before_the_output_was_moved_leaves_everything(fresh: ClearancePlugin) -> None:
    fresh.on_build_error(error=RuntimeError())


@pytest.mark.site
@pytest.mark.parametrize(
    ("named", "kept"),
    [
        pytest.param(None, ".clearance-cache", id="in the department"),
        pytest.param("elsewhere", "elsewhere", id="where the environment says"),
        pytest.param("", None, id="nowhere"),
    ],
)
def test_the_generators_own_commands_keep_verdicts_too(
    department: Department, named: str | None, kept: str | None
) -> None:
    variables = {} if named is None else {"CLEARANCE_CACHE": named}
    sites = []
    for _ in range(2):
        ran = department.command("mkdocs", "build", "-q", **variables)
        assert (ran.code, ran.err) == (0, "")
        sites.append(department.site())
    folders = {file.parent.name for file in department.root.rglob("*.verdicts")}
    assert (folders, sites[0]) == ({kept} - {None}, sites[1])
